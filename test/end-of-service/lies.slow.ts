import { describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import { asFault } from '../../src/base/fault.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import type { ObjectVersion } from '../../src/ports/object-store.js';
import { KMS_LIES, type Lie, Patience, STORE_LIES, UNIT_KEY_LIES, type Victim } from '../support/lying-ports.js';
import { type Disguise, MemoryService } from '../support/memory-service.js';
import { type Contents, contentsOf, listed, waysTo } from '../support/truth.js';

const RECORDS: [system: 'pbx' | 'voice', key: string][] = [
  ['pbx', '3-call-1.txt'],
  ['pbx', '3-call-2.txt'],
  ['pbx', '2-memo.txt'],
  ['pbx', '1-notice.txt'],
  ['voice', '3-call-1.txt'],
  ['voice', '2-memo.txt'],
];

interface Prepared {
  service: MemoryService;
  plan: DisposalPlan;
  before: Contents;
  erased: ObjectVersion[];
  /** Names that no erasure of this plan may change. */
  kept: string[];
}

const PLANS: Record<string, { request: PlanRequest; hold?: string; gone: (name: string) => boolean }> = {
  'the whole service': { request: {}, gone: () => true },
  'a part with a hold': {
    request: { filter: { systems: ['pbx'] } },
    hold: '3-call-2.txt',
    gone: (name) => name.startsWith('pbx/') && !name.endsWith('3-call-2.txt'),
  },
};

async function prepared(kind: string): Promise<Prepared> {
  const { request, hold, gone } = PLANS[kind]!;
  const service = await MemoryService.open();
  for (const [system, key] of RECORDS) await service.put(system, key, `${system} ${key}`);
  await service.protect();
  service.clock.advance(40 * DAY_MS);
  // Another month, and history behind a record.
  await service.put('pbx', '3-call-3.txt', 'pbx 3-call-3');
  await service.put('pbx', '3-call-1.txt', 'pbx 3-call-1, corrected');
  await service.protect();
  const workspace = await service.workspace();
  if (hold) {
    const objectId = workspace.ports.seal.objectId('pbx', hold);
    await placeHold(workspace, { objectIds: [objectId] }, '訴訟');
  }
  const { plan } = await makeDisposalPlan(workspace.ports, request);
  await approvePlan(workspace, plan.planId, service.keyFile);
  const before = await contentsOf(service);
  const erased = (await listed(service.honest)).filter(({ bucket, key }) => gone(`${bucket}/${key}`));
  return { service, plan, before, erased, kept: [...before.keys()].filter((name) => !gone(name)) };
}

function victimOf({ plan, erased }: Prepared, seed: number): Victim {
  const version = erased[seed % erased.length]!;
  const keys = plan.keys.filter(({ unitIds }) => unitIds.length > 0);
  const key = keys[seed % keys.length]!;
  return {
    version,
    unitId: key.unitIds[seed % key.unitIds.length]!,
    kmsKeyId: plan.keys[seed % plan.keys.length]!.kmsKeyId,
  };
}

/** Runs until it goes no further. @returns the code that stopped it, or undefined */
async function run({ service, plan }: Prepared, disguise: Disguise): Promise<string | undefined> {
  try {
    await erasePlan(await service.workspace(disguise), plan);
    await issueCertificate(await service.workspace(disguise), plan.planId);
    service.clock.advance(8 * DAY_MS);
    const { phase } = await erasePlan(await service.workspace(disguise), plan);
    if (phase !== 'complete') return phase;
    await issueCertificate(await service.workspace(disguise), plan.planId);
    return undefined;
  } catch (error) {
    const fault = asFault(error);
    expect(fault.kind, fault.stack).not.toBe('bug');
    expect(fault.code).toMatch(/^[a-z-]+\/[a-z-]+$/);
    return fault.code;
  }
}

/** What must be so whatever was told: nothing is lost, and no certificate says what the stores contradict. */
async function holdsTrue({ service, plan, before, erased, kept }: Prepared): Promise<void> {
  const after = await contentsOf(service);
  for (const name of kept) expect(after.get(name), name).toEqual(before.get(name));
  const certificates = await service.catalog.documents('certificate', plan.planId);
  if (certificates.length === 0) return;
  expect(await waysTo(erased, service.honest)).toEqual([]);
  for (const { unitIds } of plan.keys)
    for (const unitId of unitIds) expect(await service.honest.unitKeyStore.get(unitId), unitId).toBeUndefined();
  for (const { body } of certificates) {
    const { certificate } = body as unknown as { certificate: Certified };
    expect(certificate.scope.total.versions).toBe(erased.length);
    for (const { kmsKeyId, state } of certificate.keys.kms) {
      const found = (await service.honest.keys.describeKey(kmsKeyId))?.state;
      expect(state === 'destroyed' ? [undefined] : [undefined, 'PendingDeletion'], state).toContain(found);
    }
  }
}

interface Certified {
  scope: { total: { versions: number } };
  keys: { kms: { kmsKeyId: string; state: string }[] };
}

const LIES: [string, Lie][] = [
  ...Object.entries(STORE_LIES).map(([name, lie]): [string, Lie] => [`a store that ${name}`, lie]),
  ...Object.entries(UNIT_KEY_LIES).map(([name, lie]): [string, Lie] => [`a unit key store that ${name}`, lie]),
  ...Object.entries(KMS_LIES).map(([name, lie]): [string, Lie] => [`a key service that ${name}`, lie]),
];
/** More by `KIMITSU_LIES`, as `npm run faults` does. */
const MORE = process.env.KIMITSU_LIES !== undefined;
const TIMES = MORE ? [1, 4, Number.POSITIVE_INFINITY] : [1, Number.POSITIVE_INFINITY];
const SEEDS = Array.from({ length: Number(process.env.KIMITSU_LIES ?? 1) }, (_, seed) => seed);

describe.each(Object.keys(PLANS))('B3-2-1 B3-2-2: an erasure of %s', (kind) => {
  it.each(LIES)('against %s: loses nothing, claims nothing false, and completes once the lies end', async (_, lie) => {
    for (const seed of SEEDS)
      for (const times of TIMES) {
        const life = await prepared(kind);
        const patience = new Patience(times);
        const disguise = lie(victimOf(life, seed), patience);
        const at = `seed ${seed}, told ${times} times`;
        let stopped: string | undefined = 'not begun';
        for (let runs = 0; runs < 6 && stopped !== undefined; runs++) {
          stopped = await run(life, disguise);
          await holdsTrue(life);
        }
        if (times === 1) expect(stopped, at).toBeUndefined();
        // The truth at last: whatever was told before, it can be finished.
        if (stopped !== undefined) stopped = await run(life, (honest) => honest);
        expect(stopped, at).toBeUndefined();
        await holdsTrue(life);
        const certificates = await life.service.catalog.documents('certificate', life.plan.planId);
        expect(certificates.length, at).toBeGreaterThan(0);
      }
  });
});
