import { isNeutral, type Sort, sortOfLabel } from './label-words.js';

/** Units before a place in which its key and what encloses it are looked for. */
const REACH = 160;
/** How far a header may stand above its cell, in units. */
const HEADER_REACH = 900;
/** Behind a comma and a blank stands more of the same cell: Mori, Emma. */
const SEPARATORS = [/\t/, /,(?! )/, /\|/, /;/, /\//, / +/];

/** site=, "place": ", AREA_NM= directly before a value. */
const KEY = /(?:^|[\s,;{([|/&])["']?(?:([A-Za-z][A-Za-z0-9_.-]{0,23})["']? ?[=:]|([一-龠ァ-ヶー]{1,8}) ?=) ?["']?$/;
/** "site":{ and [office.east], which say what a name within them is of. */
const OBJECT = /"([A-Za-z_]{1,24})" ?: ?\{[^{}]{0,80}$/;
const SECTION = /(?:^|\n)\[([A-Za-z_]{1,24})(?:[. :][^\]\n]{0,24})?\]\n[^[\]]{0,80}$/;
/** AGT=0231 NM= is the name of who has the number. */
const BESIDE =
  /(?:^|[\s,;{])["']?([A-Za-z]{1,16})["']? ?[=:] ?["']?[A-Z]{0,4}[0-9]{1,8}["']?[ ,;]{1,2}["']?[A-Za-z]{2,8}["']? ?[=:] ?["']?$/;
/** INSERT INTO m_stop VALUES (1,' names a table. */
const TABLE = /\b(?:INTO|FROM|UPDATE|TABLE) ["`]?([A-Za-z_.]{1,32})["`]? [^;]{0,400}$/i;
const TABLE_REACH = 440;

/** What the key of a value says of it: its own, or where that is `name`, of what encloses it. */
export function sortByKey(text: string, start: number): Sort | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  const found = KEY.exec(before);
  const key = found?.[1] ?? found?.[2];
  if (key === undefined) return QUOTE.test(before) ? sortByTable(text, start) : undefined;
  const own = sortOfLabel(key);
  if (own !== undefined || !isNeutral(key)) return own;
  const around = OBJECT.exec(before)?.[1] ?? SECTION.exec(before)?.[1] ?? BESIDE.exec(before)?.[1];
  return around === undefined ? undefined : sortOfLabel(around);
}

const QUOTE = /[(,] ?['"]$/;

function sortByTable(text: string, start: number): Sort | undefined {
  const table = TABLE.exec(text.slice(Math.max(0, start - TABLE_REACH), start))?.[1];
  return table === undefined ? undefined : sortOfLabel(table);
}

/** A row of a table, its first row, and the column that a place stands in. */
export interface Column {
  /** All headers of the table, without blanks and quotes around them. */
  headers: readonly string[];
  /** The header of the column. */
  header: string;
}

/**
 * The headers above a place, in the first of the lines above that have as many cells; also where there are two columns
 * only, or blanks between them. Undefined on the first line.
 */
export function columnAt(text: string, at: number): Column | undefined {
  const lowest = Math.max(0, at - HEADER_REACH);
  const above = text.slice(lowest, at);
  const lineStart = above.lastIndexOf('\n') + 1;
  if (lineStart === 0) return undefined;
  if (last.text !== text || last.line !== lowest + lineStart) {
    last.text = text;
    last.line = lowest + lineStart;
    last.table = tableAbove(text, last.line);
  }
  if (!last.table) return undefined;
  const { headers, separator } = last.table;
  const column = blanksTrimmed(above.slice(lineStart), separator).split(separator).length - 1;
  return { headers, header: headers[column] ?? '' };
}

interface Table {
  headers: readonly string[];
  separator: RegExp;
}

/** Of the line that was asked about last: it mostly holds more than one candidate. */
const last: { text: string; line: number; table: Table | undefined } = { text: '', line: 0, table: undefined };

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
    if (top === lines.length) return undefined;
    const headers = cellsOf(lines[top]!, separator);
    return headers.every((one) => HEADER.test(one)) ? { headers, separator } : undefined;
  }
  return undefined;
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
