import { MAX_FIELD, MAX_SHARED_STRINGS } from '../limits.js';
import { field, type Item, type Items, problem } from '../reading.js';
import type { DocumentWindow } from '../windows.js';
import { type NumberFormat, numberFormat } from './number-format.js';
import type { XmlReader } from './read-xml.js';
import { attributeOf, type XmlHandler } from './xml-tokens.js';

/** `_x000D_` and the like, as Office writes characters that XML cannot hold. */
export function withoutEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** What `xl/workbook.xml` says: the sheets in their order, hidden ones among them, and where days are counted from. */
export class WorkbookPart implements XmlReader {
  readonly sheets: { name: string; relation: string }[] = [];
  from1904 = false;
  #items: Item[] = [];
  #definition: string | undefined;

  constructor(readonly window: DocumentWindow) {}

  open(name: string, tag: string): void {
    if (name === 'workbookPr') this.from1904 = /^(?:1|true)$/.test(attributeOf(tag, 'date1904') ?? '');
    else if (name === 'definedName') {
      this.#add('name', attributeOf(tag, 'name'));
      this.#definition = '';
    } else if (name === 'sheet') {
      const sheet = attributeOf(tag, 'name') ?? '';
      this.sheets.push({ name: sheet, relation: attributeOf(tag, 'r:id') ?? attributeOf(tag, 'id') ?? '' });
      this.#add('sheet', sheet);
    }
  }

  close(name: string): void {
    if (name !== 'definedName') return;
    this.#add('name', this.#definition);
    this.#definition = undefined;
  }

  text(text: string): void {
    if (this.#definition !== undefined && this.#definition.length < MAX_FIELD) this.#definition += text;
  }

  *take(): Items {
    yield* this.#items.splice(0);
  }

  #add(name: string, text: string | undefined): void {
    if (text) this.#items.push(...this.window.add(field(name, text)));
  }
}

/** Where the relations of the workbook lead: part names by their ids. */
export class Relations implements XmlReader {
  readonly targets = new Map<string, string>();

  open(name: string, tag: string): void {
    if (name !== 'Relationship') return;
    const target = attributeOf(tag, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    this.targets.set(attributeOf(tag, 'Id') ?? '', path);
  }

  close(): void {}
  text(): void {}
  *take(): Items {}
}

/** Number formats by the index that cells refer to. */
export class Styles implements XmlReader {
  readonly #codes = new Map<number, string>();
  readonly #ids: number[] = [];
  #inCells = false;

  open(name: string, tag: string): void {
    if (name === 'numFmt') this.#codes.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
    else if (name === 'cellXfs') this.#inCells = true;
    else if (name === 'xf' && this.#inCells) this.#ids.push(Number(attributeOf(tag, 'numFmtId')));
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#inCells = false;
  }

  text(): void {}
  *take(): Items {}

  formats(from1904: boolean): (NumberFormat | undefined)[] {
    return this.#ids.map((id) => numberFormat(id, this.#codes.get(id), from1904));
  }
}

/**
 * The texts that cells refer to by number. Beyond `MAX_SHARED_STRINGS` they are handed on by themselves and the rows
 * lack them, which is a problem.
 */
export class SharedStrings implements XmlReader, XmlHandler {
  readonly texts: string[] = [];
  #units = 0;
  #items: Item[] = [];
  #text = '';
  #depth = 0;
  /** Readings in kana beside the text repeat it. */
  #inPhonetic = 0;

  constructor(readonly window: DocumentWindow) {}

  open(name: string): void {
    if (name === 't') this.#depth += 1;
    else if (name === 'rPh') this.#inPhonetic += 1;
  }

  close(name: string): void {
    if (name === 't') this.#depth = Math.max(0, this.#depth - 1);
    else if (name === 'rPh') this.#inPhonetic = Math.max(0, this.#inPhonetic - 1);
    else if (name === 'si') this.#end();
  }

  text(text: string): void {
    if (this.#depth === 0 || this.#inPhonetic > 0) return;
    const before = this.#text.length;
    this.#text = (this.#text + text).slice(0, MAX_FIELD);
    if (before < MAX_FIELD && before + text.length > MAX_FIELD)
      this.#items.push(problem('records/line-too-long', 'shared strings'));
  }

  *take(): Items {
    yield* this.#items.splice(0);
  }

  #end(): void {
    const text = withoutEscapes(this.#text);
    this.#text = '';
    const before = this.#units;
    // Each costs some memory even when it is empty.
    this.#units += text.length + 16;
    if (this.#units <= MAX_SHARED_STRINGS) {
      this.texts.push(text);
      return;
    }
    if (before <= MAX_SHARED_STRINGS) this.#items.push(problem('records/too-large', 'shared strings'));
    if (text !== '') this.#items.push(...this.window.add(field(undefined, text)));
  }
}
