import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { tooLateToHold } from '../../src/app/end-of-service/too-late-to-hold.js';
import { enforce } from '../../src/app/enforce.js';
import { Fault } from '../../src/base/fault.js';
import { overallVerdict } from '../../src/certify/certificate-parts.js';
import { limitDamagedUnits } from '../../src/certify/certificate-texts.js';
import { FORMER_KEY } from '../../src/inventory/former-key.js';
import { MemoryService } from '../support/memory-service.js';
import { type SmallService, smallService } from '../support/small-service.js';
import { stopBeforeDeletion } from '../support/stopped-erasure.js';

async function prepared(): Promise<SmallService> {
  const service = await smallService({ 'pbx/memo/1.txt': '架空山 花子様より。', 'inquiry-form/1.txt': 'お問合せ' });
  await service.open((w) => classify(w), { detector: true });
  await service.open((w) => enforce(w));
  return service;
}

/** The wrapped key of the system's units is another one than was written. */
async function damage({ dir }: SmallService, system: string): Promise<string[]> {
  const folder = join(dir, 'keys', 'units');
  const damaged: string[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    if (!text.includes(`"${system}/3/`)) continue;
    const record = JSON.parse(text);
    const wrapped = Buffer.from(record.wrappedKey, 'base64');
    wrapped[wrapped.length - 1]! ^= 1;
    await writeFile(join(folder, name), JSON.stringify({ ...record, wrappedKey: wrapped.toString('base64') }));
    damaged.push(record.unitId);
  }
  expect(damaged).toHaveLength(1);
  return damaged;
}

describe('B2-4-2: a unit key that cannot be unwrapped any more', () => {
  it('is named in the plan, destroyed without a canary, and certified as that', async () => {
    const service = await prepared();
    const units = await damage(service, 'pbx');
    const { plan } = await service.open((w) => planDisposal(w));
    expect(plan.damagedUnits).toEqual(units);
    expect(plan.unreadable).toMatchObject([{ system: 'pbx', code: 'keys/wrong-ciphertext' }]);
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    const record = await service.open((w) => erasePlan(w, plan));
    expect(record.damagedUnits).toMatchObject([{ unitId: units[0] }]);
    expect(record.unitKeys.map(({ unitId }) => unitId)).not.toContain(units[0]);
    const left = await service.open(async ({ ports }) => ports.unitKeyStore.get(units[0]!));
    expect(left).toBeUndefined();
    const { certificate } = await service.open((w) => issueCertificate(w, plan.planId));
    expect(certificate.limits).toContain(limitDamagedUnits(1));
  });

  it('B3-2-1: its ciphertext that is put back is named as that each night, and goes under a plan of its own', async () => {
    const service = await prepared();
    const { open, dir } = service;
    const file = join(dir, 'data', 'pbx/memo/1.txt');
    const ciphertext = await readFile(file);
    await damage(service, 'pbx');
    const erased = async (filter: { systems: string[] } | { objectIds: string[] }) => {
      const { plan } = await open((w) => planDisposal(w, { filter }));
      await open((w) => approvePlan(w, plan.planId, service.keyFile));
      return { plan, phase: (await open((w) => erasePlan(w, plan))).phase };
    };
    expect(await erased({ systems: ['pbx'] })).toMatchObject({ phase: 'complete' });
    await service.put('pbx/memo/1.txt', ciphertext);
    for (const _ of [1, 2]) {
      await open((w) => classify(w), { detector: true });
      const { summary } = await open((w) => enforce(w));
      expect(summary).toMatchObject({ failed: 0, notes: [{ code: FORMER_KEY, count: 1 }] });
    }
    const objectId = await open(async ({ ports }) => ports.seal.objectId('pbx', 'memo/1.txt'));
    const { plan, phase } = await erased({ objectIds: [objectId] });
    expect({ plan, phase }).toMatchObject({ plan: { unopened: 1, keys: [] }, phase: 'complete' });
  });

  it('stops an erasure that has not begun, under a plan that takes it for sound', async () => {
    const service = await prepared();
    const { plan } = await service.open((w) => planDisposal(w));
    await service.open((w) => approvePlan(w, plan.planId, service.keyFile));
    const [unitId = ''] = await damage(service, 'pbx');
    await expect(service.open((w) => erasePlan(w, plan))).rejects.toMatchObject({ code: 'erase/scope-changed' });
    expect(await service.open(async ({ ports }) => ports.unitKeyStore.get(unitId))).toBeDefined();
  });
});

describe('B3-2-1: an erasure that stops among its keys', () => {
  const PBX = 'pbx/3/2026-01';
  const VOICE = 'voice/3/2026-01';

  /** Stops when one key is gone, of a plan whose first key may be damaged. */
  async function stopped({ damaged }: { damaged: boolean }) {
    const service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'a call');
    await service.put('voice', '3-call-2', 'another call');
    await service.protect();
    const { unitKeyStore } = service.honest;
    if (damaged) {
      const record = (await unitKeyStore.get(PBX))!;
      const wrapped = Buffer.from(record.wrappedKey, 'base64');
      wrapped[wrapped.length - 1]! ^= 1;
      await unitKeyStore.replace({ ...record, wrappedKey: wrapped.toString('base64') }, record.wrappedKey);
    }
    const { plan } = await makeDisposalPlan((await service.workspace()).ports);
    expect(plan.damagedUnits).toEqual(damaged ? [PBX] : undefined);
    await approvePlan(await service.workspace(), plan.planId, service.keyFile);
    const destroy = unitKeyStore.destroy.bind(unitKeyStore);
    unitKeyStore.destroy = async (unitId) => {
      await destroy(unitId);
      if (unitId === PBX) throw new Error('died');
    };
    await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow('died');
    unitKeyStore.destroy = destroy;
    return { service, plan, unitKeyStore };
  }

  it('has no way back when the one that is gone was damaged', async () => {
    const { service, plan } = await stopped({ damaged: true });
    await expect(cancelErasure(await service.workspace(), plan.planId, '取りやめ')).rejects.toMatchObject({
      code: 'erase/past-return',
    });
    expect(await tooLateToHold(service.catalog, {})).toBe(2);
    await placeHold(await service.workspace(), {}, '訴訟');
    expect((await erasePlan(await service.workspace(), plan)).phase).not.toBe('frozen');
  });

  it('goes on when another one is lost meanwhile, and does not say that it was shown to be gone', async () => {
    const { service, plan, unitKeyStore } = await stopped({ damaged: false });
    await unitKeyStore.destroy(VOICE);
    const record = await erasePlan(await service.workspace(), plan);
    expect(record.damagedUnits).toMatchObject([{ unitId: VOICE, destroyedAt: expect.any(String) }]);
    expect(overallVerdict(record, { PASS: 2, FAIL: 0, UNKNOWN: 0 }, plan)).toBe('UNKNOWN');
  });

  it('goes on when the file of another one cannot be read any more', async () => {
    const { service, plan, unitKeyStore } = await stopped({ damaged: false });
    const get = unitKeyStore.get.bind(unitKeyStore);
    const destroy = unitKeyStore.destroy.bind(unitKeyStore);
    let corrupt = true;
    unitKeyStore.get = async (unitId) => {
      if (corrupt && unitId === VOICE) throw new Fault('integrity', 'unit-keys/corrupt', 'it cannot be read');
      return get(unitId);
    };
    unitKeyStore.destroy = async (unitId) => {
      if (unitId === VOICE) corrupt = false;
      await destroy(unitId);
    };
    const record = await erasePlan(await service.workspace(), plan);
    expect(record.damagedUnits).toMatchObject([{ unitId: VOICE, destroyedAt: expect.any(String) }]);
  });

  it('is not counted anew by a plan that is made meanwhile', async () => {
    const service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'a call');
    await service.put('voice', '3-call-2', 'another call');
    await service.protect();
    const { ports } = await service.workspace();
    const objectId = ports.seal.objectId('pbx', '3-call-1');
    const { etag, classification } = (await service.catalog.object(objectId))!;
    await service.catalog.saveClassified([{ objectId, etag, classification: { ...classification!, level: 2 } }], []);
    await service.protect();
    const { plan } = await makeDisposalPlan(ports, { filter: { systems: ['pbx'] } });
    await approvePlan(await service.workspace(), plan.planId, service.keyFile);
    const goOn = stopBeforeDeletion(service.honest.objects);
    await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow();
    goOn();
    await makeDisposalPlan((await service.workspace()).ports).catch(() => undefined);
    expect((await erasePlan(await service.workspace(), plan)).systems).toMatchObject([
      { system: 'pbx', level: 2, versions: 1, verdicts: { PASS: 1 } },
    ]);
  });
});
