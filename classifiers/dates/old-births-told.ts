import type { Candidate } from '../../src/classify/recognizer.js';
import { birthsOverTurns } from './births-over-turns.js';
import { isNobodys } from './nobodys-days.js';
import { isOtherDate } from './other-dates.js';
import { toldDates } from './told-dates.js';
import { datePartsIn } from './told-parts.js';

/** Eras in which hardly any whole date that somebody tells is not a birth; cues of the recognizer. */
export const OLD_ERAS: readonly string[] = ['昭和', '大正', 'しょうわ', 'ショウワ', 'ショーワ', 'たいしょう'];
/** Units of a date that is told in one breath. */
const LONGEST = 48;
const LATEST_YEAR = 64;

/**
 * A whole date that is told rather than written behind the name of an old era, and what the other speaker reads back:
 * 昭和 三十 七 年 の えー 二 月 の 二十 八. Written ones are found without.
 */
export function oldBirthsTold(text: string, start: number, era: string): Candidate[] {
  const line = text.slice(start, start + LONGEST).indexOf('\n');
  const to = Math.min(text.length, start + (line < 0 ? LONGEST : line));
  const [date] = toldDates(text, datePartsIn(text, start, to));
  if (date?.start !== start || date.era === undefined || date.weak) return [];
  if (date.year === undefined || date.year > LATEST_YEAR || date.month === undefined || date.day === undefined)
    return [];
  if (isOtherDate(text, start, date.end) || isNobodys(text, start, date.end)) return [];
  const own = { start, end: date.end, rule: 'told', score: 0.58, settled: true, because: era };
  return [own, ...birthsOverTurns(text, date.end, era, date)];
}
