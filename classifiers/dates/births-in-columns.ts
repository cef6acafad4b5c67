import { cellsBelow } from '../../src/classify/columns.js';
import type { Candidate } from '../../src/classify/recognizer.js';
import { dateInCell } from './date-in-cell.js';

const MARK = '[\\t,;|、／/]';
/** The cell right of a label that stands in a row: | birth | 30.07.1985 | ok |. */
const RIGHT = new RegExp(`^["' ]{0,3}${MARK}([^\\t,;|、／/\\n]{4,40})(?:${MARK}|\\n|$)`);
const REACH = 48;
/** A table of mascots, animals and plants has a column for birthdays as well. */
const OF_NOBODY = /愛称|キャラ|マスコット|ゆるキャラ|犬種|品種|鑑札|植樹|種別|展示|飼育|着ぐるみ/;
const LONGEST_HEAD = 200;

/** Dates below a label that heads a column, and beside one that stands in a row; undefined outside a table. */
export function birthsInColumn(text: string, start: number, end: number, cue: string): Candidate[] | undefined {
  const below = [...cellsBelow(text, start)];
  if (below.length === 0) return undefined;
  if (OF_NOBODY.test(lineOf(text, start))) return [];
  const found: Candidate[] = [];
  for (const cell of below) {
    const date = dateInCell(text.slice(cell.start, cell.end));
    if (date) found.push(inColumn(cell.start + date.start, cell.start + date.end, cue));
  }
  if (found.length > 0) return found;
  const right = RIGHT.exec(text.slice(end, end + REACH));
  const date = right ? dateInCell(right[1]!) : undefined;
  if (!date) return found;
  const from = end + right![0].indexOf(right![1]!);
  return [inColumn(from + date.start, from + date.end, cue)];
}

function lineOf(text: string, at: number): string {
  const from = Math.max(0, at - LONGEST_HEAD);
  const before = text.slice(from, at);
  const behind = text.slice(at, at + LONGEST_HEAD);
  const end = behind.indexOf('\n');
  return before.slice(before.lastIndexOf('\n') + 1) + (end < 0 ? behind : behind.slice(0, end));
}

const inColumn = (start: number, end: number, because: string): Candidate => ({
  start,
  end,
  rule: 'column',
  score: 0.9,
  settled: true,
  because,
});
