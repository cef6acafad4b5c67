import type { JsonHandler } from './json-handler.js';
import { hasLabelWord, isIdentifier, looksLikeValue } from './labels.js';
import { field } from './reading.js';
import type { RecordField } from './record.js';

/** An element of a list of records. `path` names the members that lead to the list, joined by `/`; '' at top level. */
export interface ElementPlace {
  path: string;
  /** 1, 2, 3, … */
  index: number;
}

export type JsonEvent =
  | { type: 'top'; line: number; isArray: boolean }
  | { type: 'field'; field: RecordField; place: ElementPlace | undefined; cut: boolean }
  | { type: 'element-end'; place: ElementPlace }
  | { type: 'top-end' };

interface Frame {
  kind: 'object' | 'array';
  /** Names that lead to the members of this object or the elements of this array. */
  path: readonly string[];
  /** Name of the array, which its elements share; in an object the key last read. */
  name: string | undefined;
  /** Set in an array whose elements are records. */
  list: string | undefined;
  elements: number;
  place: ElementPlace | undefined;
}

/** Distinct keys remembered; of more, each is taken for data. */
const MAX_KEYS = 1000;

/**
 * Turns tokens into named fields, and tells where elements of a list of records end.
 *
 * Strings and numbers are fields; `true`, `false` and `null` say nothing. A key that is not built like a name
 * (`{"090…": …}`) is a field too, the first time it is seen.
 *
 * @param isList - whether the elements of the array under this path (without the array's own index) are records
 */
export class JsonFields implements JsonHandler {
  #events: JsonEvent[] = [];
  #frames: Frame[] = [];
  #line = 0;
  #keys = new Set<string>();

  constructor(
    readonly isList: (path: readonly string[]) => boolean,
    readonly dropped: (text: string) => void,
  ) {}

  /** What happened since the last call. */
  take(): JsonEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  topLevel(line: number): void {
    this.#line = line;
  }

  start(kind: 'object' | 'array'): void {
    const parent = this.#frames.at(-1);
    if (!parent) this.#events.push({ type: 'top', line: this.#line, isArray: kind === 'array' });
    const place = this.#placeOfNext(parent, kind === 'object');
    const name = parent?.name;
    const path = parent && kind === 'object' && name !== undefined ? [...parent.path, name] : (parent?.path ?? []);
    let list: string | undefined;
    if (kind === 'array' && !place && parent?.kind !== 'array') {
      const own = name === undefined ? path : [...path, name];
      if (this.isList(own)) list = own.join('/');
    }
    this.#frames.push({ kind, path, name: kind === 'array' ? name : undefined, list, elements: 0, place });
  }

  end(): void {
    const ended = this.#frames.pop();
    const parent = this.#frames.at(-1);
    if (ended?.place && ended.place !== parent?.place) this.#events.push({ type: 'element-end', place: ended.place });
    if (!parent) this.#events.push({ type: 'top-end' });
  }

  key(name: string): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    frame.name = name;
    if (this.#keys.has(name)) return;
    const usual = (isIdentifier(name) || hasLabelWord(name)) && !looksLikeValue(name);
    if (!usual && name.trim() !== '') this.#push(undefined, name, frame.path, frame.place, false);
    if (this.#keys.size < MAX_KEYS) this.#keys.add(name);
  }

  string(text: string, cut: boolean): void {
    if (text !== '') this.#scalar(text, cut);
    else this.#scalar(undefined, false);
  }

  number(source: string): void {
    this.#scalar(source, false);
  }

  word(): void {
    this.#scalar(undefined, false);
  }

  #scalar(text: string | undefined, cut: boolean): void {
    const parent = this.#frames.at(-1);
    if (!parent) this.#events.push({ type: 'top', line: this.#line, isArray: false });
    const place = this.#placeOfNext(parent, false);
    if (text !== undefined) this.#push(parent?.name, text, parent?.path ?? [], place, cut);
    if (place && place !== parent?.place) this.#events.push({ type: 'element-end', place });
    if (!parent) this.#events.push({ type: 'top-end' });
  }

  #push(
    name: string | undefined,
    text: string,
    path: readonly string[],
    place: ElementPlace | undefined,
    cut: boolean,
  ): void {
    this.#events.push({ type: 'field', field: field(name, text, path), place, cut });
  }

  /** The element that a value below `parent` belongs to or is. Scalars are elements of a top-level array only. */
  #placeOfNext(parent: Frame | undefined, isObject: boolean): ElementPlace | undefined {
    if (parent?.list === undefined) return parent?.place;
    if (!isObject && parent.list !== '') return undefined;
    parent.elements += 1;
    return { path: parent.list, index: parent.elements };
  }
}
