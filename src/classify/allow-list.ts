import { foldedWord } from '../text/fold.js';
import type { Explanation } from './score/explanation.js';

/** What the organisation itself publishes: its numbers, offices, addresses, staff, sample values. */
export interface AllowList {
  /** Compared without spaces and separators after normalisation; an address also allows what begins with it. */
  values: readonly string[];
}

const IGNORED = /[\s\-./()・、,:]/g;

/** Whether a value found is one of the organisation's own. */
export function allowedValues({ values }: AllowList): (type: string, value: string) => boolean {
  const exact = new Set(values.map(comparable).filter((value) => value !== ''));
  if (exact.size === 0) return () => false;
  const prefixes = [...exact].filter((value) => value.length >= 6);
  return (type, value) => {
    const given = comparable(value);
    return exact.has(given) || (type === 'ADDRESS' && prefixes.some((prefix) => given.startsWith(prefix)));
  };
}

/** Takes what the organisation publishes out of what was found. */
export function markAllowed(
  original: string,
  all: readonly Explanation[],
  isAllowed: (type: string, value: string) => boolean,
): void {
  for (const one of all) if (isAllowed(one.type, original.slice(one.start, one.end))) one.outcome = 'allowed';
}

function comparable(value: string): string {
  return foldedWord(value).replace(IGNORED, '').toLowerCase();
}
