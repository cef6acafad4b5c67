/** Failed attempts in a row, and how long nobody is listened to after too many. */
export interface Tries {
  /** Since the last success or lock. */
  failures: number;
  /** Since the last success: each lock is twice as long as the one before. */
  locks: number;
  /** RFC 3339. */
  lockedUntil?: string | undefined;
}

export const NO_TRIES: Tries = { failures: 0, locks: 0 };

/** NIST SP 800-63B §5.2.2 asks for a bound of 100 in a row; five and growing pauses stay far below it. */
const MOST_FAILURES = 5;
const FIRST_LOCK_MS = 15 * 60_000;
/** A longer lock would only help somebody who wants the account to be locked. */
const MOST_DOUBLINGS = 10;

export function isLocked({ lockedUntil }: Tries, at: Date): boolean {
  return lockedUntil !== undefined && at.getTime() < Date.parse(lockedUntil);
}

/** One more failure; the fifth locks for 15 minutes, the tenth for 30, and so on. */
export function afterFailure({ failures, locks }: Tries, at: Date): Tries {
  if (failures + 1 < MOST_FAILURES) return { failures: failures + 1, locks };
  const until = at.getTime() + FIRST_LOCK_MS * 2 ** Math.min(locks, MOST_DOUBLINGS);
  return { failures: 0, locks: locks + 1, lockedUntil: new Date(until).toISOString() };
}

/** Of two accounts of the same attempts the one that forgives less. */
export function stricter(one: Tries, other: Tries): Tries {
  const more = attempts(one) >= attempts(other) ? one : other;
  const [until] = [one.lockedUntil, other.lockedUntil].filter((at) => at !== undefined).sort(byTime);
  return until === undefined ? more : { ...more, lockedUntil: until };
}

const attempts = ({ failures, locks }: Tries): number => locks * MOST_FAILURES + failures;
/** The latest first. */
const byTime = (a: string, b: string): number => Date.parse(b) - Date.parse(a);
