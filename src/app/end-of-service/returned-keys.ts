import { Fault } from '../../base/fault.js';
import type { ErasureRecord, KmsKeyErasure, UnitKeyErasure } from '../../dispose/erasure.js';
import type { UnitKeyRecord, UnitKeyStore } from '../../ports/unit-key-store.js';
import type { JobPorts } from '../../run/ports.js';
import { unitKeysRemain } from './destroy-unit-keys.js';
import type { ErasureLog } from './erasure-log.js';
import { takenBack } from './kms-keys.js';

/**
 * Shows once more that what was destroyed has stayed so: a backup of the key store, restored meanwhile, would bring keys
 * back. Each that is found is destroyed again.
 *
 * @throws {Fault} integrity `erase/unit-key-remains`
 */
export async function destroyReturned(
  log: ErasureLog,
  { unitKeyStore, unitKeys }: Pick<JobPorts, 'unitKeyStore' | 'unitKeys'>,
): Promise<void> {
  for (const unitId of await returnedUnitKeys(log.record, unitKeyStore)) {
    await log.note('unit-key.came-back', {}, { unitId });
    await unitKeyStore.destroy(unitId);
    await log.note('unit-key.destroyed', {}, { unitId });
  }
  unitKeys.forgetAll();
  const { size } = await returnedUnitKeys(log.record, unitKeyStore);
  if (size > 0) throw unitKeysRemain(size);
}

/**
 * B3-2-2: what the record says is gone, or waits to go, does so now: asked before a certificate says it.
 *
 * @throws {Fault} integrity `erase/kms-key-restored`, `erase/kms-key-back`, `erase/unit-key-came-back`
 */
export async function assertStillGone(
  record: ErasureRecord,
  { keys, unitKeyStore }: Pick<JobPorts, 'keys' | 'unitKeyStore'>,
): Promise<void> {
  for (const key of record.kmsKeys) {
    const found = await keys.describeKey(key.kmsKeyId);
    if (found && key.destroyedAt !== undefined) throw isBackAgain(key, found.state);
    if (found && found.state !== 'PendingDeletion') throw takenBack(key.kmsKeyId, found.state);
  }
  const { size } = await returnedUnitKeys(record, unitKeyStore);
  if (size > 0) throw cameBack(record.planId, size);
}

/** Ids of units whose destroyed key is there again, by what the store gives and by what it lists. */
async function returnedUnitKeys({ phase, unitKeys }: ErasureRecord, store: UnitKeyStore): Promise<Set<string>> {
  // Of the others the destruction is not over.
  const destroyed = new Map(
    unitKeys.filter(({ canary }) => canary.outcomeAfter === 'destroyed').map((erasure) => [erasure.unitId, erasure]),
  );
  const returned = new Set<string>();
  for (const erasure of destroyed.values())
    if (isOf(await store.get(erasure.unitId), erasure, phase)) returned.add(erasure.unitId);
  for await (const unit of store.list()) if (isOf(unit, destroyed.get(unit.unitId), phase)) returned.add(unit.unitId);
  return returned;
}

/** Nobody makes a key of these units while the erasure is under way; once a part is erased, what comes later gets a new one. */
function isOf(
  unit: UnitKeyRecord | undefined,
  erasure: UnitKeyErasure | undefined,
  phase: ErasureRecord['phase'],
): boolean {
  if (!unit || !erasure) return false;
  return phase !== 'complete' || Date.parse(unit.createdAt) <= Date.parse(erasure.destroyedAt);
}

function cameBack(planId: string, keys: number): Fault {
  return new Fault(
    'integrity',
    'erase/unit-key-came-back',
    'a unit key that was destroyed is there again, so nothing is certified',
    { keys },
    { hint: `have it examined who has put it back, and run \`kimitsu erase ${planId}\`: it destroys the key again` },
  );
}

function isBackAgain({ kmsKeyId }: KmsKeyErasure, state: string): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-back',
    'a key of the key service that was seen gone is there again, so nothing is certified',
    { kmsKeyId, state },
    { hint: 'have it examined who has put it back and what was decrypted meanwhile, and remove it' },
  );
}
