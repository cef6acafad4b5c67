import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isCertificateOpen } from '../../src/app/accounts/certificate-open.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { makeMigrationPlan } from '../../src/app/migration/make-plan.js';
import type { MigrationSetup } from '../../src/app/migration/receiver.js';
import { readRecord } from '../../src/app/read-record.js';
import { decideReview } from '../../src/app/review.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { RETURNED } from '../../src/inventory/returned.js';
import { copyFolder } from '../support/copy-folder.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';

const MEMO = '架空山 花子様より、税の納付について。折返し 090-1234-5678';
const FAQ = 'FAQ: 窓口は平日九時から開いています。';

/** Who receives is asked only after what lies in the store. */
const NOT_ASKED = {} as MigrationSetup;

/** B3-2-1: records of level 2 and 1 that were erased under a plan for a part are put back, and the nightly jobs run over them. */
describe('erased records that are put back', () => {
  let erased: SmallService;
  let plan: DisposalPlan;
  let backup: string;

  beforeAll(async () => {
    erased = await smallService({ 'pbx/memo/1.txt': MEMO, 'pbx/faq/2.txt': FAQ, 'inquiry-form/1.txt': 'お問合せ' });
    await erased.open((w) => classify(w), { detector: true });
    const lowered: [string, 1 | 2][] = [];
    await erased.open(async ({ ports }) => {
      for await (const { objectId, maskedKey } of ports.catalog.objects({ system: 'pbx' }))
        lowered.push([objectId, maskedKey.startsWith('xxxx/') ? 2 : 1]);
    });
    for (const [objectId, level] of lowered)
      await erased.open((w) =>
        decideReview(w, { objectId, level, reason: '確認', decidedBy: '運用担当', confirmedBy: '検証責任者' }),
      );
    await erased.open((w) => enforce(w));
    backup = join(erased.dir, '..', 'backup');
    copyFolder(join(erased.dir, 'data', 'pbx'), backup);
    ({ plan } = await erased.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } })));
    await erased.open((w) => approvePlan(w, plan.planId, erased.keyFile));
    await erased.open((w) => erasePlan(w, plan));
  });

  const night = async (service: SmallService, ...jobs: ('classify' | 'enforce')[]) => {
    for (const job of jobs)
      await (job === 'classify'
        ? service.open((w) => classify(w), { detector: true })
        : service.open((w) => enforce(w)));
  };
  const putBack = (service: SmallService) => copyFolder(backup, join(service.dir, 'data', 'pbx'));

  async function assertNamed(service: SmallService): Promise<void> {
    const reviews: unknown[] = [];
    await service.open(async ({ ports }) => {
      for await (const { classification } of ports.catalog.objects({ system: 'pbx' }))
        reviews.push(classification?.review.map(({ code }) => code));
    });
    expect(reviews).toEqual([expect.arrayContaining([RETURNED]), expect.arrayContaining([RETURNED])]);
    for (const key of ['pbx/memo/1.txt', 'pbx/faq/2.txt']) {
      const output = join(service.dir, '..', `read-${key.replaceAll('/', '-')}`);
      const reading = service.open((w) =>
        readRecord(w, { key, purpose: '確認', output }, new AbortController().signal),
      );
      await expect(reading).rejects.toMatchObject({ code: 'read/erased' });
    }
  }

  it.each([
    { order: ['classify', 'enforce'] },
    { order: ['enforce', 'classify'] },
    { order: ['classify', 'enforce', 'classify'] },
  ] as const)('with their history are named and not read, after $order', async ({ order }) => {
    const service = await copyOf(erased);
    putBack(service);
    await night(service, ...order);
    await assertNamed(service);
  });

  it('are handed over to nobody before somebody has decided', async () => {
    const service = await copyOf(erased);
    putBack(service);
    await night(service, 'classify', 'enforce');
    const planned = service.open((w) => makeMigrationPlan(w.ports, NOT_ASKED));
    await expect(planned).rejects.toMatchObject({ code: 'migrate/record-returned', detail: { records: 2 } });
  });

  it('in clear are named and not read, though enforce comes first', async () => {
    const service = await copyOf(erased);
    await service.put('pbx/memo/1.txt', MEMO);
    await service.put('pbx/faq/2.txt', FAQ);
    await night(service, 'enforce', 'classify', 'enforce');
    await assertNamed(service);
  });

  it('stand against a certificate of the part, and let no account go before the next one', async () => {
    const service = await copyOf(erased);
    putBack(service);
    const issue = () => service.open((w) => issueCertificate(w, plan.planId));
    await expect(issue()).rejects.toMatchObject({ code: 'erase/incomplete' });
    await service.open((w) => erasePlan(w, plan));
    await issue();
    const isOpen = () => service.open((w) => isCertificateOpen(w.ports.catalog));
    expect(await isOpen()).toBe(false);
    putBack(service);
    await service.open((w) => erasePlan(w, plan));
    expect(await isOpen()).toBe(true);
    await issue();
    expect(await isOpen()).toBe(false);
  });
});
