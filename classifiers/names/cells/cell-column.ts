import { LastText, whenForgotten } from '../../../src/text/last-text.js';

/** Units of its own line that may stand before a cell. */
const LINE_REACH = 360;
/** How far a header may stand above the line of its cell, in units. */
const HEADER_REACH = 600;
/** Behind a comma and a blank stands more of the same cell: Mori, Emma. */
const SEPARATORS = [/\t/, /,(?! )/, /\|/, /;/, /\//, / +/];

/** A row of a table, its first row, and the column that a place stands in. */
export interface Column {
  /** All headers of the table, without blanks and quotes around them. */
  headers: readonly string[];
  /** The header of the column, and which of the columns it is, from 0. */
  header: string;
  index: number;
  /** Whether cells are parted by more than blanks and slashes, or stand in rows that are surely a table all the same. */
  isCertain: boolean;
  /** Whether a blank is part of a cell. */
  hasBlanks: boolean;
}

/**
 * The headers above a place, in the first of the lines above that have as many cells; also where there are two columns
 * only, or blanks between them. Undefined on the first line, and where the table begins out of reach: at most 360 units
 * before the place in its line and 600 above that line.
 */
export function columnAt(text: string, at: number): Column | undefined {
  const lowest = Math.max(0, at - LINE_REACH);
  const above = text.slice(lowest, at);
  const lineStart = above.lastIndexOf('\n') + 1;
  if (lineStart === 0) return undefined;
  const line = lowest + lineStart;
  if (!last.is(text) || line !== lastLine) {
    last.begin(text);
    lastLine = line;
    lastTable = tableAbove(text, line);
  }
  if (!lastTable) return undefined;
  const { headers, separator, isCertain } = lastTable;
  const index = blanksTrimmed(above.slice(lineStart), separator).split(separator).length - 1;
  return { headers, header: headers[index] ?? '', index, isCertain, hasBlanks: !separator.test(' ') };
}

interface Table {
  headers: readonly string[];
  separator: RegExp;
  isCertain: boolean;
}

/** The line that was asked about last, and its table: it mostly holds more than one candidate. */
const last = new LastText();
let lastLine = 0;
let lastTable: Table | undefined;
whenForgotten(() => {
  lastTable = undefined;
});

function tableAbove(text: string, line: number): Table | undefined {
  const lowest = Math.max(0, line - HEADER_REACH);
  const lines = text.slice(lowest, line - 1).split('\n');
  // A line that begins above the reach is seen in part.
  if (lowest > 0) lines.shift();
  const behind = text.slice(line, line + HEADER_REACH);
  const end = behind.indexOf('\n');
  const own = end < 0 ? behind : behind.slice(0, end);
  for (const separator of SEPARATORS) {
    if (!separator.test(own)) continue;
    if (cellsOf(own, separator).some((one) => CLAUSE.test(one))) return undefined;
    const count = countOf(own, separator);
    let top = lines.length;
    while (top > 0 && countOf(lines[top - 1]!, separator) === count) top--;
    if (top === lines.length || (top === 0 && lowest > 0)) return undefined;
    const headers = cellsOf(lines[top]!, separator);
    if (!headers.every((one) => HEADER.test(one))) return undefined;
    if (!LOOSE.test(separator.source)) return { headers, separator, isCertain: true };
    const isApart = top === 0 || lines[top - 1]!.trim() === '';
    const rows = lines.length - top + countBelow(behind, end, separator, count);
    return { headers, separator, isCertain: isApart && isGrid(headers, cellsOf(own, separator), rows) };
  }
  return undefined;
}

/** A word above a word is no header: 会場 設営 above 岩田 受付. */
const LOOSE = /^ |\//;
/** 40, 8:15, 2.1km, and no telephone number. */
const NUMBER = /^(?!0[0-9]+-)[0-9][0-9:.,-]*[a-z%]{0,2}$/i;

/** Six cells or more below the header, in two rows at least, with numbers in a column or a header that says 校名. */
function isGrid(headers: readonly string[], cells: readonly string[], rows: number): boolean {
  if (rows < 2 || cells.length < 2 || cells.length * rows < 6) return false;
  return cells.some((one) => NUMBER.test(one)) || headers.some((one) => NAME_OF_PLACES.test(one));
}

const NAME_OF_PLACES = /[校駅園館店橋川港]名$/;

/** How many lines directly behind one have as many cells as it. */
function countBelow(behind: string, end: number, separator: RegExp, count: number): number {
  if (end < 0) return 0;
  const lines = behind.slice(end + 1).split('\n');
  const other = lines.findIndex((line) => countOf(line, separator) !== count);
  return other < 0 ? lines.length : other;
}

/** How often a separator stands in a line, without making its cells. */
function countOf(line: string, separator: RegExp): number {
  const trimmed = separator.test(' ') ? line.trim() : line;
  const unit = separator.source === '\\t' ? 9 : separator.source.charCodeAt(separator.source[0] === '\\' ? 1 : 0);
  let count = 0;
  for (let at = 0; at < trimmed.length; at++) {
    if (trimmed.charCodeAt(at) !== unit) continue;
    const next = trimmed.charCodeAt(at + 1);
    if (next !== BLANK || (unit !== COMMA && unit !== BLANK)) count++;
  }
  return count;
}

const BLANK = 0x20;
const COMMA = 0x2c;

const CLAUSE = /。|[^ ]{30}/;
/** A few units, no clause and no number but of a month. */
const HEADER = /^(?:[^0-9。、「」!?:→]{0,12}|[0-9]{1,2}月)$/;

function cellsOf(line: string, separator: RegExp): string[] {
  return blanksTrimmed(line, separator)
    .replace(/[\r ]$/, '')
    .split(separator)
    .map((one) =>
      one
        .replace(/^[\s"']/, '')
        .replace(/[\s"']$/, '')
        .trim(),
    );
}

/** Blanks before a line are no columns. */
function blanksTrimmed(line: string, separator: RegExp): string {
  return separator.test(' ') ? line.replace(/^ +/, '') : line;
}
