import { describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan, rescheduleErasureKeys } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { keyLedger } from '../../src/app/keys/key-ledger.js';
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

describe('B3-2-2: a backup of all keys that is put back in the waiting period', () => {
  const cameBack = async ({ catalog }: MemoryService): Promise<number> => {
    let count = 0;
    for await (const { action } of catalog.auditEntries()) if (action === 'unit-key.came-back') count += 1;
    return count;
  };
  const issue = async (service: MemoryService, plan: DisposalPlan) =>
    issueCertificate(await service.workspace(), plan.planId);
  const erase = async (service: MemoryService, plan: DisposalPlan) => erasePlan(await service.workspace(), plan);
  const takeBack = async ({ honest: { keys } }: MemoryService, plan: DisposalPlan) => {
    for (const { kmsKeyId } of plan.keys) {
      await keys.cancelKeyDeletion(kmsKeyId);
      await keys.enableKey(kmsKeyId);
    }
  };

  it.each(['issued', 'not issued'])(
    'is not certified as gone, with the interim certificate %s before',
    async (before) => {
      const { service, plan, backup } = await approved();
      await erase(service, plan);
      if (before === 'issued') await issue(service, plan);
      await service.honest.unitKeyStore.add(backup);
      await expect(issue(service, plan)).rejects.toMatchObject({ kind: 'integrity', code: 'erase/unit-key-came-back' });
      await takeBack(service, plan);
      await expect(issue(service, plan)).rejects.toMatchObject({ kind: 'integrity', code: 'erase/kms-key-restored' });

      // The unit keys go at once, whatever the key service shows.
      await expect(erase(service, plan)).rejects.toMatchObject({ code: 'erase/kms-key-restored' });
      expect([await isBack(service), await cameBack(service)]).toEqual([false, 1]);
      await service.honest.unitKeyStore.add(backup);
      await rescheduleErasureKeys(await service.workspace(), plan.planId, { reason: '調査の結果' });
      expect([await isBack(service), await cameBack(service)]).toEqual([false, 2]);
      expect((await issue(service, plan)).certificate.stage).toBe('interim');
    },
  );

  it('is destroyed again while the keys wait, and shown as destroyed', async () => {
    const { service, plan, backup } = await approved();
    await erase(service, plan);
    await service.honest.unitKeyStore.add(backup);
    expect((await erase(service, plan)).phase).toBe('kms-keys-scheduled');
    expect([await isBack(service), await cameBack(service)]).toEqual([false, 1]);
    const { unitKeys } = await keyLedger(await service.ports());
    expect(unitKeys.find(({ unitId }) => unitId === UNIT)).toMatchObject({ state: 'Destroyed' });
    expect((await issue(service, plan)).certificate.stage).toBe('interim');
  });

  it('is named in the certificate, and in one in the place of what was issued before', async () => {
    const { service, plan, backup } = await approved({ filter: { systems: ['pbx'] } });
    await erase(service, plan);
    const first = await issue(service, plan);
    expect(first.certificate.limits.join()).not.toContain('再び存在していました');
    await service.honest.unitKeyStore.add(backup);
    await erase(service, plan);
    const second = await issue(service, plan);
    expect(second.certificate).toMatchObject({
      stage: 'final',
      predecessor: { number: first.certificate.number, relation: 'corrects' },
    });
    expect(second.certificate.limits.join()).toMatch(/ユニット鍵1個が、その後に鍵の保存場所に再び存在していました/);
  });

  it('is not certified after the end either; a unit that got a new key since is another matter', async () => {
    const { service, plan, backup } = await approved({ filter: { systems: ['pbx'] } });
    expect((await erase(service, plan)).phase).toBe('complete');
    await service.honest.unitKeyStore.add(backup);
    await expect(issue(service, plan)).rejects.toMatchObject({ code: 'erase/unit-key-came-back' });
    await erase(service, plan);
    expect(await isBack(service)).toBe(false);
    // At the same time of day: it is the canary that tells them apart.
    await service.put('pbx', '3-call-2', 'pbx 2');
    await service.protect();
    expect(await isBack(service)).toBe(true);
    await erase(service, plan);
    expect(await isBack(service)).toBe(true);
    expect((await issue(service, plan)).certificate.stage).toBe('final');
  });

  it('is not certified where a key of the key service is back that was seen gone', async () => {
    const { service, plan } = await approved();
    await erase(service, plan);
    service.clock.advance(8 * DAY_MS);
    expect((await erase(service, plan)).phase).toBe('complete');
    const { keys } = service.honest;
    // A service that shows it once more, as after its backup was restored.
    const other = await keys.createKey({ alias: 'alias/restored', description: '', tags: {} });
    const { describeKey } = keys;
    keys.describeKey = async (name) => describeKey.call(keys, name === plan.keys[0]?.kmsKeyId ? other.keyId : name);
    await expect(issue(service, plan)).rejects.toMatchObject({ kind: 'integrity', code: 'erase/kms-key-back' });
  });
});
