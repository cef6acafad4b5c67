import { readFile, rm, writeFile } from 'node:fs/promises';
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
import type { MigrationPlan } from '../../../src/migrate/plan.js';
import { type MigratingService, migratingService } from '../../support/migrating-service.js';

const CHANGED = 'pbx/memo/1.txt';
const DELETED = 'pbx/memo/2.txt';
const PLAIN = { encryption: { mode: 'default' } } as const;
const notAccepted = { code: 'plan/migration-not-accepted' };

/** B3-2-1: a record was handed over, and then its source became another one while the receiver had not signed yet. */
describe('what has changed at the source since it was handed over', () => {
  const handedOver = async (): Promise<MigratingService> => {
    const service = await migratingService({
      files: {
        [CHANGED]: '架空山 花子様より、税の納付について。折返し 090-1234-5678',
        [DELETED]: '架空川 太郎様より、転居について。折返し 090-8765-4321',
      },
      system: 'pbx',
      // Of a record that was deleted before, with an older version, no plan hands anything over.
      async before({ dir, open }) {
        const ref = { bucket: 'pbx', key: 'memo/2.txt' };
        await open(({ ports }) => ports.objects.put(ref, Readable.from([Buffer.from('新しい版')]), PLAIN));
        await rm(join(dir, 'data', DELETED));
      },
    });
    await service.open((w) => runMigration(w, service.made.plan));
    return service;
  };

  async function night({ open }: MigratingService): Promise<void> {
    await open((w) => classify(w), { detector: true });
    await open((w) => enforce(w));
  }

  async function accept(service: MigratingService, plan: MigrationPlan) {
    const folder = join(service.handover, plan.packages[0]!.name);
    const { file } = await acceptFolder(folder, service.receiverKeyFile, undefined, service.clock);
    return service.open((w) => importAcceptance(w, file));
  }

  const disposal = ({ open }: MigratingService) => open((w) => planDisposal(w, { filter: { systems: ['pbx'] } }));

  it('damaged, beside one that was deleted before: the receiver can still sign, and the system can be ended', async () => {
    const service = await handedOver();
    const file = join(service.dir, 'data', CHANGED);
    const damaged = await readFile(file);
    damaged[damaged.length - 5]! ^= 1;
    await writeFile(file, damaged);
    await night(service);
    await expect(disposal(service)).rejects.toMatchObject(notAccepted);
    await expect(service.open((w) => planMigration(w, 'pbx'))).rejects.toMatchObject({ code: 'plan/nothing-in-scope' });
    expect(await accept(service, service.made.plan)).toMatchObject({ phase: 'accepted', changedSince: 1 });
    const { plan } = await disposal(service);
    expect(plan.unreadable).toMatchObject([{ system: 'pbx', code: 'protect/altered' }]);
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    expect((await service.open((w) => erasePlan(w, plan))).phase).toBe('complete');
  });

  it('damaged as a new version: the older one that was signed for does not hold the system up', async () => {
    const service = await handedOver();
    const damaged = await readFile(join(service.dir, 'data', CHANGED));
    damaged[damaged.length - 5]! ^= 1;
    const ref = { bucket: 'pbx', key: 'memo/1.txt' };
    await service.open(({ ports }) => ports.objects.put(ref, Readable.from([damaged]), PLAIN));
    await night(service);
    await expect(disposal(service)).rejects.toMatchObject(notAccepted);
    expect(await accept(service, service.made.plan)).toMatchObject({ phase: 'accepted', changedSince: 1 });
    const { plan } = await disposal(service);
    expect(plan.unreadable).toMatchObject([{ system: 'pbx', code: 'protect/altered' }]);
  });

  it('another record under its name: it is not what was signed for, and is handed over under a plan of its own', async () => {
    const service = await handedOver();
    await service.put(CHANGED, '架空海 三郎様より、道路の穴について。');
    await night(service);
    expect(await accept(service, service.made.plan)).toMatchObject({ phase: 'accepted', changedSince: 1 });
    await expect(disposal(service)).rejects.toMatchObject({
      ...notAccepted,
      detail: { unaccepted: [{ system: 'pbx', reason: 'not-migrated', objects: 1 }] },
    });
    const { plan } = await service.open((w) => planMigration(w, 'pbx'));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    await service.open((w) => runMigration(w, plan));
    expect(await accept(service, plan)).toMatchObject({ phase: 'accepted', changedSince: 0 });
    await disposal(service);
  });

  it('a record that the catalogue alone calls handed over is none', async () => {
    const service = await handedOver();
    await service.put('pbx/memo/3.txt', '架空海 三郎様より、道路の穴について。');
    await night(service);
    await service.open(async ({ ports: { catalog } }) => {
      const { migrationId } = (await catalog.documents('migration'))[0]!.body as { migrationId: string };
      for await (const { objectId, state } of catalog.objects({ system: 'pbx' }))
        if (state === 'protected') await catalog.saveState([{ objectId, state: 'migrated', reason: migrationId }], []);
    });
    await expect(accept(service, service.made.plan)).rejects.toMatchObject({
      code: 'migrate/not-reconciled',
      detail: { migrated: 2, expected: 1 },
    });
  });
});
