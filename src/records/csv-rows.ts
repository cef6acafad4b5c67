import { MAX_FIELD, MAX_RECORD, MAX_RECORD_FIELDS } from './limits.js';

export interface CsvRow {
  cells: string[];
  /** Column of the first cell: above 0 when an oversized row comes in pieces. */
  firstColumn: number;
  /** More of this row follows in the next piece. */
  goesOn: boolean;
  brokenQuote: boolean;
  /** A cell was cut at `MAX_FIELD`. */
  cut: boolean;
}

/**
 * Rows of delimiter-separated text that comes in pieces: RFC 4180 with embedded line ends and doubled quotes, line ends
 * CRLF, LF or CR.
 *
 * Why no library: a broken quote must cost one row, not the rest of the file. When a quote is not closed before the
 * end, is not closed within `MAX_FIELD`, or is closed before a stray character rows below, it is taken as an ordinary
 * character of its cell and reading goes on after it; the row is marked.
 */
export class CsvRows {
  #text = '';
  #at = 0;
  /** Where the search for the end of the cell at `#at` goes on. */
  #searched = 0;
  #row = newRow(0);
  #units = 0;
  #columns = 0;
  /** The rest of an oversized cell is being passed over. */
  #skipping = false;
  /** The quote at `#at` is an ordinary character. */
  #literal = false;
  /** The cell at `#at` has been taken and only its end is missing. */
  #ended = false;
  #afterDelimiter = false;
  readonly #cellEnd: RegExp;

  constructor(
    readonly delimiter: string,
    readonly dropped: (text: string) => void,
  ) {
    this.#cellEnd = new RegExp(`[${delimiter === '\t' ? '\\t' : delimiter}\\r\\n]`, 'g');
  }

  *push(piece: string): Generator<CsvRow, void, undefined> {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#searched -= this.#at;
    this.#at = 0;
    yield* this.#rows(false);
  }

  *end(): Generator<CsvRow, void, undefined> {
    yield* this.#rows(true);
    // The text may end right after a delimiter: there is one more, empty cell.
    if (this.#afterDelimiter) this.#take('');
    if (this.#row.cells.length > 0 || this.#row.firstColumn > 0) yield this.#finish();
  }

  *#rows(last: boolean): Generator<CsvRow, void, undefined> {
    while (this.#at < this.#text.length) {
      const end = this.#cell(last);
      if (end === undefined) return;
      // `end` is the offset of the delimiter or line end after the cell, or the end of the text.
      const stop = this.#text[end];
      if (stop === '\r' && end + 1 === this.#text.length && !last) {
        // May be half of a CRLF: the cell was taken, its end is looked at again.
        this.#at = end;
        this.#searched = end;
        this.#ended = true;
        return;
      }
      this.#at = end + (stop === '\r' && this.#text[end + 1] === '\n' ? 2 : 1);
      this.#searched = this.#at;
      if (stop === this.delimiter) {
        this.#afterDelimiter = true;
        if (this.#units > MAX_RECORD || this.#row.cells.length >= MAX_RECORD_FIELDS) yield this.#finish(true);
      } else yield this.#finish();
    }
    this.#text = '';
    this.#at = 0;
    this.#searched = 0;
  }

  /** Takes one cell. @returns the offset of its end, or undefined when more text is needed */
  #cell(last: boolean): number | undefined {
    if (this.#ended) {
      this.#ended = false;
      return this.#at;
    }
    if (this.#skipping) return this.#skip(last);
    if (this.#text[this.#at] === '"' && !this.#literal) return this.#quoted(last);
    const end = this.#endFrom(Math.max(this.#searched, this.#at), last);
    if (end === undefined) {
      if (this.#text.length - this.#at > MAX_FIELD) return this.#cutCell(this.#text.length, last);
      this.#searched = this.#text.length;
      return undefined;
    }
    if (end - this.#at > MAX_FIELD) return this.#cutCell(end, last);
    const cell = this.#text.slice(this.#at, end);
    this.#literal = false;
    if (cell.includes('"') && (cell.split('"').length - 1) % 2 === 1) this.#row.brokenQuote = true;
    this.#take(cell);
    return end;
  }

  #quoted(last: boolean): number | undefined {
    let from = Math.max(this.#searched, this.#at + 1);
    for (;;) {
      const quote = this.#text.indexOf('"', from);
      const tooLong = (quote < 0 ? this.#text.length : quote) - this.#at > MAX_FIELD;
      if (tooLong || (quote < 0 && last)) return this.#asLiteral(last);
      if (quote < 0 || (quote + 1 === this.#text.length && !last)) {
        this.#searched = quote < 0 ? this.#text.length : quote;
        return undefined;
      }
      const next = this.#text[quote + 1];
      if (next === '"') {
        from = quote + 2;
        this.#searched = from;
        continue;
      }
      const value = this.#text.slice(this.#at + 1, quote).replaceAll('""', '"');
      if (next === undefined || next === this.delimiter || next === '\r' || next === '\n') {
        this.#take(value);
        return quote + 1;
      }
      if (/[\r\n]/.test(value)) return this.#asLiteral(last);
      // `"abc"def`: a stray quote inside one line; the rest of the cell belongs to it.
      const end = this.#endFrom(quote + 1, last);
      if (end === undefined && this.#text.length - this.#at <= MAX_FIELD) {
        this.#searched = quote;
        return undefined;
      }
      if (end === undefined || end - this.#at > MAX_FIELD) return this.#asLiteral(last);
      this.#row.brokenQuote = true;
      this.#take(value + this.#text.slice(quote + 1, end));
      return end;
    }
  }

  #asLiteral(last: boolean): number | undefined {
    this.#row.brokenQuote = true;
    this.#literal = true;
    this.#searched = this.#at;
    return this.#cell(last);
  }

  /** Keeps the beginning of an oversized cell and passes over the rest. */
  #cutCell(end: number, last: boolean): number | undefined {
    this.#row.cut = true;
    this.#literal = false;
    this.#take(this.#text.slice(this.#at, this.#at + MAX_FIELD));
    this.#at += MAX_FIELD;
    this.#searched = end;
    this.#skipping = true;
    return this.#skip(last);
  }

  #skip(last: boolean): number | undefined {
    const end = this.#endFrom(this.#at, last);
    this.dropped(this.#text.slice(this.#at, end));
    if (end !== undefined) {
      this.#skipping = false;
      return end;
    }
    this.#at = this.#text.length;
    this.#searched = this.#at;
    return undefined;
  }

  #endFrom(from: number, last: boolean): number | undefined {
    this.#cellEnd.lastIndex = from;
    const match = this.#cellEnd.exec(this.#text);
    if (match) return match.index;
    return last ? this.#text.length : undefined;
  }

  #take(cell: string): void {
    this.#afterDelimiter = false;
    this.#row.cells.push(cell);
    this.#units += cell.length;
    this.#columns += 1;
  }

  #finish(goesOn = false): CsvRow {
    const row = this.#row;
    row.goesOn = goesOn;
    if (!goesOn) this.#columns = 0;
    this.#row = newRow(this.#columns);
    this.#units = 0;
    return row;
  }
}

function newRow(firstColumn: number): CsvRow {
  return { cells: [], firstColumn, goesOn: false, brokenQuote: false, cut: false };
}
