import type { Candidate } from '../../src/classify/recognizer.js';
import { cellsBelow } from '../../src/classify/record/columns.js';
import type { Range } from '../../src/text/windows.js';
import { dateInCell } from './date-in-cell.js';
import { wordsOf } from './other-columns.js';

const MARK = '[\\t,;|、／/]';
/** The cell right of a label that stands in a row: | birth | 30.07.1985 | ok |. */
const RIGHT = new RegExp(`^["' ]{0,3}${MARK}([^\\t,;|、／/\\n]{4,40})(?:${MARK}|\\n|$)`);
const REACH = 48;
/** A table of mascots, animals and plants has a column for birthdays as well, without anybody who applies. */
const OF_NOBODY = /愛称|キャラ|マスコット|犬種|品種|鑑札|植樹|飼育|着ぐるみ/;
const OF_SOMEBODY = /氏名|生年月日|申[請込]者|応募者|受給者|(?<!鑑札)(?<=[一-龠])番号/;
/** 生 alone heads raw goods as well: of people there are names or their dead beside it. */
const PEOPLE_IN_HEAD = /(?<![品商件])名|続柄|職員|[卒没]|採(?!取)|性別?(?![^ ,|\t])/;
const LONGEST_HEAD = 200;
const HEAD_BEFORE = /(?:^|[\s",;|、／/])$/;
const HEAD_BEHIND = /^(?:[\s",;|、／/]|$)/;
const FEWEST_COLUMNS = 3;
const MOST_ROWS = 100;
/** Rows without a date after which the table is at its end. */
const MOST_OTHERS = 2;

/** Dates below a label that heads a column, and beside one that stands in a row; undefined outside a table. */
export function birthsInColumn(text: string, start: number, end: number, cue: string): Candidate[] | undefined {
  const below = [...cellsBelow(text, start)];
  if (below.length === 0) {
    if (!isHead(text, start, end)) return undefined;
    const spaced = birthsInSpacedColumn(text, start, end, cue);
    return spaced.length > 0 ? spaced : undefined;
  }
  if (isOfNobody(lineOf(text, start), cue)) return [];
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

function isOfNobody(head: string, cue: string): boolean {
  if (cue === '生' && !PEOPLE_IN_HEAD.test(head)) return true;
  return OF_NOBODY.test(head) && !OF_SOMEBODY.test(head);
}

/** Whether a word is all that a cell of the head of a table holds. */
export function isHead(text: string, start: number, end: number): boolean {
  return HEAD_BEFORE.test(text.slice(Math.max(0, start - 2), start)) && HEAD_BEHIND.test(text.slice(end, end + 2));
}

/**
 * The same in a table whose columns are parted by blanks: 番号 氏名 生 卒. A name holds a blank now and then, so columns
 * are counted from the left or from the right.
 */
export function birthsInSpacedColumn(text: string, start: number, end: number, cue: string): Candidate[] {
  const head = lineOf(text, start);
  const lineStart = start - lineBefore(text, start).length;
  const names = rangesOf(head, lineStart);
  const column = names.findIndex((name) => name.start === start && name.end === end);
  if (column < 0 || names.length < FEWEST_COLUMNS || /[0-9]/.test(head) || isOfNobody(head, cue)) return [];
  const found: Candidate[] = [];
  let from = lineStart + head.length + 1;
  for (let row = 0, others = 0; row < MOST_ROWS && others <= MOST_OTHERS && from < text.length; row++) {
    const line = lineOf(text, from);
    const words = rangesOf(line, from);
    const date = [column, words.length - names.length + column]
      .map((at) => words[at])
      .find((word) => word !== undefined && dateInCell(text.slice(word.start, word.end)) !== undefined);
    if (date) found.push(inColumn(date.start, date.end, cue));
    else others++;
    from += line.length + 1;
  }
  return found;
}

function rangesOf(line: string, from: number): Range[] {
  return wordsOf(line).map(({ word, start }) => ({ start: from + start, end: from + start + word.length }));
}

function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - LONGEST_HEAD), at);
  return before.slice(before.lastIndexOf('\n') + 1);
}

function lineOf(text: string, at: number): string {
  const behind = text.slice(at, at + LONGEST_HEAD);
  const end = behind.indexOf('\n');
  return lineBefore(text, at) + (end < 0 ? behind : behind.slice(0, end));
}

const inColumn = (start: number, end: number, because: string): Candidate => ({
  start,
  end,
  rule: 'column',
  score: 0.9,
  settled: true,
  because,
});
