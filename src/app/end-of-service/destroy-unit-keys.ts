import { Fault } from '../../base/fault.js';
import { isUnreadableCode } from '../../base/unreadable-code.js';
import type { UnitKeyErasure } from '../../dispose/erasure.js';
import { begunUnits, isPastReturn } from '../../dispose/phases.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import type { UnitKeyRecord } from '../../ports/unit-key-store.js';
import { makeCanary, probeCanary } from '../../protect/canary.js';
import { CATALOG_UNIT } from '../../protect/seal.js';
import { unitIdOf } from '../../protect/unit-keys.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';

/** The unit that seals object names in the catalogue; it goes last, because the names are needed to read back. */
export const isCatalogueUnit = (unitId: string): boolean => unitId === unitIdOf(CATALOG_UNIT);

/**
 * Destroys the key of every unit in the plan for which `chosen` holds. Before: a canary message is shown to decrypt.
 * After: it must not, by the same path and with caches emptied, and neither may a listing show the key. The canary is
 * recorded before its key goes, so that a crash in between can still be judged. What is found not destroyed stops it,
 * and is destroyed again when it is run again. What was lost after the first key had gone is noted like a damaged one.
 *
 * @throws {Fault} integrity `erase/key-missing`, `erase/unit-key-remains`, unavailable `erase/unit-key-not-judged`
 */
export async function destroyUnitKeys(
  log: ErasureLog,
  plan: DisposalPlan,
  ports: JobPorts,
  chosen: (unitId: string) => boolean,
): Promise<void> {
  const { unitKeyStore, unitKeys } = ports;
  const planned = plan.keys.flatMap(({ unitIds }) => unitIds).filter(chosen);
  for (const unitId of planned) {
    const unit = await unitOf(log, unitId, ports);
    if (unit) await open(log, unit, ports);
    else if (!begunUnits(log.record).includes(unitId)) {
      if (!isPastReturn(log.record)) throw keyMissing(unitId);
      await noteDamaged(log, unitId);
    }
    await unitKeyStore.destroy(unitId);
  }
  unitKeys.forgetAll();
  for (const erasure of log.record.unitKeys)
    if (chosen(erasure.unitId) && erasure.canary.outcomeAfter !== 'destroyed') await close(log, erasure, ports);
  await assertGone(log, new Set(planned), ports);
  for (const { unitId, destroyedAt } of log.record.damagedUnits ?? [])
    if (chosen(unitId) && destroyedAt === undefined) await noteDamaged(log, unitId, ports.clock.now().toISOString());
}

/** Once a key is gone there is no way back, so one that is lost or cannot be read any more must not stop it for ever. */
async function unitOf(
  { record }: ErasureLog,
  unitId: string,
  { unitKeyStore }: JobPorts,
): Promise<UnitKeyRecord | undefined> {
  try {
    return await unitKeyStore.get(unitId);
  } catch (error) {
    if (isPastReturn(record) && error instanceof Fault && isUnreadableCode(error.code)) return undefined;
    throw error;
  }
}

/** By the canaries, and by what the store lists. */
async function assertGone(log: ErasureLog, planned: ReadonlySet<string>, { unitKeyStore }: JobPorts): Promise<void> {
  const outcomes = log.record.unitKeys
    .filter(({ unitId }) => planned.has(unitId))
    .map(({ canary }) => canary.outcomeAfter);
  let remaining = outcomes.filter((outcome) => outcome === 'altered' || outcome === 'unreadable').length;
  for await (const { unitId } of unitKeyStore.list()) if (planned.has(unitId)) remaining += 1;
  if (remaining > 0) throw unitKeysRemain(remaining);
  if (outcomes.includes('store-unavailable')) throw notJudged();
}

export function notJudged(): Fault {
  return new Fault(
    'unavailable',
    'erase/unit-key-not-judged',
    'the key service did not answer whether a canary can still be opened',
    {},
    { hint: 'run the same command again' },
  );
}

export function unitKeysRemain(remaining: number): Fault {
  return new Fault(
    'integrity',
    'erase/unit-key-remains',
    'a unit key is still there after its destruction',
    { remaining },
    { hint: 'run the same command again: it destroys the key again' },
  );
}

/**
 * Every key of the plan must be there before anything is touched: what cannot be shown to open before cannot be shown
 * to have been destroyed.
 * @throws {Fault} integrity `erase/key-missing`; denied `keys/other-workspace`
 */
export async function assertKeysThere(plan: DisposalPlan, { unitKeyStore, keys, levelKeys }: JobPorts): Promise<void> {
  for (const { kmsKeyId, unitIds } of plan.keys) {
    const key = await keys.describeKey(kmsKeyId);
    if (!key) throw keyMissing(kmsKeyId);
    await levelKeys.assertOwn(key);
    for (const unitId of unitIds) if (!(await unitKeyStore.get(unitId))) throw keyMissing(unitId);
  }
}

function keyMissing(keyId: string): Fault {
  return new Fault(
    'integrity',
    'erase/key-missing',
    'a key of the plan is missing, so its destruction could not be shown',
    { keyId },
    { hint: 'restore the keys, or make a new plan and have it approved' },
  );
}

/** The record opens while the key still exists. */
async function open(log: ErasureLog, unit: UnitKeyRecord, { unitKeys, clock }: JobPorts): Promise<void> {
  const message = await canaryUnlessDamaged(unit.unitId, unitKeys);
  if (!message) return noteDamaged(log, unit.unitId);
  if ((await probeCanary(unitKeys, unit.unitId, message)) !== 'altered')
    throw new Fault('unavailable', 'erase/canary-not-opened', 'a canary could not be opened before its key goes', {
      unitId: unit.unitId,
    });
  const at = clock.now().toISOString();
  const erasure: UnitKeyErasure = {
    unitId: unit.unitId,
    system: unit.system,
    level: unit.level,
    kmsKeyId: unit.kmsKeyId,
    createdAt: unit.createdAt,
    destroyedAt: at,
    canary: { decryptedBefore: true, outcomeAfter: 'unreadable', checkedAt: at, message: message.toString('base64') },
  };
  await note(log, 'unit-key.destruction-opened', erasure);
}

/** A key that does not open is no reason to stop half-way: it protects nothing that anybody could read. */
async function canaryUnlessDamaged(unitId: string, unitKeys: JobPorts['unitKeys']): Promise<Buffer | undefined> {
  try {
    return await makeCanary(unitKeys, unitId);
  } catch (error) {
    if (error instanceof Fault && isUnreadableCode(error.code)) return undefined;
    throw error;
  }
}

function noteDamaged(log: ErasureLog, unitId: string, destroyedAt?: string): Promise<void> {
  const others = (log.record.damagedUnits ?? []).filter((known) => known.unitId !== unitId);
  const damagedUnits = [...others, { unitId, ...(destroyedAt === undefined ? {} : { destroyedAt }) }];
  const action = destroyedAt === undefined ? 'unit-key.destruction-opened' : 'unit-key.destroyed';
  return log.note(action, { damagedUnits }, { unitId });
}

/** The record closes with what the canary shows now that the key is gone. */
async function close(log: ErasureLog, erasure: UnitKeyErasure, { unitKeys, clock }: JobPorts): Promise<void> {
  const outcomeAfter = await probeCanary(unitKeys, erasure.unitId, Buffer.from(erasure.canary.message, 'base64'));
  const checkedAt = clock.now().toISOString();
  await note(log, 'unit-key.destroyed', {
    ...erasure,
    destroyedAt: checkedAt,
    canary: { ...erasure.canary, outcomeAfter, checkedAt },
  });
}

function note(log: ErasureLog, action: string, erasure: UnitKeyErasure): Promise<void> {
  const others = log.record.unitKeys.filter(({ unitId }) => unitId !== erasure.unitId);
  return log.note(action, { unitKeys: [...others, erasure] }, { unitId: erasure.unitId });
}
