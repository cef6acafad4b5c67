import type { TextContext } from '../classify/finding.js';
import type { RecordField } from '../records/record.js';
import type { RecordTexts } from './record-detector.js';

/**
 * Records as they are handed to a thread: what is copied is one list of texts and a few names, not an object with two
 * or three parts for each field, which costs the giving thread nearly as much as the reading one needs to read it.
 */
export interface PackedRecords {
  /** Texts of all fields of all records, in order. */
  texts: readonly string[];
  /** How many of them each record has. */
  lengths: Uint32Array;
  /** Which of `contexts` leads to each text. */
  contextOf: Uint32Array;
  /** The names that lead to texts, each once. */
  contexts: readonly TextContext[];
}

export function packRecords(records: readonly RecordTexts[]): PackedRecords {
  const texts: string[] = [];
  for (const fields of records) for (const { text } of fields) texts.push(text);
  const contextOf = new Uint32Array(texts.length);
  const contexts = new Contexts();
  let at = 0;
  let before: RecordTexts = [];
  for (const fields of records) {
    for (let place = 0; place < fields.length; place++) {
      const field = fields[place]!;
      const above = before[place];
      // Records of one object have the same fields: mostly those of the record before.
      contextOf[at] =
        above !== undefined && above.name === field.name && above.path === field.path
          ? contextOf[at - before.length]!
          : contexts.numberOf(field);
      at++;
    }
    before = fields;
  }
  return { texts, lengths: Uint32Array.from(records, (fields) => fields.length), contextOf, contexts: contexts.list };
}

/** The records again, on the other side. */
export function* unpackRecords({ texts, lengths, contextOf, contexts }: PackedRecords): Generator<RecordTexts> {
  let at = 0;
  for (const length of lengths) {
    const fields: RecordField[] = [];
    for (let left = length; left > 0; left--, at++) {
      const { fieldName, path } = contexts[contextOf[at]!]!;
      fields.push({ name: fieldName, path: path ?? [], text: texts[at]! });
    }
    yield fields;
  }
}

/** Numbers contexts; of most records the path has no name or one, so that no key is made for it. */
class Contexts {
  readonly list: TextContext[] = [];
  readonly #flat = new Map<string | undefined, Map<string | undefined, number>>();
  readonly #deep = new Map<string, Map<string | undefined, number>>();

  numberOf({ name, path }: RecordField): number {
    const numbers =
      path.length > 1
        ? innerMap(this.#deep, JSON.stringify(path))
        : innerMap(this.#flat, path[0] as string | undefined);
    let number = numbers.get(name);
    if (number === undefined) {
      number = this.list.length;
      this.list.push(name === undefined ? { path } : { fieldName: name, path });
      numbers.set(name, number);
    }
    return number;
  }
}

function innerMap<Key, Inner, Value>(maps: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let inner = maps.get(key);
  if (!inner) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}
