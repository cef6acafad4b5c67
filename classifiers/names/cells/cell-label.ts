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
  const lines = text.slice(lowest, at).split('\n');
  if (lines.length < 2) return undefined;
  const before = lines.pop()!;
  const behind = text.slice(at, at + HEADER_REACH);
  const end = behind.indexOf('\n');
  const own = before + (end < 0 ? behind : behind.slice(0, end));
  // A line that begins above the reach is seen in part.
  if (lowest > 0) lines.shift();
  for (const separator of SEPARATORS) {
    if (!separator.test(own)) continue;
    const cells = cellsOf(own, separator);
    const count = cells.length;
    if (cells.some((one) => CLAUSE.test(one))) return undefined;
    let headers: string[] | undefined;
    for (let line = lines.length - 1; line >= 0; line--) {
      const above = cellsOf(lines[line]!, separator);
      if (above.length !== count) break;
      headers = above;
    }
    if (!headers?.every((one) => HEADER.test(one))) return undefined;
    const column = blanksTrimmed(before, separator).split(separator).length - 1;
    return { headers, header: headers[column] ?? '' };
  }
  return undefined;
}

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
