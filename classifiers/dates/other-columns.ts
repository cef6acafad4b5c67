import { COLUMN_REACH, headerAbove } from '../../src/classify/record/columns.js';
import { ENGLISH } from './date-notation.js';
import { namesOtherDay } from './other-dates.js';

const OF_BIRTHS = /生年|生まれ|うまれ|誕生|出生|^生$|birth|dob|umare|seinen|tanjo/i;
/** How far the head of a table whose columns are parted by blanks may stand above its cell, in units. */
const REACH = 600;
const FEWEST_COLUMNS = 3;
/** Blanks within the names of a row. */
const MOST_BLANKS = 2;
/** 資産番号: eight digits below it are no day. */
const OF_NUMBERS = /(?:番号|コード|ID|金額|価格|[Nn][Oo]\.?)$/;
/** 会員番号 beside 氏名: often the day its member was born, and hardly another day. */
const OF_MEMBERS = /(?:会員|利用者|受講者|患者)(?:番号|コード|ID|[Nn][Oo]\.?)$/;
const NAMES_HEAD = /氏名|名前/;
const EIGHT_DIGITS = /^[0-9]{8}(?![0-9])/;
const WORD = new RegExp(`${ENGLISH}|[^ \\t]+`, 'g');

/** Whether a date stands in a column of a table whose head names another day than a birth, or a number: 婚姻日, hakkobi, 資産番号. */
export function isInOtherColumn(text: string, at: number): boolean {
  const header = headerAbove(text, at) ?? spacedHeaderAbove(text, at);
  if (header === undefined || OF_BIRTHS.test(header)) return false;
  if (namesOtherDay(header)) return true;
  if (!OF_NUMBERS.test(header.trim()) || !EIGHT_DIGITS.test(text.slice(at, at + 9))) return false;
  return !(OF_MEMBERS.test(header.trim()) && isBesideNames(text, at, header));
}

/** Whether the head of the table that has this column has one of names. */
function isBesideNames(text: string, at: number, header: string): boolean {
  const lines = text.slice(Math.max(0, at - COLUMN_REACH), at).split('\n');
  return lines.some((line) => line.includes(header) && NAMES_HEAD.test(line));
}

/** The words of a line and where they begin in it; a date in English is one word. */
export function wordsOf(line: string): { word: string; start: number }[] {
  return [...line.matchAll(WORD)].map(({ index, 0: word }) => ({ word, start: index }));
}

/** The head of the column, counted from the right, in the last line above that has no digits. */
function spacedHeaderAbove(text: string, at: number): string | undefined {
  const lowest = Math.max(0, at - REACH);
  const lines = text.slice(lowest, at).split('\n');
  if (lines.length < 2) return undefined;
  const own = lines.pop()!;
  const behind = text.slice(at, at + REACH);
  const end = behind.indexOf('\n');
  const words = wordsOf(own + (end < 0 ? behind : behind.slice(0, end)));
  if (words.length < FEWEST_COLUMNS) return undefined;
  const column = words.findLastIndex(({ start }) => start <= own.length);
  // The first line may be cut off where the reach ends.
  for (let line = lines.length - 1; line >= (lowest > 0 ? 1 : 0); line--) {
    if (/[0-9]/.test(lines[line]!)) continue;
    const heads = wordsOf(lines[line]!);
    const more = words.length - heads.length;
    return more >= 0 && more <= MOST_BLANKS && heads.length >= FEWEST_COLUMNS ? heads[column - more]?.word : undefined;
  }
  return undefined;
}
