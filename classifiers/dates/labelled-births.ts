import type { Candidate } from '../../src/classify/recognizer.js';
import { LATEST_IDENTIFIED } from './birth-labels.js';
import { birthsInColumn } from './births-in-columns.js';
import { birthsOverTurns, dateBefore } from './births-over-turns.js';
import { dateAtLabel } from './date-in-cell.js';
import { COMPACT, DATE, FULL_DATE, MARKED, WRITTEN } from './date-notation.js';
import {
  ASKED,
  BOUND,
  DAY_FIRST,
  OVER_TURNS,
  READ_BACK,
  SHORT_AT_LABEL,
  SHORT_BEFORE_LABEL,
  SIX_DIGITS,
} from './labelled-dates.js';
import { isNobodysDay } from './nobodys-days.js';
import { isOfEvent, isUnderOtherKey } from './other-dates.js';
import { numbersOf } from './said-again.js';

const FIRST = new RegExp(`${DATE}`);
/** 四三の七の十一, 五十二の九の六: no era is told, and a year has two digits. */
const YEAR_MONTH_DAY =
  /^(?:が|は|:| |、|「)*((?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九][〇一二三四五六七八九])の(?:十[一二]?|[一二三四五六七八九])の(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]))(?![の〇一二三四五六七八九十番丁号])/;
/** A date right behind the label that needs no other shapes. */
const AT_LABEL = new RegExp(`^[^0-9\\n。]{0,6}?${DATE}|${SHORT_AT_LABEL.source}`);
/** DOB given as Sept 4, 1988; born in Osaka on July 4, 1999: words that tell of nothing else. */
const IN_ENGLISH =
  /^ (?:(?:was|is|as|given|listed|recorded|shown|stated|written|on|file|in|at|the|of|her|his|my|our|your|their|it|says|reads|should|be|to|child|daughter|son|husband|wife|[A-Z][a-z]{1,12})[ ,:]{1,2}){1,7}$/;
/** A question for the date, はい, and the answer may lie between. */
const ASKED_REACH = 72;

/** Dates that a label says to be births: before it, below it in a table, or behind it, also over turns. */
export function labelledBirths(text: string, start: number, end: number, cue: string): Candidate[] {
  const found: Candidate[] = [];
  if (isNobodysDay(text, start, end)) return found;
  const near = SHORT_BEFORE_LABEL.exec(text.slice(Math.max(0, start - 24), start));
  if (near) {
    const from = start - near[0].length;
    found.push(born(from, from + near[1]!.length, 'labelled', 0.75, cue));
    return found;
  }
  // What follows the head of a column is the first cell of the next row.
  const inTable = birthsInColumn(text, start, end, cue);
  if (inTable) return inTable;
  const window = text.slice(end, end + ASKED_REACH);
  const short = SIX_DIGITS.exec(window);
  if (short) {
    const from = end + short[0].length - 6;
    found.push(born(from, from + 6, 'labelled', 0.7, cue));
    return found;
  }
  const bareKanji = YEAR_MONTH_DAY.exec(window);
  if (bareKanji) {
    const to = end + bareKanji[0].length;
    return [...found, born(to - bareKanji[1]!.length, to, 'labelled', 0.75, cue)];
  }
  const shape = dateAtLabel(text, end);
  if (shape && !AT_LABEL.test(window)) return [born(shape.start, shape.end, 'labelled', 0.75, cue)];
  const known = dateBefore(text, start);
  const turns = birthsOverTurns(text, end, cue, known);
  found.push(...turns);
  if (turns.length > 1 && !FULL_DATE.test(window)) return found;
  const halves = OVER_TURNS.exec(window) ?? DAY_FIRST.exec(window);
  if (halves) {
    const second = end + halves.index + halves[0].length;
    const first = end + halves[0].indexOf(halves[1]!);
    found.push(
      born(first, first + halves[1]!.length, 'in-halves', 0.85, cue),
      born(second - halves[2]!.length, second, 'in-halves', 0.85, cue),
    );
    return found;
  }
  const date = FIRST.exec(window);
  const bare = SHORT_AT_LABEL.exec(window);
  const from = bare ? bare[0].length - bare[1]!.length : 0;
  // 明・大・昭・平・令 22年: the eras to choose from are none of the date's.
  if (bare && (!date || date.index > from || (date.index < from && /[明大昭平令]・/.test(bare[0])))) {
    const to = end + bare[0].length;
    found.push(born(to - bare[1]!.length, to, 'labelled', 0.75, cue));
    return found;
  }
  // A sentence further on its date is something else's, unless it is the answer to the question for it.
  if (!date) return found;
  const between = window.slice(0, date.index);
  if (BOUND.test(window.slice(date.index + date[0].length))) return found;
  if (between.includes('\n') && isOfEvent(text, end + date.index, end + date.index + date[0].length)) return found;
  if (between.length > 7 && isUnderOtherKey(text, end + date.index)) return found;
  // 第2版(2026-09-01) a sentence further on: its bracket asks for nothing.
  const asks = between.includes('。') ? between.replace(/版\($/, '') : between;
  if (between.length > 7 && !IN_ENGLISH.test(between) && (!ASKED.test(asks) || between.split('。').length > 4))
    return found;
  found.push(born(end + date.index, end + date.index + date[0].length, 'labelled', 0.95, cue));
  const dateEnd = end + date.index + date[0].length;
  const again = READ_BACK.exec(text.slice(dateEnd, dateEnd + ASKED_REACH));
  if (again) {
    const to = dateEnd + again[0].length;
    found.push(born(to - again[1]!.length, to, 'read-back', 0.9, cue));
  }
  return found;
}

const AT_START = new RegExp(`^[^0-9\\n。]{0,3}?(${WRITTEN}|${MARKED}|${COMPACT})`);

/** 本人確認:1989年2月7日: who is asked to prove who they are tells their birth. */
export function identifiedBirth(text: string, end: number, cue: string): Candidate[] {
  const own = AT_START.exec(text.slice(end, end + 32));
  const year = own ? Number(numbersOf(own[1]!).split('/')[0]) : 0;
  if (!own || year <= 1900 || year >= LATEST_IDENTIFIED) return [];
  return [born(end + own[0].length - own[1]!.length, end + own[0].length, 'identified', 0.7, cue)];
}

export const born = (start: number, end: number, rule: string, score: number, because: string): Candidate => ({
  start,
  end,
  rule,
  score,
  settled: true,
  because,
});
