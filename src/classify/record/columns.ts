/** A row of a table in a text has at least this many separators. */
const FEWEST = 2;
const SEPARATORS = ['\t', ',', '|', '、', '／', '/'] as const;
/** How far a header may stand above its cell, in units. */
export const COLUMN_REACH = 900;

export interface Cell {
  start: number;
  end: number;
}

/**
 * Text of the header above the cell that holds `at`: in the first of the lines above that have as many separators.
 * Undefined outside a table.
 */
export function headerAbove(text: string, at: number): string | undefined {
  const start = lineStart(text, at);
  if (start === 0 || at - start > COLUMN_REACH) return undefined;
  const end = lineEnd(text, at);
  const separator = separatorOf(text, start, end);
  if (separator === undefined) return undefined;
  const column = countOf(text, separator, start, at);
  const count = column + countOf(text, separator, at, end);
  let header: string | undefined;
  for (let to = start - 1; to > 0 && at - to < COLUMN_REACH; ) {
    const from = lineStart(text, to);
    if (countOf(text, separator, from, to) !== count) break;
    const cell = cellOf(text, separator, from, to, column);
    header = text.slice(cell.start, cell.end);
    to = from - 1;
  }
  return header === undefined || /[0-9]/.test(header) ? undefined : header.replace(/^[\s"']+|[\s"']+$/g, '');
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
  const separator = separatorOf(text, start, end);
  if (separator === undefined) return;
  const column = countOf(text, separator, start, at);
  const count = column + countOf(text, separator, at, end);
  for (let from = end + 1; from < text.length && from - at < COLUMN_REACH; ) {
    const to = lineEnd(text, from);
    if (countOf(text, separator, from, to) !== count) return;
    yield trimmed(text, cellOf(text, separator, from, to, column));
    from = to + 1;
  }
}

/** Where the line that holds `at` begins, looked for no further than a header may stand above. */
function lineStart(text: string, at: number): number {
  const lowest = Math.max(0, at - COLUMN_REACH - 1);
  return lowest + text.slice(lowest, at).lastIndexOf('\n') + 1;
}

function lineEnd(text: string, at: number): number {
  const length = text.slice(at, at + COLUMN_REACH + 1).indexOf('\n');
  return length < 0 ? Math.min(text.length, at + COLUMN_REACH) : at + length;
}

function separatorOf(text: string, start: number, end: number): string | undefined {
  return SEPARATORS.find((separator) => countOf(text, separator, start, end) >= FEWEST);
}

function countOf(text: string, separator: string, start: number, end: number): number {
  // In a part of its own: what is not there would be looked for to the end of the text, for each number in it.
  const part = text.slice(start, end);
  let count = 0;
  for (let at = part.indexOf(separator); at >= 0; at = part.indexOf(separator, at + 1)) count++;
  return count;
}

function cellOf(text: string, separator: string, start: number, end: number, column: number): Cell {
  let from = start;
  for (let place = 0; place < column; place++) from = text.indexOf(separator, from) + 1;
  const length = text.slice(from, end).indexOf(separator);
  return { start: from, end: length < 0 ? end : from + length };
}

function trimmed(text: string, { start, end }: Cell): Cell {
  let [from, to] = [start, end];
  while (from < to && ' "\'\r'.includes(text[from]!)) from++;
  while (to > from && ' "\'\r'.includes(text[to - 1]!)) to--;
  return { start: from, end: to };
}
