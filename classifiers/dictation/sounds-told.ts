import { once, type Scan, wholeOf } from '../../src/classify/scan.js';
import type { WholeText } from '../../src/classify/whole-text.js';
import { firstFrom } from '../../src/text/windows.js';

/** Units behind the question within which the first digits are told. */
const FIRST_DIGITS = 320;
/** Nobody tells more digits in one, if the number has more. */
export const LONGEST_FIRST = 8;
/** 13桁, 四桁ずつ: digits that may stand before the first of the number. */
const FIRST_GROUPS = 12;

/** What stands behind the first digits where they are told rather than written. */
const TOLD_BEHIND = /^ ?(?:[の、。…・\n]|はい|です|ですね)/;

/** Whether a number may be told anywhere in the text; asked once for all kinds, because in most texts none is. */
export function mayBeTold(scan: Scan, letters: boolean): boolean {
  const told = once(wholeOf(scan), howTold);
  return told === HOW_TOLD.digits || (letters && told === HOW_TOLD.words);
}

const HOW_TOLD = { not: 0, words: 1, digits: 2 } as const;

/** Whether any of the digits of a text are told, or else whether there are any but ASCII ones, or eight that may be. */
function howTold({ text, groups }: WholeText): number {
  let words = false;
  for (const { end, digits, script } of groups) {
    // Between its letters a residence card's eight may be told in one.
    if (script !== 'ascii' || (digits.length === LONGEST_FIRST && TOLD_BEHIND.test(text.slice(end, end + 4))))
      words = true;
    if (
      script === 'ascii'
        ? digits.length < LONGEST_FIRST && TOLD_BEHIND.test(text.slice(end, end + 4))
        : digits.length > 1 || script === 'spoken'
    )
      return HOW_TOLD.digits;
  }
  return words ? HOW_TOLD.words : HOW_TOLD.not;
}

/** Whether digits are told soon: asked first, because behind most labels are none, or a number that is written whole. */
export function soundsTold(text: string, groups: Scan['groups'], from: number, letters: boolean): boolean {
  const first = firstFrom(groups, from);
  for (let at = first; at < groups.length && at < first + FIRST_GROUPS; at++) {
    const { start, end, digits, script } = groups[at]!;
    if (start - from > FIRST_DIGITS) return false;
    if (script !== 'ascii') {
      if (digits.length > 1 || script === 'spoken' || letters) return true;
      continue;
    }
    if (digits.length >= LONGEST_FIRST + (letters ? 1 : 0) || /^[-,./][0-9]/.test(text.slice(end, end + 2)))
      return false;
    if (TOLD_BEHIND.test(text.slice(end, end + 4))) return true;
  }
  return false;
}
