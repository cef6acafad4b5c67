import type { Scan } from '../../src/classify/scan.js';
import type { Explanation } from '../../src/classify/score/explanation.js';
import { gapBetween, isCut } from '../../src/text/digit-gaps.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import type { Range } from '../../src/text/windows.js';

/** Digits that one speaker says in one go: a number, a part of one, or a date. */
export interface DigitPlace extends Range {
  /** Positions of its groups in what was heard. */
  first: number;
  last: number;
  digits: string;
  isDate: boolean;
  /** The finding that holds it already, by its position among what covers. */
  covered: number;
}

const MOST_DIGITS = 19;
/** Of a whole date; without a bound a place would go on as long as digits do. */
const MOST_OF_DATE = 8;
/** Two groups of so many digits each are two numbers. */
const LONG_GROUP = 7;
/** What stands between the parts of a date, and before its first. */
const DATE_GAP = /^(?: ?年(?:の|、| |度)?| ?月(?:の|、| )?)$/;
const ERA = new Closing(
  /(?:慶応|明治|大正|昭和|平成|令和|西暦|[㍾㍽㍼㍻]|(?<![一-龠])[明大昭平令]|(?<![A-Za-z])[MTSHR]\.?)(?:の|、| )?$/,
  6,
);
/** Digits of a year of an era, or of a date in one. */
const ERA_DIGITS = new Set([1, 2, 6]);
const DATE_UNIT = new Opening(/^ ?[年月]/, 2);
const DATE_END = new Opening(/^ ?[年月日]/, 2);
/** 1988/3/21, 2026-4-1. */
const REST_OF_DATE = new Opening(/^[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9])/, 7);
const LONGEST_DATE_GAP = 4;
/** 4500円, 3件, 14:05, 10時: what the digits count, or when. */
const COUNTS = new Opening(/^ ?(?:[円件歳才%時分秒]|万|億|月|人[^のがはに]|:[0-9])/, 3);
const CLOCK = new Closing(/[0-9]:$/, 2);
const FEWEST = 2;

/**
 * The places of digits of a text, in order.
 *
 * @param cover - findings that hold digits already, disjoint and in order: a place lies in one of them or in none
 */
export function digitPlaces({ text, row, groups }: Scan, cover: readonly Explanation[]): DigitPlace[] {
  const heard = row?.heard ?? groups;
  const places: DigitPlace[] = [];
  let next = 0;
  let open: DigitPlace | undefined;
  for (let at = 0; at < heard.length; at++) {
    const group = heard[at]!;
    while (next < cover.length && cover[next]!.end <= group.start) next++;
    const covered = next < cover.length && cover[next]!.start < group.end ? next : -1;
    if (open && open.covered === covered && goesOn(text, open, heard[at - 1]!, group)) {
      open.end = group.end;
      open.last = at;
      open.digits += group.digits;
      continue;
    }
    if (open) close(text, open, places);
    open = {
      start: group.start,
      end: group.end,
      first: at,
      last: at,
      digits: group.digits,
      isDate:
        DATE_UNIT.test(text, group.end) ||
        (group.digits.length === 4 && REST_OF_DATE.test(text, group.end)) ||
        (ERA_DIGITS.has(group.digits.length) && ERA.test(text, group.start)),
      covered,
    };
  }
  if (open) close(text, open, places);
  return places;
}

function goesOn(text: string, place: DigitPlace, last: DigitGroup, group: DigitGroup): boolean {
  if (place.digits.length + group.digits.length > (place.isDate ? MOST_OF_DATE : MOST_DIGITS)) return false;
  if (place.isDate) return goesOnAsDate(text, last.end, group.start);
  const gap = gapBetween(text, last.end, group.start);
  if (gap === 'none' || isCut(text, last.end, group.start)) return false;
  return gap === 'mark' || last.digits.length < LONG_GROUP || group.digits.length < LONG_GROUP;
}

function goesOnAsDate(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_DATE_GAP) return false;
  const gap = text.slice(from, to);
  return DATE_GAP.test(gap) || gap === '.' || gap === '/' || gap === '-' || gap === 'の' || gap === '';
}

function close(text: string, place: DigitPlace, places: DigitPlace[]): void {
  if (place.isDate) {
    const { start, end } = place;
    for (let length = 5; length > 0; length--)
      if (start >= length && ERA.test(text, start, start - length) && !ERA.test(text, start, start - length + 1)) {
        place.start = start - length;
        break;
      }
    if (DATE_END.test(text, end)) place.end = text[end] === ' ' ? end + 2 : end + 1;
  } else if (place.digits.length < FEWEST || COUNTS.test(text, place.end) || CLOCK.test(text, place.start)) return;
  places.push(place);
}
