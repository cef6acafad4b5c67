import type { CsvDialect } from './csv-dialect.js';
import { isBlank, sampleRows } from './csv-dialect.js';
import { type CsvHeader, detectHeader } from './csv-header.js';
import { type CsvRow, CsvRows } from './csv-rows.js';
import { type Batches, field, type Items, problem, type Reading, record } from './reading.js';
import type { RecordField } from './record.js';

/**
 * A table: one record per row, `row 1` the first below the header (or the first, where there is none). Blank lines are
 * no rows; lines above the header are `above 1`, `above 2`, …. Cells beyond the header have no name.
 *
 * @param sample - the beginning of the same text, which tells whether there is a header
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  dialect: CsvDialect,
  sample: { text: string; whole: boolean },
  reading: Reading,
): Batches {
  const header = detectHeader(sampleRows(sample.text, sample.whole, dialect.delimiter), dialect.columns);
  const rows = new CsvRows(dialect.delimiter, (dropped) => reading.skipText(dropped));
  const table = new Table(header);
  for await (const piece of text) yield [...table.read(rows.push(piece))];
  yield [...table.read(rows.end())];
}

class Table {
  /** Rows begun so far that are not blank. */
  #begun = 0;

  constructor(readonly header: CsvHeader | undefined) {}

  *read(rows: Iterable<CsvRow>): Items {
    for (const row of rows) {
      if (row.firstColumn === 0) {
        if (isBlank(row.cells)) continue;
        this.#begun += 1;
      }
      const above = this.header?.above ?? -1;
      const isHeader = this.#begun === above + 1;
      let locator = `row ${this.#begun - above - 1}`;
      if (isHeader) locator = 'header';
      else if (this.#begun <= above) locator = `above ${this.#begun}`;
      const named = this.#begun > above + 1;
      if (!isHeader || this.header?.doubtful) yield record(locator, this.#fields(row, named));
      if (row.brokenQuote) yield problem('records/broken-quote', locator);
      if (row.cut) yield problem('records/line-too-long', locator);
    }
  }

  #fields(row: CsvRow, named: boolean): RecordField[] {
    const fields: RecordField[] = [];
    for (const [index, cell] of row.cells.entries()) {
      const name = named ? this.header?.names[row.firstColumn + index] : undefined;
      // Empty cells say nothing.
      if (cell !== '') fields.push(field(name, cell));
    }
    return fields;
  }
}
