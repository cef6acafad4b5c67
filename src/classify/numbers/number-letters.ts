import { isDigit, isLatin } from '../../text/ascii.js';
import { unitIn } from '../../text/unit-in.js';
import type { DigitsSpec } from '../recognizer.js';

/** Two letters read aloud, and pauses: ダブリュー、エックス、の. */
const MAX_LETTERS = 16;

function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || isLatin(unit);
}

/** Labels in Latin letters that stand directly before a number: TEL06-6345-1213, 免許No621234567890. */
const LABEL_BEFORE = /(?<![A-Za-z])(?:TEL|Tel|tel|FAX|Fax|fax|No|NO|no|ID|DL)$/;

/** A letter and a hyphen, unless they are a label: TEL-, No-. */
const LETTER_BEFORE_HYPHEN = /(?<!TE|Te|te|FA|Fa|fa|N|n|I|D)[A-Za-z]-$/;

/** The number at `[start, end)` with the letters and the bracket that belong to it; undefined where others touch it. */
export function withLetters(
  text: string,
  start: number,
  end: number,
  spec: DigitsSpec,
): { start: number; end: number } | undefined {
  let from = start;
  let to = end;
  if (spec.prefix) {
    const letters = spec.prefix.exec(text.slice(Math.max(0, start - MAX_LETTERS), start));
    if (!letters) return undefined;
    from -= letters[0].length;
  }
  if (spec.suffix) {
    const letters = spec.suffix.exec(text.slice(end, end + MAX_LETTERS));
    if (!letters) return undefined;
    to += letters[0].length;
  }
  const lead = spec.leads?.exec(text.slice(Math.max(0, from - MAX_LETTERS), from))?.[0].length ?? 0;
  // (06)6941-0351: the bracket that closes inside the number opens with it.
  const opened = unitIn(text, from - 1) === 0x28 && /^[^(]{1,6}[)]/.test(text.slice(from, to));
  if (opened) from--;
  const behind = unitIn(text, from - 1);
  if (behind === 0x2b) return undefined;
  // T-090-1219-9427: the number of a ticket.
  if (
    behind === 0x2d &&
    spec.prefix === undefined &&
    spec.leads === undefined &&
    LETTER_BEFORE_HYPHEN.test(text.slice(Math.max(0, from - 6), from))
  )
    return undefined;
  const before = from - lead;
  if (
    !opened &&
    before > 0 &&
    isAlphanumeric(unitIn(text, before - 1)) &&
    !LABEL_BEFORE.test(text.slice(Math.max(0, before - 4), before))
  )
    return undefined;
  if (to < text.length && isAlphanumeric(unitIn(text, to))) return undefined;
  return { start: from, end: to };
}
