import type { Candidate } from '../../src/classify/recognizer.js';
import { speakerAt } from '../dictation/turns.js';
import { birthsOverTurns } from './births-over-turns.js';
import { isNobodys } from './nobodys-days.js';
import { isOfEvent, isOtherDate } from './other-dates.js';
import { toldDates } from './told-dates.js';
import { datePartsIn } from './told-parts.js';

/** Eras in which hardly any whole date that somebody tells is not a birth; cues of the recognizer. */
export const OLD_ERAS: readonly string[] = ['昭和', '大正', 'しょうわ', 'ショウワ', 'ショーワ', 'たいしょう'];
/** An era in which most who call were born as well: counts where somebody tells the date bit by bit. */
export const LATER_ERAS: readonly string[] = ['平成', 'へいせい'];
/** Units of a date that is told in one breath. */
const LONGEST = 48;
const LATEST_YEAR = 64;

/** 昭和63年2月の: the turn ends before the date does. */
const BROKEN_OFF = /^[、 ]?の[、。… ]{0,3}\n/;
const LONGEST_BREAK = 6;
const LONGEST_SPEAKER = 32;

/** A date begun behind the name of an era, whose rest is told in the turns behind it: 昭和52年3月の / 客:9日です. */
export function birthsBrokenOff(text: string, start: number, era: string): Candidate[] {
  const line = text.slice(start, start + LONGEST).indexOf('\n');
  if (line < 0) return [];
  const [date] = toldDates(text, datePartsIn(text, start, start + line));
  if (date?.start !== start || date.era === undefined || date.weak || date.day !== undefined) return [];
  if (date.year === undefined || date.year > LATEST_YEAR) return [];
  if (!BROKEN_OFF.test(text.slice(date.end, date.end + LONGEST_BREAK))) return [];
  // Prose that is broken into lines has nobody who speaks.
  const next = start + line + 1;
  if (speakerAt(text, next, Math.min(text.length, next + LONGEST_SPEAKER)) === 0) return [];
  if (isOfEvent(text, start, date.end) || isNobodys(text, start, date.end)) return [];
  const told = birthsOverTurns(text, start, era);
  return told.length > 1 ? told.map((one) => ({ ...one, rule: 'told', score: 0.58 })) : [];
}

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
