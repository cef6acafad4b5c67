import type { Range } from '../../src/text/windows.js';
import { DATE } from './date-notation.js';
import { toldDates } from './told-dates.js';
import { datePartsIn } from './told-parts.js';

const MONTH = '(?:1[0-2]|0?[1-9])';
const DAY = '(?:3[01]|[12][0-9]|0?[1-9])';
const TWO_MONTH = '(?:0[1-9]|1[0-2])';
const TWO_DAY = '(?:0[1-9]|[12][0-9]|3[01])';
const YEAR = '(?:19|20)[0-9]{2}';
const ERA = '(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR])\\.?';
const LATIN_MONTH = '(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\\.?';
/** 12MAR79, 1979 SEP 05: as passports and tickets have it; in capitals or small letters. */
const TICKET = `(?:[0-9]{1,2}[ -]?${LATIN_MONTH}[ ,-]{0,2}(?:${YEAR}|[0-9]{2})|(?:${YEAR})[ -]?${LATIN_MONTH}[ -]?[0-9]{1,2})`;
/** All that a cell or field of births holds; anywhere else most of these are no date. */
const SHAPES = [
  // 98.10.9, 12/05/83
  "['’]?[0-9]{1,2}(?<mark>[./・-])[0-9]{1,2}\\k<mark>[0-9]{1,2}",
  // 昭 18 09 08
  `${ERA} ?[0-9]{1,2}[ ./・-]{1,2}${MONTH}[ ./・-]{1,2}${DAY}`,
  // 2009 5 22, 1998,7,14
  `${YEAR}[ ,、]{1,2}${MONTH}[ ,、]{1,2}${DAY}`,
  // 3-620811, 3620811, 4-08.07.07: the era as a number; 620811 without
  `(?:[1-5][-. ]?)?[0-9]{2}(?<cut>[./-]?)${TWO_MONTH}\\k<cut>${TWO_DAY}`,
  // 48(昭).4.1
  `[0-9]{1,2}\\((?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR])\\)(?<after>[./・-])${MONTH}\\k<after>${DAY}`,
  // 230796: day, month and year
  `${TWO_DAY}${TWO_MONTH}[0-9]{2}`,
  // S-070315
  `[MTSHR][-. ]?[0-9]{2}-?${TWO_MONTH}${TWO_DAY}`,
].join('|');
/** Right behind the label 生 or 誕生日 as well: うまれ 2009 5 22, 生年月日 4-080417. */
const AT_LABEL = new RegExp(`^[は:= 「」】(|欄→]{0,4}(${SHAPES}|${TICKET})(?![0-9A-Za-z年月./・-])`, 'i');
const REACH = 32;
const WHOLE = new RegExp(`^(?:${SHAPES})$`);
const WHOLE_TICKET = new RegExp(`^${TICKET}$`, 'i');
const AT_START = new RegExp(`^${DATE}`);
const LONGEST = 40;

/** The date of a cell or field that is known to hold a birth, however it is written; from where the value begins. */
export function dateInCell(value: string): Range | undefined {
  const start = value.length - value.trimStart().length;
  const text = value.trim();
  if (text.length > LONGEST) return startingDate(text, start);
  if (WHOLE.test(text) || WHOLE_TICKET.test(text)) return { start, end: start + text.length };
  return startingDate(text, start) ?? spelledDate(text, start);
}

/** The same right behind a label. */
export function dateAtLabel(text: string, label: number): Range | undefined {
  const shape = AT_LABEL.exec(text.slice(label, label + REACH));
  if (!shape) return undefined;
  const end = label + shape[0].length;
  return { start: end - shape[1]!.length, end };
}

/** うまれ れいわ2ねん3がつ14か: a whole date told in kana. */
export function spelledAtLabel(text: string, label: number): Range | undefined {
  const date = spelledDate(text.slice(label, label + LONGEST), 0);
  return date && { start: label + date.start, end: label + date.end };
}

function startingDate(text: string, start: number): Range | undefined {
  const date = AT_START.exec(text);
  return date ? { start, end: start + date[0].length } : undefined;
}

/** 1988ねん6がつ2か, へいせい5ねん6がつ30にち. */
function spelledDate(text: string, start: number): Range | undefined {
  const [date] = toldDates(text, datePartsIn(text, 0, text.length));
  if (date?.start !== 0 || date.year === undefined || date.month === undefined || date.day === undefined)
    return undefined;
  return { start, end: start + date.end };
}
