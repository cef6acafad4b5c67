import { MAX_FIELD } from '../limits.js';
import { field, type Item, type Items } from '../reading.js';
import type { DocumentWindow } from '../windows.js';
import { TextGrouper } from '../windows.js';
import type { XmlReader } from './read-xml.js';
import { attributeOf } from './xml-tokens.js';

/** Elements that hold text, in WordprocessingML, DrawingML (slides, diagrams, charts) and comments of all three. */
const TEXTS = new Set(['t', 'delText', 'instrText', 'delInstrText', 'v', 'text', 'author', 'definedName']);
/** Elements whose end is a line end. */
const LINES = new Set(['p', 'tr', 'si', 'pt', 'cm', 'comment', 'threadedComment', 'cell', 'definedName']);
/** Elements whose text was deleted by someone and is still there. */
const DELETED = new Set(['del', 'moveFrom']);
/** Attributes that people wrote or read, by element. */
const ATTRIBUTES = new Map<string, readonly string[]>(
  Object.entries({
    docPr: ['descr', 'title'],
    cNvPr: ['descr', 'title'],
    alias: ['val'],
    listEntry: ['val'],
    listItem: ['displayText'],
    default: ['val'],
    statusText: ['val'],
    helpText: ['val'],
    docVar: ['name', 'val'],
    connectString: ['val'],
    query: ['val'],
    person: ['displayName'],
    cmAuthor: ['name'],
    author: ['name'],
    ins: ['author'],
    del: ['author'],
    comment: ['author'],
    // Values kept for a pivot table, which outlive the sheet they were taken from.
    s: ['v'],
    d: ['v'],
    n: ['v'],
    cacheField: ['name'],
  }),
);
const MAX_KNOWN = 1000;

/**
 * Running text of one part of an Office document: paragraphs are lines, a row of a table is one line with a tab behind
 * each cell. Deleted text is a field of its own, so that it does not run into what replaced it.
 */
export class PartText implements XmlReader {
  readonly #body = new Column();
  readonly #deleted = new Column();
  /** Short texts from attributes, each told once. */
  readonly #known = new Set<string>();
  #items: Item[] = [];
  #inText = 0;
  #inDeleted = 0;
  #inCell = 0;

  constructor(
    readonly window: DocumentWindow,
    /** What the part is: `comment`, `header`, …; undefined for the body. */
    readonly name: string | undefined,
  ) {}

  open(name: string, tag: string): void {
    for (const attribute of ATTRIBUTES.get(name) ?? []) this.#attribute(attribute, attributeOf(tag, attribute));
    if (TEXTS.has(name)) this.#inText += 1;
    else if (DELETED.has(name)) this.#inDeleted += 1;
    else if (name === 'tc') this.#inCell += 1;
    else if (name === 'tab') this.#write('\t');
    else if (name === 'br' || name === 'cr') this.#lineEnd();
  }

  close(name: string): void {
    if (TEXTS.has(name)) this.#inText = Math.max(0, this.#inText - 1);
    else if (DELETED.has(name)) this.#inDeleted = Math.max(0, this.#inDeleted - 1);
    else if (name === 'tc') {
      this.#inCell = Math.max(0, this.#inCell - 1);
      this.#body.line = `${this.#body.line.trimEnd()}\t`;
    }
    if (name === 'author') this.#attribute(name, this.#body.takeLine());
    else if (name === 'p' && this.#inCell > 0) this.#write(' ');
    else if (LINES.has(name)) this.#lineEnd();
  }

  text(text: string): void {
    if (this.#inText > 0) this.#write(text);
  }

  *take(): Items {
    yield* this.#items.splice(0);
  }

  /** What is left, once the part has ended. */
  *end(): Items {
    this.#lineEnd();
    this.#add(this.name, this.#body.end());
    this.#add('deleted', this.#deleted.end());
    yield* this.take();
  }

  #write(text: string): void {
    const column = this.#inDeleted > 0 ? this.#deleted : this.#body;
    column.line += text;
    while (column.line.length > MAX_FIELD) {
      const rest = column.line.slice(MAX_FIELD);
      column.line = column.line.slice(0, MAX_FIELD);
      this.#lineEnd();
      column.line = rest;
    }
  }

  #lineEnd(): void {
    this.#add(this.name, this.#body.lineEnd());
    this.#add('deleted', this.#deleted.lineEnd());
  }

  #attribute(name: string, text: string | undefined): void {
    if (!text || this.#known.has(text) || text.trim() === '') return;
    if (this.#known.size < MAX_KNOWN) this.#known.add(text);
    this.#add(name === 'author' ? name : this.name, [text]);
  }

  #add(name: string | undefined, texts: Iterable<string>): void {
    for (const text of texts) this.#items.push(...this.window.add(field(name, text)));
  }
}

/** The line being written and the lines before it. */
class Column {
  line = '';
  readonly #lines = new TextGrouper();

  takeLine(): string {
    const line = this.line.trim();
    this.line = '';
    return line;
  }

  *lineEnd(): Generator<string, void, undefined> {
    const line = this.takeLine();
    if (line !== '') yield* this.#lines.add(line);
  }

  *end(): Generator<string, void, undefined> {
    yield* this.#lines.end();
  }
}
