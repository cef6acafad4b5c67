import { Fault } from '../base/fault.js';
import type { ErasurePhase, ErasureRecord } from './erasure.js';

/**
 * Order of an erasure. From `unit-keys-destroyed` on there is no way back to what was. Only one step goes against it:
 * see `assertReopens`.
 */
export const PHASES: readonly ErasurePhase[] = [
  'approved',
  'frozen',
  'unit-keys-destroyed',
  'versions-deleted',
  'read-back',
  'kms-keys-scheduled',
  'complete',
];

export const POINT_OF_NO_RETURN: ErasurePhase = 'unit-keys-destroyed';

export function hasReached(phase: ErasurePhase, goal: ErasurePhase): boolean {
  return PHASES.indexOf(phase) >= PHASES.indexOf(goal);
}

/** @throws {Fault} bug `erase/wrong-order` unless `to` comes directly after `from` */
export function assertNext(from: ErasurePhase, to: ErasurePhase): void {
  if (PHASES.indexOf(to) !== PHASES.indexOf(from) + 1)
    throw new Fault('bug', 'erase/wrong-order', `an erasure cannot go from ${from} to ${to}`, { from, to });
}

/** Where an erasure stands again whose keys were seen gone and are there once more: they wait anew. */
export const REOPENED: ErasurePhase = 'kms-keys-scheduled';

/** @throws {Fault} bug `erase/wrong-order` unless it had got as far as that */
export function assertReopens(from: ErasurePhase): void {
  if (!hasReached(from, REOPENED))
    throw new Fault('bug', 'erase/wrong-order', `an erasure in phase ${from} cannot be reopened`, { from });
}

type Begun = Pick<ErasureRecord, 'phase' | 'unitKeys' | 'damagedUnits'>;

/** Whether a unit key may already be gone, a damaged one included: the record opens before its destruction. */
export function isPastReturn({ phase, ...record }: Begun): boolean {
  return hasReached(phase, POINT_OF_NO_RETURN) || begunUnits(record).length > 0;
}

/** Units whose keys are being destroyed, or are gone. */
export function begunUnits({ unitKeys, damagedUnits = [] }: Omit<Begun, 'phase'>): string[] {
  return [...new Set([...unitKeys, ...damagedUnits].map(({ unitId }) => unitId))];
}

/** Cancelling is possible until keys are destroyed. @throws {Fault} denied `erase/past-return` */
export function assertCancellable(record: Begun): void {
  const { phase } = record;
  if (phase === 'cancelled' || isPastReturn(record))
    throw new Fault('denied', 'erase/past-return', `an erasure in phase ${phase} cannot be cancelled`, { phase });
}
