import type { Cell } from './pdf/table.js';
import { count, shortBytes } from './wording.js';

/** `1.23 GB` above the exact number of bytes. */
export function sizeCell(value: number): Cell {
  return value < 1000 ? count(value) : `${shortBytes(value)}\n${count(value)}`;
}

/** The first `limit` of `rows`; what is left out is named in a last row, so that nothing is dropped in silence. */
export function capped<T>(rows: readonly T[], limit: number, rest: (left: number) => T): T[] {
  return rows.length <= limit ? [...rows] : [...rows.slice(0, limit), rest(rows.length - limit)];
}
