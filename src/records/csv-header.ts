import { hasLabelWord, isIdentifier, looksLikeValue } from './labels.js';

export interface CsvHeader {
  names: readonly (string | undefined)[];
  /**
   * Not certain: the row is also handed on as data, since a first row of names taken for column names would be lost
   * to the recognizers.
   */
  doubtful: boolean;
}

/** The header that the first row of a table is, or undefined when it is data. */
export function detectHeader(rows: readonly string[][]): CsvHeader | undefined {
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
    const filled = below.filter((cell) => cell !== '');
    return filled.length > 0 && filled.every((cell) => looksLikeValue(cell) || /^[\d,.]+$/.test(cell));
  });
}

/** Identifiers above identifiers tell nothing. */
function sameKind(rows: readonly string[][]): boolean {
  const below = rows.slice(1).flat();
  return below.every((cell) => cell === '' || isIdentifier(cell));
}
