import { type CsvHeader, detectHeader } from '../csv-header.js';
import { hasLabelWord, looksLikeValue } from '../labels.js';
import { MAX_RECORD, MAX_RECORD_FIELDS } from '../limits.js';
import { field, type Items, record } from '../reading.js';
import type { RecordField } from '../record.js';

export interface SheetCell {
  /** 0 for A. */
  column: number;
  text: string;
}

/** Rows and columns that are looked at to find the header. */
const SAMPLE_ROWS = 30;
const SAMPLE_COLUMNS = 256;

/**
 * The rows of one sheet as records, like those of a CSV file: `sheet 1, row 1` is the first below the header. In a
 * form a cell is named by the label to its left.
 */
export class SheetTable {
  #held: SheetCell[][] = [];
  #decided = false;
  #header: CsvHeader | undefined;
  #rows = 0;

  constructor(readonly place: string) {}

  /** @param cells - of one row, not empty, by column */
  *add(cells: SheetCell[]): Items {
    if (cells.length === 0) return;
    if (this.#decided) return yield* this.#row(cells);
    this.#held.push(cells);
    if (this.#held.length >= SAMPLE_ROWS) yield* this.#decide();
  }

  *end(): Items {
    yield* this.#decide();
  }

  *#decide(): Items {
    this.#decided = true;
    const rows = this.#held.map(dense);
    this.#header = isForm(this.#held) ? undefined : detectHeader(rows, usualWidth(rows));
    const held = this.#held;
    this.#held = [];
    for (const cells of held) yield* this.#row(cells);
  }

  *#row(cells: SheetCell[]): Items {
    this.#rows += 1;
    const above = this.#header?.above ?? -1;
    const isHeader = this.#rows === above + 1;
    let locator = `row ${this.#rows - above - 1}`;
    if (isHeader) locator = 'header';
    else if (this.#rows <= above) locator = `above ${this.#rows}`;
    // A header of nothing but labels says nothing; what else stands in it may be data.
    if (isHeader && !this.#header?.doubtful && cells.every(({ text }) => isLabel(text.trim()))) return;
    const isBelow = this.#rows > above + 1;
    const names = this.#header && ((isBelow && this.#header.names) || []);
    yield* inPieces(`${this.place}, ${locator}`, fields(cells, names));
  }
}

function fields(cells: SheetCell[], names: CsvHeader['names'] | undefined): RecordField[] {
  let label: string | undefined;
  return cells.map(({ column, text }) => {
    if (names) return field(names[column], text);
    if (isLabel(text.trim())) {
      label = text.trim();
      return field(undefined, text);
    }
    return field(label, text);
  });
}

/** Labels down the left side, or all there is in one row: no table. */
function isForm(rows: readonly SheetCell[][]): boolean {
  const labelled = rows.filter(([first, second]) => first && second && isLabel(first.text.trim()));
  return rows.length === 1 || (labelled.length > 1 && labelled.length * 2 >= rows.length);
}

/** A place name ends like the names of columns that hold places do. */
function isLabel(text: string): boolean {
  return !looksLikeValue(text) && hasLabelWord(text) && !/[都道府県市区町村]$/u.test(text);
}

function* inPieces(locator: string, all: RecordField[]): Items {
  let piece: RecordField[] = [];
  let units = 0;
  for (const each of all) {
    if (piece.length > 0 && (units + each.text.length > MAX_RECORD || piece.length >= MAX_RECORD_FIELDS)) {
      yield record(locator, piece);
      piece = [];
      units = 0;
    }
    piece.push(each);
    units += each.text.length;
  }
  if (piece.length > 0) yield record(locator, piece);
}

function dense(cells: SheetCell[]): string[] {
  const row: string[] = [];
  for (const { column, text } of cells) {
    if (column >= SAMPLE_COLUMNS) break;
    while (row.length < column) row.push('');
    row[column] = text;
  }
  return row;
}

/** The number of columns that most rows have. */
function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let usual = 0;
  for (const [width, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = width;
  return usual;
}
