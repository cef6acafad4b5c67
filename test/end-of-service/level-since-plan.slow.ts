import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { assertErasable, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { decideReview } from '../../src/app/review.js';
import { smallService } from '../support/small-service.js';

const RECORD = '架空山 花子 090-1234-5678';

it.each`
  before | after
  ${3}   | ${2}
  ${3}   | ${1}
  ${2}   | ${3}
`(
  'B3-2-3: a level decided anew, $before to $after, needs a new plan: its lines could not be certified',
  async ({ before, after }) => {
    const service = await smallService({ 'pbx/memo/1.txt': RECORD, 'inquiry-form/1.txt': 'お問合せ' });
    await service.open((w) => classify(w), { detector: true });
    let objectId = '';
    await service.open(async ({ ports }) => {
      for await (const object of ports.catalog.objects({ system: 'pbx' })) objectId = object.objectId;
    });
    const decide = (level: 1 | 2 | 3) =>
      service.open((w) =>
        decideReview(w, { objectId, level, reason: '確認', decidedBy: '運用担当', confirmedBy: '検証責任者' }),
      );
    await decide(before);
    await service.open((w) => enforce(w));
    const { plan } = await service.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    await decide(after);
    const changed = { code: 'erase/scope-changed' };
    const { signal } = new AbortController();
    await expect(service.open((w) => assertErasable(w, plan, signal))).rejects.toMatchObject(changed);
    await expect(service.open((w) => erasePlan(w, plan))).rejects.toMatchObject(changed);
    await service.open((w) => enforce(w));
    const { plan: next } = await service.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await service.open((w) => approvePlan(w, next.planId, service.keyFile));
    await service.open((w) => erasePlan(w, next));
    expect((await service.open((w) => issueCertificate(w, next.planId))).certificate.stage).toBe('final');
  },
);

it('B3-2-1: a name that was erased, then written and deleted between two listings, is erased with the rest', async () => {
  const service = await smallService({ 'pbx/memo/1.txt': RECORD, 'inquiry-form/1.txt': 'お問合せ' });
  const prepare = async () => {
    await service.open((w) => classify(w), { detector: true });
    await service.open((w) => enforce(w));
  };
  await prepare();
  const { plan } = await service.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
  await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
  await service.open((w) => erasePlan(w, plan));
  await service.open((w) => issueCertificate(w, plan.planId));
  await service.open(async ({ ports: { objects } }) => {
    for (const text of ['新しい記録 090-1234-0000', '新しい記録二 090-1234-0000'])
      await objects.put({ bucket: 'pbx', key: 'memo/1.txt' }, Readable.from([Buffer.from(text)]), {
        encryption: { mode: 'default' },
      });
  });
  rmSync(join(service.dir, 'data', 'pbx', 'memo', '1.txt'));
  await prepare();
  const { plan: whole } = await service.open((w) => planDisposal(w));
  await service.open((w) => approvePlan(w, whole.planId, service.keyFile));
  const record = await service.open((w) => erasePlan(w, whole));
  expect(record.phase).toBe('kms-keys-scheduled');
  expect((await service.open((w) => issueCertificate(w, whole.planId))).certificate.stage).toBe('interim');
});
