import type { Clock, Steady } from '../../../base/clock.js';
import { DAY_MS } from '../../../base/clock.js';
import type { StoredKey } from '../../memory/stored-key.js';

/** How much of a key's waiting period was seen to pass, by a time that nobody sets. */
export interface ProvenWaiting {
  days: number;
  provenMs: number;
  /** When it was last looked at; undefined where that time could not be told. */
  seen?: Steady | undefined;
}

/** Clocks of a machine differ by seconds in a month. */
const TOLERANCE_MS = 3_600_000;
/** Looks closer together than this are not written down. */
const LOOK_MS = 3_600_000;
/** The longest that is believed of a time in which the machine was started anew: it may be another machine. */
const UNSEEN_MS = 3 * DAY_MS;
/** Of a key that an older version has scheduled, it is not known how long it was to wait. */
const LONGEST_DAYS = 30;

/**
 * Whether the waiting period of a key has passed, beyond what the wall clock says of it: a clock far ahead must not end
 * it. A clock without `steady` is believed: it is the test's or the demonstration's.
 */
export function hasPassed({ waiting }: StoredKey, clock: Clock): boolean {
  if (!clock.steady) return true;
  if (!waiting) return false;
  return waiting.provenMs + since(waiting.seen, clock.steady()) >= waiting.days * DAY_MS - TOLERANCE_MS;
}

/** Whether a look is worth writing down: without it, what a machine has seen before it is started anew is lost. */
export function isWorthNoting({ state, waiting }: StoredKey, clock: Clock): boolean {
  if (state !== 'PendingDeletion' || !clock.steady) return false;
  if (!waiting) return true;
  const steady = clock.steady();
  return steady !== undefined && (steady.boot !== waiting.seen?.boot || since(waiting.seen, steady) >= LOOK_MS);
}

/** The key with what was seen by now. */
export function noteLook(key: StoredKey, clock: Clock): void {
  if (key.state !== 'PendingDeletion' || !clock.steady) return;
  const seen = clock.steady();
  const { days, provenMs, seen: before } = key.waiting ?? beginning(LONGEST_DAYS, undefined);
  key.waiting = { days, provenMs: provenMs + since(before, seen), seen: seen ?? before };
}

export function beginning(days: number, seen: Steady | undefined): ProvenWaiting {
  return { days, provenMs: 0, seen };
}

function since(before: Steady | undefined, now: Steady | undefined): number {
  if (!before || !now) return 0;
  if (before.boot === now.boot) return Math.max(0, now.milliseconds - before.milliseconds);
  // Started anew since: what it has run is part of the time between.
  return Math.min(now.milliseconds, UNSEEN_MS);
}
