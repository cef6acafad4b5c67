import type { InflateBudget } from '../archive/inflate-budget.js';
import { MAX_FIELD } from '../limits.js';
import { field, type Item, type Items, problem } from '../reading.js';
import type { DocumentWindow } from '../windows.js';
import type { NumberFormat } from './number-format.js';
import type { XmlReader } from './read-xml.js';
import { type SheetCell, SheetTable } from './sheet-table.js';
import { withoutEscapes } from './workbook.js';
import { attributeOf } from './xml-tokens.js';

/** Texts of a sheet outside its cells. */
const OTHER_TEXTS = /^(?:(?:odd|even|first)(?:Header|Footer)|formula[12]?)$/;
const OTHER_ATTRIBUTES = new Map<string, readonly string[]>(
  Object.entries({
    dataValidation: ['promptTitle', 'prompt', 'errorTitle', 'error'],
    hyperlink: ['display', 'tooltip', 'location'],
  }),
);
const MAX_COLUMNS = 16_384;

export interface SheetContext {
  shared: readonly string[];
  formats: readonly (NumberFormat | undefined)[];
  budget: InflateBudget;
  window: DocumentWindow;
}

/** One sheet of a workbook; rows as in SheetTable. Hidden rows, columns and sheets are read like the others. */
export class Sheet implements XmlReader {
  /** Set when the texts that cells refer to add up to more than any honest workbook holds. */
  exceeded = false;
  readonly #table: SheetTable;
  #items: Item[] = [];
  #row: SheetCell[] = [];
  #column = -1;
  #type = '';
  #format: NumberFormat | undefined;
  /** Element whose text is being read, and the texts of the cell. */
  #reading: 'value' | 'formula' | 'other' | undefined;
  #value = '';
  #formula = '';
  #other = '';
  #inPhonetic = false;

  constructor(
    readonly place: string,
    readonly context: SheetContext,
  ) {
    this.#table = new SheetTable(place);
  }

  open(name: string, tag: string): void {
    if (name === 'c') this.#openCell(tag);
    else if (name === 'v' || name === 't') this.#reading = 'value';
    else if (name === 'f') this.#reading = 'formula';
    else if (name === 'row') this.#endRow();
    else if (name === 'rPh') this.#inPhonetic = true;
    else if (OTHER_TEXTS.test(name)) this.#reading = 'other';
    for (const attribute of OTHER_ATTRIBUTES.get(name) ?? []) this.#tell(attributeOf(tag, attribute));
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#endRow();
    else if (name === 'rPh') this.#inPhonetic = false;
    else if (this.#reading === 'other' && OTHER_TEXTS.test(name)) {
      this.#tell(this.#other);
      this.#other = '';
    }
    if (name !== 'rPh') this.#reading = undefined;
  }

  text(text: string): void {
    if (this.#reading === undefined || this.#inPhonetic) return;
    if (this.#reading === 'value') this.#value = this.#held(this.#value, text);
    else if (this.#reading === 'formula') this.#formula = this.#held(this.#formula, text);
    else this.#other = this.#held(this.#other, text);
  }

  *take(): Items {
    yield* this.#items.splice(0);
  }

  *end(): Items {
    this.#closeCell();
    this.#endRow();
    this.#items.push(...this.#table.end());
    yield* this.take();
  }

  #openCell(tag: string): void {
    this.#closeCell();
    const reference = /^[A-Z]{1,3}/.exec(attributeOf(tag, 'r') ?? '')?.[0];
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#type = attributeOf(tag, 't') ?? 'n';
    this.#format = this.context.formats[Number(attributeOf(tag, 's') ?? 0)];
  }

  #closeCell(): void {
    const text = this.#shown();
    this.#value = '';
    this.#formula = '';
    if (text.trim() !== '' && !this.exceeded) this.#row.push({ column: Math.max(0, this.#column), text });
    if (this.#row.length > MAX_COLUMNS) this.#endRow();
  }

  /** The text that the cell shows; of a formula without a result, the formula. */
  #shown(): string {
    const value = this.#value;
    if (value === '') return this.#formula === '' ? '' : `=${this.#formula}`;
    if (this.#type === 's') {
      const text = this.context.shared[Number(value)] ?? '';
      // A reference is short and its text may be long.
      this.exceeded ||= !this.context.budget.take(text.length);
      return text;
    }
    if (this.#type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
    if (this.#type !== 'n') return withoutEscapes(value);
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    // 9.012345678E9 is a telephone number.
    const plain = /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value.trim();
    return this.#format?.(number, plain) ?? plain;
  }

  #endRow(): void {
    this.#items.push(...this.#table.add(this.#row));
    this.#row = [];
    this.#column = -1;
  }

  #held(before: string, text: string): string {
    if (before.length + text.length <= MAX_FIELD) return before + text;
    if (before.length < MAX_FIELD) this.#items.push(problem('records/line-too-long', this.place));
    return (before + text).slice(0, MAX_FIELD);
  }

  #tell(text: string | undefined): void {
    if (text) this.#items.push(...this.context.window.add(field(undefined, withoutEscapes(text))));
  }
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return Math.min(column, MAX_COLUMNS) - 1;
}
