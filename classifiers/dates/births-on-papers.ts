import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { isKnownNamePart } from './known-name.js';

const MONTHS = new Set('JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '));
/** SURNAME/GIVEN MR and little behind it: how airlines write who travels. */
const TRAVELLER = /(?<![A-Z])[A-Z]{2,20}\/[A-Z ]{2,24}(?:[^\n0-9A-Z][^\n]{0,20})?$/;
/** Who travels has a title, where paths and logs have none, or was born before the days that logs tell of. */
const TITLED = /[ .](?:MR|MRS|MS|MISS|MSTR|CHD|INF|DOB)(?![A-Z])/;
const EARLIER = /(?:3[2-9]|[4-9][0-9]|0[0-9]|1[0-5])$/;
const REACH = 64;
/** 12MAR79, 12MAR1979 within a line: a second one is the end of the passport. */
const TICKET_DAY = /^[0-9]{1,2}[A-Z]{3}(?:19|20)?[0-9]{2}(?![0-9A-Z])/;
const ANY_DAY = /(?<![0-9])[0-9]{1,2}[A-Z]{3}(?:19|20)?[0-9]{2}(?![0-9])/;
/** ICAO Doc 9303 part 4: number, check digit, nationality | birth | check digit, sex, end. */
const MACHINE_BEFORE = /[A-Z0-9]{7,9}<?[0-9]?[A-Z]{3}$/;
const MACHINE_READABLE = /^[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9][MFX<][0-9]{6}/;
/** ※6桁は昭和の年月日: what a list says below or above it. */
const NOTE =
  /(?:[6六] ?(?:桁|けた|ケタ)|数字)(?:の数字)?(?:は|が|=|:)[^。\n]{0,8}(?:生年|生まれ|誕生|(?:明治|大正|昭和|平成)[^。\n]{0,4}年月日)/g;
const NOTE_REACH = 1500;
const SIX_DIGITS = /^[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/;
const NAME_BEFORE = /([一-龠々ぁ-んァ-ヴー]{1,6}(?: [一-龠々ぁ-んァ-ヴー]{1,6})?)[ ,:|\t]{1,3}$/;
const END_OF_CELL = /^(?:[\s,|、。)]|$)/;

/** Days of birth that the kind of paper says to be such: lists for tickets, the lines that machines read, lists with a note. */
export function birthsOnPapers(text: string, groups: Scan['groups']): Candidate[] {
  const found: Candidate[] = [];
  let notes: number[] | undefined;
  for (const { start, end, digits } of groups) {
    if (digits.length <= 2 && MONTHS.has(text.slice(end, end + 3))) {
      const day = TICKET_DAY.exec(text.slice(start, start + 10));
      if (day && isFirstOf(text, start, day[0]))
        found.push(onPaper(start, start + day[0].length, 'a list of travellers'));
    } else if (digits.length === 7 || digits.length === 6) {
      if (isMachineReadable(text, start)) found.push(onPaper(start, start + 6, 'a machine readable line'));
      else if (SIX_DIGITS.test(digits) && isCell(text, start, end)) {
        notes ??= [...text.matchAll(NOTE)].map(({ index }) => index);
        if (notes.some((note) => Math.abs(note - start) < NOTE_REACH))
          found.push(onPaper(start, end, 'the note of the list'));
      }
    }
  }
  return found;
}

function isFirstOf(text: string, start: number, day: string): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return TRAVELLER.test(line) && !ANY_DAY.test(line) && (TITLED.test(line) || EARLIER.test(day));
}

function isMachineReadable(text: string, start: number): boolean {
  return (
    MACHINE_READABLE.test(text.slice(start, start + 14)) &&
    MACHINE_BEFORE.test(text.slice(Math.max(0, start - 14), start))
  );
}

function isCell(text: string, start: number, end: number): boolean {
  if (!END_OF_CELL.test(text.slice(end, end + 1))) return false;
  const name = NAME_BEFORE.exec(text.slice(Math.max(0, start - 16), start))?.[1];
  return name !== undefined && isKnownNamePart(name);
}

const onPaper = (start: number, end: number, because: string): Candidate => ({
  start,
  end,
  rule: 'on-paper',
  score: 0.75,
  settled: true,
  because,
});
