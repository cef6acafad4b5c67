import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { planMigration } from '../../../src/app/migration/make-plan.js';
import { runMigration } from '../../../src/app/migration/migrate-plan.js';
import { acceptFolder, importAcceptance } from '../../../src/app/migration/receive.js';
import { FORMER_KEY } from '../../../src/inventory/former-key.js';
import { type MigratingOptions, type MigratingService, migratingService } from '../../support/migrating-service.js';
import type { SmallService } from '../../support/small-service.js';

const ERASED = 'pbx/memo/1.txt';

/** B3-2-1: one record was erased and the rest is handed over; then the ciphertext of the erased one is put back. */
describe('ciphertext of an erased record that is put back into a system which is being handed over', () => {
  let ciphertext: Buffer;

  async function night({ open }: SmallService): Promise<void> {
    await open((w) => classify(w), { detector: true });
    await open((w) => enforce(w));
  }

  const erase = async ({ open, keyFile }: SmallService, filter: Parameters<typeof planDisposal>[1]) => {
    const { plan } = await open((w) => planDisposal(w, filter));
    await open((w) => approvePlan(w, plan.planId, keyFile));
    return open((w) => erasePlan(w, plan));
  };

  const prepared = (more: Partial<MigratingOptions> = {}): Promise<MigratingService> =>
    migratingService({
      ...more,
      files: { [ERASED]: '架空山 花子様より、税の納付について。折返し 090-1234-5678' },
      system: 'pbx',
      before: async (service) => {
        ciphertext = await readFile(join(service.dir, 'data', ERASED));
        await erase(service, { filter: { systems: ['pbx'] } });
        await service.put('pbx/memo/2.txt', '架空川 太郎様より、転居について。折返し 090-8765-4321');
        await night(service);
        await more.before?.(service);
      },
    });

  async function putBack(service: SmallService): Promise<string> {
    await service.put(ERASED, ciphertext);
    await night(service);
    return service.open(async ({ ports }) => {
      for await (const { objectId, classification } of ports.catalog.objects({ system: 'pbx' }))
        if (classification?.review.some(({ code }) => code === FORMER_KEY)) return objectId;
      throw new Error('not named');
    });
  }

  it('goes under a plan of its own where the rest has been accepted', async () => {
    const service = await prepared();
    await service.open((w) => runMigration(w, service.made.plan));
    const folder = join(service.handover, service.made.plan.packages[0]!.name);
    const { file } = await acceptFolder(folder, service.receiverKeyFile, undefined, service.clock);
    await service.open((w) => importAcceptance(w, file));
    const objectId = await putBack(service);
    expect((await erase(service, { filter: { objectIds: [objectId] } })).phase).toBe('complete');
  });

  it('goes under a plan of its own where the migration has only begun, and a new plan hands the rest over', async () => {
    const service = await prepared();
    const unmounted = () => {
      throw new Error('unmounted');
    };
    await expect(service.open((w) => runMigration(w, service.made.plan, {}, unmounted))).rejects.toThrow('unmounted');
    const objectId = await putBack(service);
    await expect(service.open((w) => planMigration(w, 'pbx'))).rejects.toMatchObject({
      code: 'migrate/record-returned',
    });
    // What was to be handed over still is: the plan may not reach beyond the ciphertext.
    const whole = service.open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));
    await expect(whole).rejects.toMatchObject({ code: 'plan/migration-not-accepted' });
    expect((await erase(service, { filter: { objectIds: [objectId] } })).phase).toBe('complete');
    const { plan } = await service.open((w) => planMigration(w, 'pbx'));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    expect((await service.open((w) => runMigration(w, plan))).phase).toBe('verified');
  });

  it('is named as erased by its key, where it is an older version and these go along', async () => {
    const service = await prepared({
      history: true,
      async before(it) {
        await it.put(ERASED, ciphertext);
        await night(it);
        await it.open(({ ports }) =>
          ports.objects.put(
            { bucket: 'pbx', key: 'memo/1.txt' },
            Readable.from([Buffer.from('架空川 次郎様より、転出について。')]),
            {
              encryption: { mode: 'default' },
            },
          ),
        );
        await night(it);
      },
    });
    const { plan } = service.made;
    expect(plan.notHandedOver).toMatchObject([{ system: 'pbx', reason: 'cryptographically-erased' }]);
    expect(plan.leftBehind).toContainEqual({ system: 'pbx', reason: 'cryptographically-erased', versions: 1 });
    expect((await service.open((w) => runMigration(w, plan))).packages).toMatchObject([{ objects: 2 }]);
  });
});
