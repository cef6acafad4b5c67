import { expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import type { UnitKeyRecord } from '../../src/ports/unit-key-store.js';
import { MemoryService } from '../support/memory-service.js';

const UNIT = 'pbx/3/2026-01';

async function approved(request: PlanRequest = {}): Promise<{
  service: MemoryService;
  plan: DisposalPlan;
  backup: UnitKeyRecord;
}> {
  const service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.put('voice', '3-call-1', 'voice 1');
  await service.protect();
  const workspace = await service.workspace();
  const { plan } = await makeDisposalPlan(workspace.ports, request);
  await approvePlan(workspace, plan.planId, service.keyFile);
  const backup = await service.honest.unitKeyStore.get(UNIT);
  if (!backup) throw new Error('no key');
  return { service, plan, backup };
}

const isBack = async ({ honest }: MemoryService) => (await honest.unitKeyStore.get(UNIT)) !== undefined;

it('B2-4-2: a key that a restored backup brings back while versions are deleted is destroyed again', async () => {
  const { service, plan, backup } = await approved({ filter: { systems: ['pbx'] } });
  const { objects, unitKeyStore } = service.honest;
  const destroy = objects.destroyVersion.bind(objects);
  objects.destroyVersion = async (...given) => {
    if (!(await isBack(service))) await unitKeyStore.add(backup);
    return destroy(...given);
  };
  const record = await erasePlan(await service.workspace(), plan);
  expect(record.phase).toBe('complete');
  expect(await isBack(service)).toBe(false);
  expect(record.unitKeys).toMatchObject([{ unitId: UNIT, canary: { outcomeAfter: 'destroyed' } }]);
  const actions: string[] = [];
  for await (const { action, subject, detail } of service.catalog.auditEntries())
    if (action === 'unit-key.came-back') actions.push(JSON.stringify([subject, detail]));
  expect(actions).toEqual([expect.stringContaining(UNIT)]);
});

it('B2-4-2: one that comes back in the waiting period is gone before the erasure is complete', async () => {
  const { service, plan, backup } = await approved();
  expect((await erasePlan(await service.workspace(), plan)).phase).toBe('kms-keys-scheduled');
  await service.honest.unitKeyStore.add(backup);
  service.clock.advance(8 * DAY_MS);
  expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
  expect(await isBack(service)).toBe(false);
});

it('B2-4-2: one that comes back again and again stops it', async () => {
  const { service, plan, backup } = await approved({ filter: { systems: ['pbx'] } });
  const { objects, unitKeyStore } = service.honest;
  const destroyKey = unitKeyStore.destroy.bind(unitKeyStore);
  let begun = false;
  const destroy = objects.destroyVersion.bind(objects);
  objects.destroyVersion = async (...given) => {
    if (!begun) await unitKeyStore.add(backup);
    begun = true;
    return destroy(...given);
  };
  unitKeyStore.destroy = async (unitId) => {
    await destroyKey(unitId);
    if (begun) await unitKeyStore.add(backup);
  };
  await expect(erasePlan(await service.workspace(), plan)).rejects.toMatchObject({
    kind: 'integrity',
    code: 'erase/unit-key-remains',
  });
});
