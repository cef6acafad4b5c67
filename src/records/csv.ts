import type { CsvDialect } from './csv-dialect.js';
import { isBlank, sampleRows } from './csv-dialect.js';
import { type CsvHeader, detectHeader } from './csv-header.js';
import { type CsvRow, CsvRows } from './csv-rows.js';
import { type Batches, field, type Items, problem, type Reading, record } from './reading.js';

/**
 * A table: one record per row, `row 1` the first below the header (or the first, where there is none). Blank lines are
 * no rows. Cells beyond the header have no name.
 *
 * @param sample - the beginning of the same text, which tells whether there is a header
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  dialect: CsvDialect,
  sample: { text: string; whole: boolean },
  reading: Reading,
): Batches {
  const header = detectHeader(sampleRows(sample.text, sample.whole, dialect.delimiter));
  const rows = new CsvRows(dialect.delimiter, (dropped) => reading.skipText(dropped));
  const table = new Table(header);
  for await (const piece of text) yield [...table.read(rows.push(piece))];
  yield [...table.read(rows.end())];
}

class Table {
  #number = 0;
  #headerDue: boolean;

  constructor(readonly header: CsvHeader | undefined) {
    this.#headerDue = header !== undefined;
  }

  *read(rows: Iterable<CsvRow>): Items {
    for (const row of rows) {
      if (isBlank(row.cells) && row.firstColumn === 0) continue;
      const isHeader = this.#headerDue;
      this.#headerDue = false;
      if (!isHeader && row.firstColumn === 0) this.#number += 1;
      const locator = isHeader ? 'header' : `row ${this.#number}`;
      if (!isHeader || this.header?.doubtful) yield record(locator, this.#fields(row, isHeader));
      if (row.brokenQuote) yield problem('records/broken-quote', locator);
      if (row.cut) yield problem('records/line-too-long', locator);
    }
  }

  #fields(row: CsvRow, isHeader: boolean) {
    const fields = [];
    for (const [index, cell] of row.cells.entries()) {
      const name = isHeader ? undefined : this.header?.names[row.firstColumn + index];
      // Empty cells say nothing.
      if (cell !== '') fields.push(field(name, cell));
    }
    return fields;
  }
}
