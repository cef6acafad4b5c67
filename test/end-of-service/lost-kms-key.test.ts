import { expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { planMigration } from '../../src/app/migration/make-plan.js';
import { runMigration } from '../../src/app/migration/migrate-plan.js';
import { decideReview } from '../../src/app/review.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { Level } from '../../src/base/level.js';
import { levelKeyAlias } from '../../src/protect/level-keys.js';
import { migratingService } from '../support/migrating-service.js';
import type { SmallService } from '../support/small-service.js';

const MEMO = '架空山 花子様より、税の納付について。折返し 090-1234-5678';

/** Somebody has deleted the key in the key service. */
async function deleteKey({ open, clock }: SmallService, level: Level): Promise<void> {
  await open(async ({ ports: { keys, service } }) => {
    const key = await keys.describeKey(levelKeyAlias(service.parties.service.id, level));
    await keys.scheduleKeyDeletion(key!.keyId, 7);
  });
  clock.advance(8 * DAY_MS);
}

it('B3-2-1: what the store cannot open any more without its KMS key holds neither migration nor disposal up', async () => {
  const service = await migratingService({
    files: { 'inquiry-form/1.txt': MEMO },
    before: async ({ open, put }) => {
      await put('pbx/memo/1.txt', MEMO);
      await open((w) => classify(w), { detector: true });
      await open(async (w) => {
        for await (const { objectId } of w.ports.catalog.objects({ system: 'pbx' }))
          await decideReview(w, { objectId, level: 2, reason: '試験', decidedBy: 'a', confirmedBy: 'b' });
      });
      await open((w) => enforce(w));
    },
  });
  const { open } = service;
  await deleteKey(service, 2);
  await expect(open((w) => runMigration(w, service.made.plan))).rejects.toMatchObject({ code: 'migrate/unreadable' });
  const { plan } = await open((w) => planMigration(w));
  expect(plan.notHandedOver).toMatchObject([{ system: 'pbx', code: 'keys/not-found' }]);
  await open((w) => classify(w), { detector: true });
  await open(async (w) => {
    for await (const { state } of w.ports.catalog.objects({ system: 'pbx' })) expect(state).toBe('classified');
  });
  const whole = open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
  expect((await whole).plan.unreadable).toMatchObject([{ system: 'pbx', code: 'keys/not-found' }]);
});
