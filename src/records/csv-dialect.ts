import { detectHeader } from './csv-header.js';
import { CsvRows } from './csv-rows.js';

export interface CsvDialect {
  delimiter: string;
  /** Columns that most rows have. */
  columns: number;
  /** Share of the sample's rows with that many columns, 0–1. */
  consistency: number;
  rows: number;
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;

/**
 * The delimiter under which the sample is most like a table.
 *
 * @param whole - false when the sample ends in the middle of a row
 */
export function detectDialect(sample: string, whole: boolean): CsvDialect {
  let best: CsvDialect = { delimiter: ',', columns: 1, consistency: 1, rows: 0 };
  for (const delimiter of DELIMITERS) {
    const dialect = dialectOf(sampleRows(sample, whole, delimiter), delimiter);
    if (dialect.columns < 2) continue;
    const better = best.columns < 2 || dialect.consistency > best.consistency + 0.05;
    const wider = dialect.consistency > best.consistency - 0.05 && dialect.columns > best.columns;
    if (better || wider) best = dialect;
  }
  return best;
}

/** The first rows of the sample without blank ones. */
export function sampleRows(sample: string, whole: boolean, delimiter: string): string[][] {
  const rows = new CsvRows(delimiter, () => {});
  const found: string[][] = [];
  for (const batch of [() => rows.push(sample), () => (whole ? rows.end() : [])]) {
    for (const row of batch()) {
      if (!isBlank(row.cells)) found.push(row.cells);
      if (found.length >= SAMPLE_ROWS) return found;
    }
  }
  return found;
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && (cells[0] ?? '').trim() === '';
}

function dialectOf(rows: readonly string[][], delimiter: string): CsvDialect {
  const counts = new Map<number, number>();
  for (const cells of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let columns = 1;
  let most = 0;
  for (const [length, times] of counts) {
    if (times > most || (times === most && length > columns)) [columns, most] = [length, times];
  }
  return { delimiter, columns, consistency: rows.length === 0 ? 0 : most / rows.length, rows: rows.length };
}

/**
 * Whether a sample is a table at all, when its name does not say so: prose has commas too, but not the same number on
 * every line. Ragged rows below a line that can only be a header are a table as well.
 */
export function looksTabular(dialect: CsvDialect, rows: readonly string[][]): boolean {
  if (dialect.columns < 2) return false;
  if (dialect.rows >= 2 && dialect.consistency >= 0.9) return true;
  return (
    dialect.consistency >= 0.5 && (rows[0]?.length ?? 0) >= 2 && detectHeader(rows, dialect.columns)?.doubtful === false
  );
}
