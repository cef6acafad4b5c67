import { hasLabelWord, isIdentifier, looksLikeValue } from './labels.js';

/** Title lines that reports put above their header. */
const MAX_LINES_ABOVE = 10;

export interface CsvHeader {
  /** Rows above it that are not blank: a title, a period, who printed it. */
  above: number;
  names: readonly (string | undefined)[];
  /**
   * Not certain: the row is also handed on as data, since a first row of names taken for column names would be lost
   * to the recognizers.
   */
  doubtful: boolean;
}

/**
 * The header of a table, or undefined when its rows are data from the first on.
 *
 * @param rows - the first rows, without blank ones
 * @param columns - that most rows have
 */
export function detectHeader(rows: readonly string[][], columns: number): CsvHeader | undefined {
  let most = 0;
  for (const [above, cells] of rows.slice(0, MAX_LINES_ABOVE + 1).entries()) {
    const width = filled(cells);
    // A title has fewer cells than the table; a row as wide as one above it is no header.
    if (above > 0 && width <= most) continue;
    most = width;
    const header = width * 2 > columns ? headerOf(rows.slice(above)) : undefined;
    if (header && !header.doubtful) return { above, ...header };
  }
  const first = headerOf(rows);
  return first && { above: 0, ...first };
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

function headerOf(rows: readonly string[][]): Omit<CsvHeader, 'above'> | undefined {
  const first = rows[0]?.map((cell) => cell.trim());
  if (!first || first.every((cell) => cell === '')) return undefined;
  const labels = first.filter((cell) => cell !== '');
  const known = labels.filter((cell) => hasLabelWord(cell) && !looksLikeValue(cell)).length;
  const names = first.map((cell) => cell || undefined);
  if (known * 2 >= labels.length && known > 0 && !labels.some(looksLikeValue)) return { names, doubtful: false };
  if (known * 4 >= labels.length * 3) return { names, doubtful: false };
  if (labels.some(looksLikeValue) || new Set(labels).size < labels.length) return undefined;
  const identifiers = labels.filter(isIdentifier).length;
  if (identifiers === labels.length && rows.length > 1 && !sameKind(rows)) return { names, doubtful: true };
  return known > 0 || contrasts(rows) ? { names, doubtful: true } : undefined;
}

/** A column whose other rows are all numbers, dates or the like, under a first cell that is not. */
function contrasts(rows: readonly string[][]): boolean {
  const first = rows[0] ?? [];
  return first.some((_, column) => {
    const below = rows.slice(1).map((cells) => cells[column]?.trim() ?? '');
    const told = below.filter((cell) => cell !== '');
    return told.length > 0 && told.every((cell) => looksLikeValue(cell) || /^[\d,.]+$/.test(cell));
  });
}

/** Identifiers above identifiers tell nothing. */
function sameKind(rows: readonly string[][]): boolean {
  const below = rows.slice(1).flat();
  return below.every((cell) => cell === '' || isIdentifier(cell));
}
