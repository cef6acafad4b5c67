import { MAX_RECORD, MAX_RECORD_FIELDS, MAX_TEXT_FIELD } from './limits.js';
import { record } from './reading.js';
import type { RecordField, SourceRecord } from './record.js';

/**
 * Fields of what is one record by nature — a text, a mail, a transcript: one record `document`, or `part 1`, `part 2`,
 * … when they are more than a record may hold.
 */
export class DocumentWindow {
  #fields: RecordField[] = [];
  #units = 0;
  #parts = 0;
  /** Fields added so far. */
  added = 0;

  /** @returns the window that `added` no longer fits into, if any */
  add(added: RecordField): SourceRecord[] {
    const full = this.#units + added.text.length > MAX_RECORD || this.#fields.length >= MAX_RECORD_FIELDS;
    const parts = full && this.#fields.length > 0 ? [this.#part()] : [];
    this.#fields.push(added);
    this.added += 1;
    this.#units += added.text.length;
    return parts;
  }

  /** @returns what is left, if anything */
  end(): SourceRecord[] {
    if (this.#fields.length === 0) return [];
    return [this.#parts === 0 ? record('document', this.#fields) : this.#part()];
  }

  #part(): SourceRecord {
    this.#parts += 1;
    const part = record(`part ${this.#parts}`, this.#fields);
    this.#fields = [];
    this.#units = 0;
    return part;
  }
}

/** Joins neighbouring lines, so that what runs over a line end stays together, into texts of at most `MAX_TEXT_FIELD`. */
export class TextGrouper {
  #lines: string[] = [];
  #units = 0;

  *add(line: string): Generator<string, void, undefined> {
    if (this.#units + line.length + 1 > MAX_TEXT_FIELD) yield* this.end();
    let rest = line;
    while (rest.length > MAX_TEXT_FIELD) {
      const at = breakAt(rest, MAX_TEXT_FIELD);
      yield rest.slice(0, at);
      rest = rest.slice(at);
    }
    this.#lines.push(rest);
    this.#units += rest.length + 1;
  }

  *end(): Generator<string, void, undefined> {
    const text = this.#lines.join('\n');
    this.#lines = [];
    this.#units = 0;
    if (text.trim() !== '') yield text;
  }
}

/** Where a long line may be cut without cutting a name or number: after a sentence, a comma or a space near `limit`. */
function breakAt(text: string, limit: number): number {
  const near = text.slice(limit - 1024, limit);
  for (const ends of [/[。．！？!?](?!.*[。．！？!?])/su, /[、，,;\s](?!.*[、，,;\s])/su]) {
    const match = ends.exec(near);
    if (match) return limit - 1024 + match.index + 1;
  }
  const before = text.charCodeAt(limit - 1);
  return before >= 0xd800 && before <= 0xdbff ? limit - 1 : limit;
}
