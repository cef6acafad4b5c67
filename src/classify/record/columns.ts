import { LastText, whenForgotten } from '../../text/last-text.js';

/** Units of its own line that may stand before a cell. */
const LINE_REACH = 360;
/** How far a header may stand above its cell, or a cell below its header, in units. */
export const COLUMN_REACH = 900;
/** What parts cells, the likeliest first. */
const SEPARATORS = ['\t', ',', '|', ';', ', ', '、', '/', ' '] as const;
type Separator = (typeof SEPARATORS)[number];
/** A row that a mark parts less often may be a sentence or an amount as well. */
const FEWEST = 2;
/** Marks of speech, which part no row less often than that. */
const OF_SPEECH: ReadonlySet<string> = new Set([', ', '、']);

/** Where a cell stands, in units of its text. */
export interface Cell {
  start: number;
  end: number;
}

/** The column of a table in which a place stands. */
export interface Column {
  /** What the first row holds, each without blanks and quotes around it; of this column `header`, the one at `index`. */
  headers: readonly string[];
  header: string;
  index: number;
  /** Whether all headers are short words, and no cell in the row of the place is a clause. */
  isOfWords: boolean;
  /** Whether cells are parted by more than blanks and slashes, or stand in rows that are surely a table all the same. */
  isCertain: boolean;
  /** Whether a blank is part of a cell. */
  hasBlanks: boolean;
}

/**
 * The column of a place, in a table of which the first row is the first of the lines above that have as many cells; also
 * where there are two columns only, or blanks between them. Undefined on the first line, and where the table begins out
 * of reach: at most 360 units before the place in its line and 900 above that line.
 */
export function columnAt(text: string, at: number): Column | undefined {
  const lowest = Math.max(0, at - LINE_REACH);
  const start = text.slice(lowest, at).lastIndexOf('\n') + 1;
  if (start === 0) return undefined;
  const line = lowest + start;
  if (!last.is(text) || line !== lastLine) {
    last.begin(text);
    lastLine = line;
    lastTable = tableAbove(text, line);
  }
  if (!lastTable) return undefined;
  const { headers, separator, isOfWords, isCertain } = lastTable;
  const index = countOf(text.slice(line, at + 1), separator, at - line);
  return { headers, header: headers[index] ?? '', index, isOfWords, isCertain, hasBlanks: separator !== ' ' };
}

/**
 * The header above a number, in a table of three columns or more. Undefined outside one, and where what stands there has
 * digits itself.
 */
export function headerAbove(text: string, at: number): string | undefined {
  const column = columnAt(text, at);
  if (!column || column.headers.length <= FEWEST || /[0-9]/.test(column.header)) return undefined;
  return column.hasBlanks || (column.isOfWords && column.isCertain) ? column.header : undefined;
}

/** The line that holds `at`, as far as a header may be long. */
export function lineAt(text: string, at: number): string {
  return text.slice(lineStart(text, at), lineEnd(text, at));
}

/** Cells below the header that holds `at`, each without blanks and quotes around it. */
export function* cellsBelow(text: string, at: number): Generator<Cell> {
  const start = lineStart(text, at);
  const end = lineEnd(text, at);
  if (end === text.length || at - start > COLUMN_REACH) return;
  const line = text.slice(start, end);
  const separator = SEPARATORS.find((one) => one !== ' ' && countOf(line, one) >= FEWEST);
  if (separator === undefined) return;
  const column = countOf(line, separator, at - start);
  const count = countOf(line, separator);
  for (let from = end + 1; from < text.length && from - at < COLUMN_REACH; ) {
    const to = lineEnd(text, from);
    const row = text.slice(from, to);
    if (countOf(row, separator) !== count) return;
    const cell = cellsOf(row, separator)[column]!;
    yield trimmed(text, { start: from + cell.start, end: from + cell.end });
    from = to + 1;
  }
}

interface Table {
  headers: readonly string[];
  separator: Separator;
  isOfWords: boolean;
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
  const lowest = Math.max(0, line - COLUMN_REACH);
  const behind = text.slice(line, line + COLUMN_REACH);
  const end = behind.indexOf('\n');
  const own = end < 0 ? behind : behind.slice(0, end);
  const lines = text.slice(lowest, line - 1).split('\n');
  // A line that begins above the reach is seen in part.
  if (lowest > 0) lines.shift();
  const separator = separatorOf(own, lines.at(-1) ?? '');
  if (separator === undefined) return undefined;
  const count = countOf(own, separator);
  let top = lines.length;
  while (top > 0 && countOf(lines[top - 1]!, separator) === count) top--;
  if (top === 0 && lowest > 0) return undefined;
  const headers = wordsOf(lines[top]!, separator);
  headers[0] = headers[0]!.replace(SAYS_FIELDS, '');
  const cells = wordsOf(own, separator);
  const isOfWords = headers.every((one) => HEADER.test(one)) && !cells.some((one) => CLAUSE.test(one));
  if (separator !== ' ' && separator !== '/') return { headers, separator, isOfWords, isCertain: true };
  const isApart = top === 0 || lines[top - 1]!.trim() === '';
  const rows = lines.length - top + countBelow(behind, end, separator, count);
  return { headers, separator, isOfWords, isCertain: isApart && isGrid(headers, cells, rows) };
}

/** What parts a row as often as the one above it; rather what parts it more than once (5,500 | 別府), and blanks alone. */
function separatorOf(row: string, above: string): Separator | undefined {
  const present = SEPARATORS.filter((one) => countOf(row, one) >= (OF_SPEECH.has(one) ? FEWEST : 1));
  const parting = present.filter(
    (one) => (one !== ' ' || present.length === 1) && countOf(above, one) === countOf(row, one),
  );
  return parting.find((one) => countOf(row, one) >= FEWEST) ?? parting[0];
}

/** 項目順:受付番号、氏名、…: what the first row is, before its first header. */
const SAYS_FIELDS =
  /^[^:、,|\t]{0,8}(?:項目|列|カラム|フィールド|並び|順|書式|レイアウト|ヘッダー?|見出し)[^:、,|\t]{0,6}:[ ]?/;
/** 40, 8:15, 2.1km, and no telephone number. */
const NUMBER = /^(?!0[0-9]+-)[0-9][0-9:.,-]*[a-z%]{0,2}$/i;

/**
 * Whether a word above a word is a header, which in 会場 設営 above 岩田 受付 it is not: six cells or more below it, in
 * two rows at least, with numbers in a column or a header that says 校名.
 */
function isGrid(headers: readonly string[], cells: readonly string[], rows: number): boolean {
  if (rows < 2 || cells.length < 2 || cells.length * rows < 6) return false;
  return cells.some((one) => NUMBER.test(one)) || headers.some((one) => NAME_OF_PLACES.test(one));
}

const NAME_OF_PLACES = /[校駅園館店橋川港]名$/;

/** How many lines directly behind one have as many cells as it. */
function countBelow(behind: string, end: number, separator: Separator, count: number): number {
  if (end < 0) return 0;
  const lines = behind.slice(end + 1).split('\n');
  const other = lines.findIndex((line) => countOf(line, separator) !== count);
  return other < 0 ? lines.length : other;
}

const CLAUSE = /。|[^ ]{30}/;
/** A few units, no clause and no number but of a month. */
const HEADER = /^(?:[^0-9。、「」!?:→]{0,12}|[0-9]{1,2}月)$/;

/** Where the line that holds `at` begins, looked for no further than a header may stand above. */
function lineStart(text: string, at: number): number {
  const lowest = Math.max(0, at - COLUMN_REACH - 1);
  return lowest + text.slice(lowest, at).lastIndexOf('\n') + 1;
}

function lineEnd(text: string, at: number): number {
  const length = text.slice(at, at + COLUMN_REACH + 1).indexOf('\n');
  return length < 0 ? Math.min(text.length, at + COLUMN_REACH) : at + length;
}

/** How often a separator parts a line before `to`: a run of blanks once, and not at the ends of the line. */
function countOf(line: string, separator: Separator, to = line.length): number {
  let count = 0;
  for (let at = nextOf(line, separator, 0); at >= 0 && at < to; at = nextOf(line, separator, at + 1)) count++;
  return count;
}

function cellsOf(line: string, separator: Separator): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  for (let at = nextOf(line, separator, 0); at >= 0; at = nextOf(line, separator, at + 1)) {
    cells.push({ start, end: at });
    start = at + 1;
  }
  return [...cells, { start, end: line.length }];
}

/** The next place where a line is parted: -1 where there is none. */
function nextOf(line: string, separator: Separator, from: number): number {
  let at = line.indexOf(separator, from);
  if (separator === ',') {
    // Behind a comma and a blank stands more of the same cell: Mori, Emma.
    while (at >= 0 && line[at + 1] === ' ') at = line.indexOf(separator, at + 1);
  } else if (separator === ' ') {
    // Of a run the last; none before the line and none behind it.
    const isIndent = at === 0;
    while (at >= 0 && line[at + 1] === ' ') at++;
    if (isIndent) return nextOf(line, separator, at + 1);
    if (/^\r?$/.test(line.slice(at + 1, at + 3))) return -1;
  }
  return at;
}

function wordsOf(line: string, separator: Separator): string[] {
  return cellsOf(line, separator).map(({ start, end }) => line.slice(start, end).replace(/^[\s"']+|[\s"']+$/g, ''));
}

function trimmed(text: string, { start, end }: Cell): Cell {
  let [from, to] = [start, end];
  while (from < to && ' "\'\r'.includes(text[from]!)) from++;
  while (to > from && ' "\'\r'.includes(text[to - 1]!)) to--;
  return { start: from, end: to };
}
