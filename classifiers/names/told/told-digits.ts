import type { Scan } from '../../../src/classify/scan.js';
import { digitWordAt } from '../../../src/text/digit-words.js';
import { unitIn } from '../../../src/text/unit-in.js';

const SPACE = 0x20;

/** Whether a place holds nothing but digits that somebody tells, with pauses or among others: ゴー ハチ ヨン, ナナ ロク. */
export function toldDigits({ text, groups }: Scan, start: number, end: number): boolean {
  if (groups.length === 0) return false;
  let words = 0;
  for (let at = start; at < end; ) {
    if (unitIn(text, at) === SPACE) at++;
    else {
      const word = digitWordAt(text, at);
      if (!word || at + word.length > end) return false;
      // に and し without a pause are syllables of a name: ななみ is not 7, 7, 3.
      if (words > 0 && unitIn(text, at - 1) !== SPACE) return false;
      at += word.length;
      words++;
    }
  }
  return words > 1 || besideDigit(text, start, end);
}

/** A pause, and another digit. */
function besideDigit(text: string, start: number, end: number): boolean {
  if (unitIn(text, end) === SPACE && digitWordAt(text, end + 1) !== undefined) return true;
  if (unitIn(text, start - 1) !== SPACE) return false;
  for (let from = start - 2; from >= 0 && from >= start - LONGEST_WORD - 1; from--)
    if (from + (digitWordAt(text, from)?.length ?? 0) === start - 1) return true;
  return false;
}

const LONGEST_WORD = 4;
