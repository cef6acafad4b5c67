import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { decideReview } from '../../src/app/review.js';
import { limitUnopened } from '../../src/certify/certificate-texts.js';
import { FORMER_KEY } from '../../src/inventory/former-key.js';
import { RETURNED } from '../../src/inventory/returned.js';
import { copyFolder } from '../support/copy-folder.js';
import { screen } from '../support/screen.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';

const ERASED = 'pbx/memo/1.txt';
const TEXT = '架空山 花子様より、税の納付について。折返し 090-1234-5678';

const shown = screen();

/**
 * B3-2-1: a service that goes on after all of one system was erased, and has had a new record of that system and month
 * since: its unit has a key again, another one.
 */
describe('the ciphertext of an erased record, put back beside new records of its system and month', () => {
  let prepared: SmallService;
  let ciphertext: Buffer;
  let backup: string;
  let service: SmallService;

  beforeAll(async () => {
    prepared = await smallService({ [ERASED]: TEXT, 'inquiry-form/1.txt': 'お問合せ' });
    await night(prepared);
    ciphertext = await readFile(join(prepared.dir, 'data', ERASED));
    backup = join(prepared.dir, '..', 'backup');
    copyFolder(join(prepared.dir, 'data', 'pbx'), backup);
    const { plan } = await prepared.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await prepared.open((w) => approvePlan(w, plan.planId, prepared.keyFile));
    await prepared.open((w) => erasePlan(w, plan));
    await prepared.put('pbx/memo/2.txt', '架空川 太郎様より、転居について。折返し 090-8765-4321');
    await night(prepared);
  });

  beforeEach(async () => {
    service = await copyOf(prepared);
  });

  async function night(of: SmallService) {
    const { notes } = await of.open((w) => classify(w), { detector: true });
    const { summary, leftUnopened } = await of.open((w) => enforce(w));
    return { classified: notes.map(({ code }) => code).sort(), enforced: summary, leftUnopened };
  }
  const objects = (of: SmallService) =>
    of.open(async ({ ports }) => {
      const found: [string, string, string[]][] = [];
      for await (const { objectId, state, classification } of ports.catalog.objects({ system: 'pbx' }))
        found.push([objectId, state, classification?.review.map(({ code }) => code) ?? []]);
      return found;
    });
  const named = async () => (await objects(service)).filter(([, , reasons]) => reasons.includes(FORMER_KEY));

  it('is named as what it is each night, and no run fails for it', async () => {
    await service.put(ERASED, ciphertext);
    for (const _ of [1, 2]) {
      const { enforced, leftUnopened } = await night(service);
      expect(enforced).toMatchObject({ failed: 0, faults: [], notes: [{ code: FORMER_KEY, count: 1 }] });
      expect(leftUnopened).toBe(1);
      expect(await shown.kimitsu('enforce', '--dir', service.dir)).toBe(0);
      expect(shown.stdout).toContain('保護の状態を変える必要のあるファイルはありませんでした。');
    }
    expect(await named()).toEqual([[expect.any(String), 'classified', [FORMER_KEY, RETURNED]]]);
  });

  it.each([false, true])('goes under a plan, which claims no key for it; after a decision: %s', async (isDecided) => {
    await service.put(ERASED, ciphertext);
    await night(service);
    const [[objectId] = ['']] = await named();
    const decision = { objectId, level: 3, reason: '不要', decidedBy: '運用担当', confirmedBy: undefined } as const;
    if (isDecided) await service.open((w) => decideReview(w, decision));
    if (isDecided) expect((await night(service)).enforced).toMatchObject({ failed: 0, notes: [{ code: FORMER_KEY }] });
    const { plan } = await service.open((w) =>
      planDisposal(w, { filter: { systems: ['pbx'], objectIds: [objectId] } }),
    );
    expect(plan).toMatchObject({ unopened: 1, keys: [], lines: [{ objects: 1, versions: 1 }] });
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    expect((await service.open((w) => erasePlan(w, plan))).phase).toBe('complete');
    const { certificate } = await service.open((w) => issueCertificate(w, plan.planId));
    expect(certificate.limits).toContain(limitUnopened(1));
    expect((await night(service)).enforced).toMatchObject({ failed: 0, notes: [] });
    expect((await objects(service)).map(([, state]) => state).sort()).toEqual(['erased', 'protected']);
  });

  it('stands in the period of its key, not of the day it was put back', async () => {
    await service.put(ERASED, ciphertext);
    const later = new Date('2031-07-10T03:00:00Z');
    await utimes(join(service.dir, 'data', ERASED), later, later);
    await night(service);
    const { plan } = await service.open((w) => planDisposal(w, { filter: { systems: ['pbx'], to: '2031-06' } }));
    expect(plan).toMatchObject({ unopened: 1, lines: [{ objects: 2 }] });
  });

  it('is named under another name as well', async () => {
    await service.put('inquiry-form/9.txt', ciphertext);
    const { classified, enforced } = await night(service);
    expect(classified).toEqual([FORMER_KEY]);
    expect(enforced).toMatchObject({ failed: 0, notes: [{ code: FORMER_KEY, count: 1 }] });
  });

  it('is planned for alone only by an id that there is', async () => {
    const planned = service.open((w) => planDisposal(w, { filter: { objectIds: [`obj-${'0'.repeat(32)}`] } }));
    await expect(planned).rejects.toMatchObject({ kind: 'usage', code: 'plan/unknown-object' });
  });

  it.each([
    ['classify', 'enforce'],
    ['enforce', 'classify', 'enforce'],
  ] as const)('is not called protected where its version came back with its history: %s first', async (...jobs) => {
    copyFolder(backup, join(service.dir, 'data', 'pbx'));
    for (const job of jobs)
      await (job === 'classify'
        ? service.open((w) => classify(w), { detector: true })
        : service.open((w) => enforce(w)));
    expect(await named()).toEqual([[expect.any(String), 'classified', [FORMER_KEY, RETURNED]]]);
  });
});

describe('what a key of this service still opens, or should open', () => {
  it('is never taken for ciphertext of a destroyed key: moved to another name, or damaged', async () => {
    const service = await smallService({ [ERASED]: TEXT, 'inquiry-form/1.txt': 'お問合せ' });
    const night = async () => {
      await service.open((w) => classify(w), { detector: true });
      return (await service.open((w) => enforce(w))).summary;
    };
    await night();
    const { plan } = await service.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    await service.open((w) => erasePlan(w, plan));
    service.clock.set(new Date('2026-04-02T03:00:00Z'));
    await service.put(ERASED, `${TEXT}　新しい記録です。`);
    await night();
    const alive = await readFile(join(service.dir, 'data', ERASED));
    await service.put('pbx/memo/moved.txt', alive);
    const damaged = Buffer.from(alive);
    damaged[damaged.indexOf('pbx/3/') + 40]! ^= 1;
    await service.put(ERASED, damaged);
    const { failed, notes, faults } = await night();
    expect({ failed, notes }).toEqual({ failed: 2, notes: [] });
    expect(faults.map(({ code }) => code).sort()).toEqual(['protect/wrong-context', 'protect/wrong-key']);
  });
});
