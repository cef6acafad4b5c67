import type { Candidate } from '../../src/classify/recognizer.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { unitIn } from '../../src/text/unit-in.js';
import { PHONE_LABEL } from './labels.js';
import { isSubscriberNumber, SERVICE } from './subscriber-number.js';

/** What the groups of other numbers are never parted by: commas, brackets around kanji. */
const GAP = /^(?: ?[,(] ?|\)(?: ?-)?|-(?:の、?)?|の、?|、| ?- ?| |局[のノ]?、?|[ノ乃])$/;
const MOBILE = /^0[5-9]0$/;

/** What is left to these: the engine reads the rest. */
const UNUSUAL = /[,()局ノ乃]|-の/;

/** 090,3312,7754 and 〇九〇(三三一二)七七五四, 076-の、242-の、9938, (0748)58局の2077; and 080-0…, which by its digits alone is a free number. */
export function cutOtherwise(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  const [one, two, three] = [groups[at]!, groups[at + 1], groups[at + 2]];
  const split = lastApart(text, groups, at);
  if (split) return split;
  if (!two || three?.digits.length !== 4 || unitIn(one.digits, 0) !== 0x30 || one.digits.length > 5) return undefined;
  if (!GAP.test(text.slice(one.end, two.start)) || !GAP.test(text.slice(two.end, three.start))) return undefined;
  if (/[-0-9]/.test(text[one.start - 1] ?? '') || /^(?:-?[0-9]|\([0-9])/.test(text.slice(three.end, three.end + 2)))
    return undefined;
  const mobile = MOBILE.test(one.digits) && two.digits.length === 4;
  const free = mobile && SERVICE.test(one.digits + two.digits);
  if (!free && !UNUSUAL.test(text.slice(one.end, three.start))) return undefined;
  const digits = one.digits + two.digits + three.digits;
  if (digits.length > 11 || !(mobile || (isSubscriberNumber(digits) && !SERVICE.test(digits)))) return undefined;
  // A row of a table may hold such numbers, a sentence hardly.
  if (!mobile && text[one.end] === ',' && !PHONE_LABEL.test(text, one.start)) return undefined;
  return {
    start: one.start,
    end: three.end,
    rule: 'cut-otherwise',
    score: 0.8,
    settled: true,
    because: 'cut otherwise',
  };
}

/** 098-866-70 21: a machine that read the number saw a blank in its last four. */
function lastApart(text: string, groups: readonly DigitGroup[], at: number): Candidate | undefined {
  const [one, two, three, four] = [groups[at]!, groups[at + 1], groups[at + 2], groups[at + 3]];
  if (four?.digits.length !== 2 || three?.digits.length !== 2 || unitIn(one.digits, 0) !== 0x30) return undefined;
  if (text[one.end] !== '-' || two!.start !== one.end + 1 || text[two!.end] !== '-' || three.start !== two!.end + 1)
    return undefined;
  if (text[three.end] !== ' ' || four.start !== three.end + 1) return undefined;
  if (/[-0-9]/.test(text[one.start - 1] ?? '') || /^[-0-9:月年日時円]/.test(text.slice(four.end, four.end + 1)))
    return undefined;
  const digits = one.digits + two!.digits + three.digits + four.digits;
  if (!isSubscriberNumber(digits) || SERVICE.test(digits)) return undefined;
  return {
    start: one.start,
    end: four.end,
    digits,
    rule: 'cut-otherwise',
    score: 0.8,
    settled: true,
    because: 'blank',
  };
}
