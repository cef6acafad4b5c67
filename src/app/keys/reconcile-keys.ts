import type { KeyDeviation, KeyEvent } from '../../documents/key-lifecycle-data.js';
import type { KeyMaterial, KeyState } from '../../ports/key-service.js';

/** State in which each event leaves a key. What is not listed changes none. */
const AFTER: Readonly<Record<string, KeyState | 'Destroyed'>> = {
  created: 'Enabled',
  imported: 'Enabled',
  enabled: 'Enabled',
  disabled: 'Disabled',
  'deletion-scheduled': 'PendingDeletion',
  'deletion-cancelled': 'Disabled',
  'material-deleted': 'PendingImport',
  destroyed: 'Destroyed',
};
/** States a key passes through by itself. */
const PASSING: readonly KeyState[] = ['Creating', 'Updating', 'Unavailable'];

/** The state a key is in by what is written down. */
export function recordedState(events: readonly KeyEvent[]): KeyState | 'Destroyed' {
  let state: KeyState | 'Destroyed' = 'Enabled';
  for (const { event, state: told } of events) {
    const after = told ?? AFTER[event];
    // Deleting the material of a key that waits for its deletion leaves it waiting.
    if (after === undefined || (event === 'material-deleted' && state === 'PendingDeletion')) continue;
    state = after;
  }
  return state;
}

/** Materials that a rotation on record has taken into use. */
export function rotatedTo(events: readonly KeyEvent[]): ReadonlySet<string | undefined> {
  return new Set(events.flatMap(({ event, materialId }) => (event === 'rotated' ? [materialId] : [])));
}

/** Where a key of the key service differs from what is written down about it. */
export function kmsKeyDeviations(
  events: readonly KeyEvent[],
  shown: { state: KeyState; materials: readonly KeyMaterial[] } | undefined,
  now: Date,
): KeyDeviation[] {
  const deviations: KeyDeviation[] = [];
  const recorded = recordedState(events);
  if (!events.some(({ event }) => event === 'created')) deviations.push({ code: 'creation-not-recorded' });
  if (!shown) {
    if (recorded === 'Destroyed') return deviations;
    const due = events.findLast(({ event }) => event === 'deletion-scheduled')?.deletionDate;
    const over = recorded === 'PendingDeletion' && due !== undefined && Date.parse(due) <= now.getTime();
    return [...deviations, { code: over ? 'destruction-not-confirmed' : 'missing', expected: recorded }];
  }
  if (recorded === 'Destroyed') return [...deviations, { code: 'back', found: shown.state }];
  if (recorded !== shown.state && !PASSING.includes(shown.state))
    deviations.push({ code: 'state-differs', expected: recorded, found: shown.state });
  const known = rotatedTo(events);
  for (const { materialId, rotation } of shown.materials)
    if (rotation === 'ON_DEMAND' && !known.has(materialId))
      deviations.push({ code: 'rotation-not-recorded', found: materialId });
  return deviations;
}

/** The same for a unit key, which is there or is not. */
export function unitKeyDeviations(events: readonly KeyEvent[], isThere: boolean): KeyDeviation[] {
  const deviations: KeyDeviation[] = [];
  const made = events.findLastIndex(({ event }) => event === 'created');
  const destroyed = events.findLastIndex(({ event }) => event === 'destroyed');
  if (made < 0) deviations.push({ code: 'creation-not-recorded' });
  if (isThere && destroyed > made) deviations.push({ code: 'back' });
  if (!isThere && destroyed <= made) {
    const opened = events.findLastIndex(({ event }) => event === 'destruction-opened') > made;
    deviations.push({ code: opened ? 'destruction-not-confirmed' : 'missing' });
  }
  return deviations;
}
