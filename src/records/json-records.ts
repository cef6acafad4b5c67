import type { ElementPlace, JsonEvent } from './json-fields.js';
import { MAX_RECORD, MAX_RECORD_FIELDS } from './limits.js';
import { type Items, problem, record } from './reading.js';
import type { RecordField } from './record.js';
import { DocumentWindow } from './windows.js';

/** How the value being read becomes records; `undecided` while it could still be one record or a list. */
type Form =
  | { kind: 'undecided' }
  | { kind: 'document' }
  | { kind: 'list'; path: string }
  | { kind: 'line'; line: number };

/**
 * Groups fields into records.
 *
 * - Elements of a top-level array are `item N`.
 * - A top-level object with exactly one array of objects is a list in a wrapper: its elements are `item N`, the other
 *   members together `document`. Any other object is one `document`. This shows only at its end, so fields are held,
 *   up to the size of a record; beyond that what was seen so far decides.
 * - Further values after the first (concatenated JSON) are `line N`, where they begin.
 */
export class JsonRecords {
  #form: Form = { kind: 'undecided' };
  #values = 0;
  #held: JsonEvent[] = [];
  #heldUnits = 0;
  #lists = new Set<string>();
  #window = new DocumentWindow();
  #fields: RecordField[] = [];
  #units = 0;
  /** Element or line whose fields are in `#fields`. */
  #locator: string | undefined;

  *take(events: Iterable<JsonEvent>): Items {
    for (const event of events) {
      if (event.type === 'top') this.#begin(event.line, event.isArray);
      else if (event.type === 'top-end') yield* this.finish();
      else if (this.#form.kind === 'undecided') yield* this.#hold(event);
      else yield* this.#place(event);
    }
  }

  /** Hands on what there is of an unfinished value. */
  *finish(): Items {
    if (this.#form.kind === 'undecided') yield* this.#decide();
    yield* this.#flush();
    yield* this.#window.end();
    this.#window = new DocumentWindow();
    this.#form = { kind: 'undecided' };
  }

  #begin(line: number, isArray: boolean): void {
    this.#values += 1;
    if (this.#values > 1) this.#form = { kind: 'line', line };
    else if (isArray) this.#form = { kind: 'list', path: '' };
  }

  *#hold(event: JsonEvent): Items {
    this.#held.push(event);
    if (event.type === 'element-end') this.#lists.add(event.place.path);
    if (event.type === 'field') this.#heldUnits += event.field.text.length;
    if (this.#heldUnits > MAX_RECORD || this.#held.length > MAX_RECORD_FIELDS) yield* this.#decide();
  }

  *#decide(): Items {
    const [path] = this.#lists;
    this.#form = path !== undefined && this.#lists.size === 1 ? { kind: 'list', path } : { kind: 'document' };
    const held = this.#held;
    this.#held = [];
    this.#heldUnits = 0;
    this.#lists.clear();
    for (const event of held) yield* this.#place(event);
  }

  *#place(event: JsonEvent): Items {
    if (event.type === 'element-end') {
      if (this.#isElement(event.place)) yield* this.#flush(`item ${event.place.index}`);
      return;
    }
    if (event.type !== 'field') return;
    let locator = 'document';
    if (this.#form.kind === 'line') locator = `line ${this.#form.line}`;
    else if (event.place && this.#isElement(event.place)) locator = `item ${event.place.index}`;
    if (locator === 'document') {
      yield* this.#window.add(event.field);
    } else {
      const full = this.#units + event.field.text.length > MAX_RECORD || this.#fields.length >= MAX_RECORD_FIELDS;
      if (this.#locator !== locator || full) yield* this.#flush();
      this.#locator = locator;
      this.#fields.push(event.field);
      this.#units += event.field.text.length;
    }
    if (event.cut) yield problem('records/line-too-long', locator);
  }

  #isElement(place: ElementPlace): boolean {
    return this.#form.kind === 'list' && this.#form.path === place.path;
  }

  /** @param ended - locator of an element that is a record even when it has no fields */
  *#flush(ended?: string): Items {
    const locator = this.#locator ?? ended;
    if (locator !== undefined) yield record(locator, this.#fields);
    this.#fields = [];
    this.#units = 0;
    this.#locator = undefined;
  }
}
