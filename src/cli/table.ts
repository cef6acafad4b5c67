import Table from 'cli-table3';
import { narrowest, widthOf, wrapped } from './text-width.js';

/** Of a column of words: below that a line holds too little to be read. */
const LEAST_COLUMNS = 8;
/** A space on both sides of a cell and a line before it. */
const AROUND = 3;

/**
 * A table as text that fits a screen: as wide as its cells, or with words broken over lines, or, where even that is too
 * wide, one record below another.
 *
 * @param numeric - columns that stand at the right
 * @param screen - columns of the screen; undefined where it is none, such as a file
 */
export function laidOut(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[],
  screen: number | undefined,
): string {
  const cellsOf = (column: number): string[] => [header[column] ?? '', ...rows.map((row) => row[column] ?? '')];
  const natural = header.map((_, column) => Math.max(...cellsOf(column).map(widestLine)));
  if (screen === undefined || total(natural) <= screen) return boxed(header, rows, numeric);
  const least = header.map((name, column) =>
    Math.max(
      Math.min(natural[column] as number, LEAST_COLUMNS),
      narrowest(name),
      ...rows.map((row) => (numeric.includes(column) ? widthOf : narrowest)(row[column] ?? '')),
    ),
  );
  if (total(least) > screen) return records(header, rows, screen);
  const widths = shrunk(natural, least, screen);
  const fit = (cell: string, column: number): string => wrapped(cell, widths[column] as number).join('\n');
  return boxed(
    header.map(fit),
    rows.map((row) => row.map(fit)),
    numeric,
  );
}

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + AROUND, 1);

const widestLine = (cell: string): number => Math.max(...cell.split('\n').map(widthOf));

/** Takes from the widest column that can give, until all fit. */
function shrunk(natural: readonly number[], least: readonly number[], screen: number): number[] {
  const widths = [...natural];
  while (total(widths) > screen) {
    const giving = widths.map((width, column) => (width > (least[column] as number) ? width : 0));
    const widest = giving.indexOf(Math.max(...giving));
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

function boxed(header: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[]): string {
  const table = new Table({
    head: [...header],
    colAligns: header.map((_, column) => (numeric.includes(column) ? 'right' : 'left')),
    style: { head: [], border: [] },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

/** A heading and its value on each line; what is empty is left out. */
function records(header: readonly string[], rows: readonly (readonly string[])[], screen: number): string {
  const width = Math.max(...header.map(widthOf)) + 2;
  const linesOf = (cell: string, column: number): string[] => {
    const name = header[column] ?? '';
    const lines = cell === '' ? [] : wrapped(cell, Math.max(screen - width, LEAST_COLUMNS));
    return lines.map((line, index) => {
      const before = index === 0 ? name : '';
      return `${before}${' '.repeat(width - widthOf(before))}${line}`;
    });
  };
  return rows.map((row) => row.flatMap(linesOf).join('\n')).join('\n\n');
}
