import type { Candidate } from '../../src/classify/recognizer.js';
import { PatternAt } from '../../src/text/pattern-at.js';

/** A head of a table with a column each for year, month and day. */
const HEAD = new PatternAt(
  /[,;\t|/]"?(?:生|生まれ|誕生|出生)?年"?[,;\t|/]"?(?:誕生|生まれ)?月"?[,;\t|/]"?(?:誕生|生まれ)?日"?(?=[,;\t|/\r\n])/,
);
/** Of births, or of persons and not of what was made or done on a day. */
const OF_BIRTHS = /生年|誕生|生まれ|出生/;
const OF_PERSONS = /(?<!担当者?の?)(?:氏名|名前)|なまえ|(?:児童|園児|生徒)(?:名|の|氏|[,;\t|/])/;
const OF_OTHER_DAYS = /受付|申請|届出|作品|提出|開始|終了|施行|交付|購入|発行|設置|開催|件数|金額/;
const MOST_ROWS = 200;
/** Rows without a date after which the table is looked at no further. */
const MOST_OTHERS = 3;
const LONGEST_LINE = 400;
const CELLS = [/^(?:[MTSHR明大昭平令]?[0-9]{1,4})$/, /^(?:1[0-2]|0?[1-9])$/, /^(?:3[01]|[12][0-9]|0?[1-9])$/];
/** 年号:令和 年:3 月:9 日:30: a form filled in part by part. */
const FORM = new PatternAt(
  /(?:年号|元号|和暦)[ ]?[:= ](?:明治|大正|昭和|平成|令和|[MTSHR])[ 、,/\n]{1,3}年[ ]?[:= ] ?[0-9]{1,2}[ 、,/\n]{1,3}月[ ]?[:= ] ?[0-9]{1,2}[ 、,/\n]{1,3}日[ ]?[:= ] ?[0-9]{1,2}(?![0-9])/,
);
const VALUES = /[:= ] ?(明治|大正|昭和|平成|令和|[MTSHR]|[0-9]{1,2})(?=[ 、,/\n]|$)/g;
/** Units before such a form in which a person is named to fill it in, or another day than the birth. */
const BEFORE_FORM = 60;
const OF_PERSON = /氏名|名前|ふりがな|フリガナ|生年|誕生|生まれ|園児|児童|本人/;
const OTHER_DAY = /(?:申請|受付|記入|提出|届出|開始|終了|施行|交付)[^\n]{0,6}$/;

/** Dates of birth whose parts stand in cells or fields of their own. */
export function birthsInParts(text: string): Candidate[] {
  return [...inColumns(text), ...inForms(text)];
}

function inColumns(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let match = HEAD.next(text); match; match = HEAD.next(text, match.index + match[0].length)) {
    const separator = text[match.index]!;
    const lowest = Math.max(0, match.index - LONGEST_LINE);
    const start = lowest + text.slice(lowest, match.index).lastIndexOf('\n') + 1;
    let line = lineFrom(text, start);
    const head = cellsOf(text, start, line, separator);
    const names = text.slice(start, line);
    if (!OF_BIRTHS.test(names) && (!OF_PERSONS.test(names) || OF_OTHER_DAYS.test(names))) continue;
    const column = head.findIndex((cell) => cell.start > match!.index);
    for (let row = 0, others = 0; row < MOST_ROWS && others <= MOST_OTHERS && line < text.length; row++) {
      const from = line + 1;
      line = lineFrom(text, from);
      const cells = cellsOf(text, from, line, separator);
      if (cells.length !== head.length) break;
      const parts = cells.slice(column, column + CELLS.length);
      if (parts.every((cell, at) => CELLS[at]!.test(text.slice(cell.start, cell.end))))
        for (const cell of parts) found.push(part(cell.start, cell.end, 'column'));
      else others++;
    }
  }
  return found;
}

const lineFrom = (text: string, start: number): number => {
  const line = text.slice(start, start + LONGEST_LINE).indexOf('\n');
  return line < 0 ? Math.min(text.length, start + LONGEST_LINE) : start + line;
};

/** Cells of a line, without blanks and quotes around them. */
function cellsOf(text: string, from: number, to: number, separator: string): { start: number; end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let at = from;
  for (const cell of text.slice(from, to).split(separator)) {
    const value = cell.replace(/^[ "]+|[ "\r]+$/g, '');
    const start = at + (value === '' ? 0 : cell.indexOf(value));
    cells.push({ start, end: start + value.length });
    at += cell.length + 1;
  }
  return cells;
}

function inForms(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let match = FORM.next(text); match; match = FORM.next(text, match.index + match[0].length)) {
    const before = text.slice(Math.max(0, match.index - BEFORE_FORM), match.index);
    if (!OF_PERSON.test(before) || OTHER_DAY.test(before)) continue;
    for (const value of match[0].matchAll(VALUES)) {
      const end = match.index + value.index + value[0].length;
      found.push(part(end - value[1]!.length, end, 'form'));
    }
  }
  return found;
}

const part = (start: number, end: number, because: string): Candidate => ({
  start,
  end,
  rule: 'in-parts',
  score: 0.85,
  settled: true,
  because,
});
