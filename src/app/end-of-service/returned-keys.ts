import { Fault } from '../../base/fault.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { probeCanary } from '../../protect/canary.js';
import type { JobPorts } from '../../run/ports.js';
import { notJudged, unitKeysRemain } from './destroy-unit-keys.js';
import type { ErasureLog } from './erasure-log.js';
import { assertNotBack } from './kms-keys.js';

type Stores = Pick<JobPorts, 'unitKeyStore' | 'unitKeys'>;

/**
 * Shows once more that what was destroyed has stayed so: a backup of the key store, restored meanwhile, would bring keys
 * back. Each that is found is destroyed again.
 *
 * @throws {Fault} integrity `erase/unit-key-remains`, unavailable `erase/unit-key-not-judged`
 */
export async function destroyReturned(log: ErasureLog, stores: Stores & Pick<JobPorts, 'clock'>): Promise<void> {
  const { unitKeyStore, unitKeys, clock } = stores;
  for (const unitId of await returnedUnitKeys(log.record, stores)) {
    await log.note('unit-key.came-back', withReturned(log.record, unitId, clock.now().toISOString()), { unitId });
    await unitKeyStore.destroy(unitId);
    await log.note('unit-key.destroyed', {}, { unitId });
  }
  unitKeys.forgetAll();
  const { size } = await returnedUnitKeys(log.record, stores);
  if (size > 0) throw unitKeysRemain(size);
}

/** For the certificate, which names it. */
function withReturned(
  { unitKeys, returnedUnitKeys: known = [] }: ErasureRecord,
  unitId: string,
  foundAt: string,
): Pick<ErasureRecord, 'returnedUnitKeys'> {
  const goneAt = unitKeys.find((unit) => unit.unitId === unitId)?.canary.checkedAt ?? foundAt;
  return { returnedUnitKeys: [...known, { unitId, goneAt, foundAt }] };
}

/**
 * B3-2-2: what the record says is gone, or waits to go, does so now: asked before a certificate says it.
 *
 * @throws {Fault} integrity `erase/kms-key-restored`, `erase/kms-key-back`, `erase/unit-key-came-back`; unavailable `erase/unit-key-not-judged`
 */
export async function assertStillGone(record: ErasureRecord, ports: Stores & Pick<JobPorts, 'keys'>): Promise<void> {
  await assertKmsKeysStay(record, ports);
  const { size } = await returnedUnitKeys(record, ports);
  if (size > 0) throw cameBack(record.planId, size);
}

/** @throws {Fault} integrity `erase/kms-key-restored`, `erase/kms-key-back` */
export async function assertKmsKeysStay({ kmsKeys }: ErasureRecord, { keys }: Pick<JobPorts, 'keys'>): Promise<void> {
  for (const key of kmsKeys) assertNotBack(key, await keys.describeKey(key.kmsKeyId));
}

/** Ids of units whose destroyed key is there again, by what the store gives and by what it lists. */
async function returnedUnitKeys(record: ErasureRecord, { unitKeyStore, unitKeys }: Stores): Promise<Set<string>> {
  // Of the others the destruction is not over.
  const destroyed = new Map(
    record.unitKeys
      .filter(({ canary }) => canary.outcomeAfter === 'destroyed')
      .map(({ unitId, canary }) => [unitId, canary.message]),
  );
  const there = new Set<string>();
  // Of a damaged one no canary tells whether it is the old one: where none can be new, it is.
  if (!mayHaveNewKeys(record))
    for (const { unitId, destroyedAt } of record.damagedUnits ?? []) if (destroyedAt) destroyed.set(unitId, '');
  for (const unitId of destroyed.keys()) if (await unitKeyStore.get(unitId)) there.add(unitId);
  for await (const { unitId } of unitKeyStore.list()) if (destroyed.has(unitId)) there.add(unitId);
  if (!mayHaveNewKeys(record)) return there;
  unitKeys.forgetAll();
  for (const unitId of there) {
    const outcome = await probeCanary(unitKeys, unitId, Buffer.from(destroyed.get(unitId)!, 'base64'));
    if (outcome === 'store-unavailable') throw notJudged();
    if (outcome !== 'altered') there.delete(unitId);
  }
  return there;
}

/**
 * Nobody makes a key of these units while the erasure is under way, nor after the service has ended. Where the service goes
 * on after a part was erased, what comes later gets a new key of the same unit. Only the canary tells them apart: clocks
 * are set, and to take the new one for the old would lose a record.
 */
function mayHaveNewKeys({ phase, kmsKeys }: ErasureRecord): boolean {
  return phase === 'complete' && kmsKeys.length === 0;
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
