import type { Candidate } from '../../src/classify/recognizer.js';
import { PatternAt } from '../../src/text/pattern-at.js';

/** A head of a table with a column each for year, month and day. */
const HEAD = new PatternAt(
  /[,;\t|/]"?(?:生|生まれ|誕生|出生)?年"?[,;\t|/]"?(?:誕生|生まれ)?月"?[,;\t|/]"?(?:誕生|生まれ)?日"?(?=[,;\t|/\r\n])/,
);
/** The same behind a column for the era. */
const ERA_HEAD = new PatternAt(
  /(?:元号|年号|和暦|wareki|gengo)"?[,;\t|] ?"?(?:年|yy?|year)"?[,;\t|] ?"?(?:月|mm?|month)"?[,;\t|] ?"?(?:日|dd?|day)"?(?=[,;\t|\r\n])/,
);
const ERA_CELL = /^(?:明治|大正|昭和|平成|令和|[MTSHR]|[1-5])$/;
/** Registers of persons, whose columns have names in Latin letters. */
const OF_REGISTER = /kaigo|juki|hihoken|shimei|kana|介護|被保険|住民|続柄|性別/;
/** Of births, or of persons and not of what was made or done on a day. */
const OF_BIRTHS = /生年|誕生|生まれ|出生/;
const OF_PERSONS = /(?<!担当者?の?)(?:氏名|名前)|なまえ|(?:児童|園児|生徒)(?:名|の|氏|[,;\t|/])/;
const OF_OTHER_DAYS = /受付|申請|届出|作品|提出|開始|終了|施行|交付|購入|発行|設置|開催|件数|金額/;
const SEPARATOR = /[,;\t|/]/;
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
  const withEra = inColumns(text, ERA_HEAD, [ERA_CELL, ...CELLS]);
  const known = new Set(withEra.map(({ start }) => start));
  return [...withEra, ...inColumns(text, HEAD, CELLS).filter(({ start }) => !known.has(start)), ...inForms(text)];
}

function isOfBirths(names: string): boolean {
  if (OF_BIRTHS.test(names)) return true;
  return (OF_PERSONS.test(names) || OF_REGISTER.test(names)) && !OF_OTHER_DAYS.test(names);
}

/** @param shapes - of the cells of a date, from the first that the head names */
function inColumns(text: string, pattern: PatternAt, shapes: readonly RegExp[]): Candidate[] {
  const found: Candidate[] = [];
  for (let match = pattern.next(text); match; match = pattern.next(text, match.index + match[0].length)) {
    const separator = SEPARATOR.exec(match[0])![0];
    const lowest = Math.max(0, match.index - LONGEST_LINE);
    const start = lowest + text.slice(lowest, match.index).lastIndexOf('\n') + 1;
    let line = lineFrom(text, start);
    const head = cellsOf(text, start, line, separator);
    const names = text.slice(start, line);
    if (!isOfBirths(names)) continue;
    const column = head.findIndex((cell) => cell.end > match!.index);
    for (let row = 0, others = 0; row < MOST_ROWS && others <= MOST_OTHERS && line < text.length; row++) {
      const from = line + 1;
      line = lineFrom(text, from);
      const cells = cellsOf(text, from, line, separator);
      if (cells.length !== head.length) break;
      const parts = cells.slice(column, column + shapes.length);
      if (parts.every((cell, at) => shapes[at]!.test(text.slice(cell.start, cell.end))))
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
