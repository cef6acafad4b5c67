import { mixedPair } from '../../src/classify/learned/feature-hashing.js';
import { firstFrom } from '../../src/text/windows.js';
import { type Around, BEFORE, type FoundDigits, near } from './around.js';
import { TOTALS } from './digit-kinds.js';
import type { DigitPlace } from './digit-places.js';
import { sameness } from './digit-row.js';
import { add, sheet } from './kind-sheet.js';

/** Numbers that were judged are trusted less than those that rules found: their features are others. */
const OF_JUDGED = 50;
/** Of what a rule takes for a number. */
const LONGEST = 120;

/** Numbers found around: of which kind, how near, and whether these digits are part of one or go on from it. */
export function foundNear({ found }: Around, place: DigitPlace): void {
  const { start, end, digits } = place;
  let before = 0;
  let behind = 0;
  let any = 0;
  const middle = firstFrom(found, start);
  for (let at = middle - 1; at >= 0; at--) {
    const one = found[at]!;
    if (one.end < start - BEFORE) break;
    if (one.end > start) continue;
    const bit = 1 << one.kind;
    relate(one, digits);
    if (before & bit) continue;
    const of = one.isJudged ? OF_JUDGED : 0;
    if (before === 0) sheet.previous = (one.kind + 1) * 8 + near(start - one.end);
    add(one.kind, mixedPair(110 + of, near(start - one.end), before === 0 ? 1 : 0));
    add(one.kind, mixedPair(111 + of, one.digits.length, digits.length));
    add(
      one.kind,
      mixedPair(
        112 + of,
        (TOTALS[one.kind]! >> Math.min(31, one.digits.length + digits.length)) & 1,
        before === 0 ? 1 : 0,
      ),
    );
    before |= bit;
    any |= bit;
  }
  for (let at = middle; at < found.length; at++) {
    const one = found[at]!;
    if (one.start > end + BEFORE) break;
    if (one.start < end) continue;
    const bit = 1 << one.kind;
    relate(one, digits);
    if (behind & bit) continue;
    const of = one.isJudged ? OF_JUDGED : 0;
    if (behind === 0) sheet.next = (one.kind + 1) * 8 + near(one.start - end);
    add(one.kind, mixedPair(113 + of, near(one.start - end), behind === 0 ? 1 : 0));
    add(one.kind, mixedPair(114 + of, one.digits.length, digits.length));
    behind |= bit;
    any |= bit;
  }
  sheet.mayBe |= any;
}

function relate({ kind, digits: own, isJudged }: FoundDigits, digits: string): void {
  const same = sameness(own, digits);
  if (same > 0) add(kind, mixedPair(isJudged ? 115 + OF_JUDGED : 115, same, digits.length));
  else if (own.length === digits.length && own.length >= 4)
    add(kind, mixedPair(116, Math.min(differing(own, digits), 4), own.length));
}

function differing(one: string, other: string): number {
  let count = 0;
  for (let at = 0; at < one.length; at++) if (one.charCodeAt(at) !== other.charCodeAt(at)) count++;
  return count;
}

/** What rules thought of the place, but too little of. */
export function weakAt({ weak }: Around, { start, end, covered }: DigitPlace): void {
  if (covered >= 0) return;
  for (let at = firstFrom(weak, start - LONGEST); at < weak.length; at++) {
    const one = weak[at]!;
    if (one.start >= end) break;
    if (one.end <= start) continue;
    sheet.mayBe |= 1 << one.kind;
    add(one.kind, mixedPair(120, one.trait, one.start === start && one.end === end ? 1 : 0));
  }
}
