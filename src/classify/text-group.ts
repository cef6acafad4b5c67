import type { FieldNames } from './field-names.js';

/** Units and texts that are looked at together: enough for each rule to work at full speed, little enough to stay near. */
const MOST_UNITS = 1 << 15;
const MOST_TEXTS = 1024;

/** What the findings in a text depend on. */
interface Text {
  original: string;
  fields: FieldNames;
  beside: readonly string[];
}

/** Texts to be looked at together, each once: who answered calls, or when, is the same in row after row. */
export class TextGroup<T extends Text> {
  /** Each text, and its places in the list they are from. */
  readonly texts: { one: T; at: number[] }[] = [];
  /** Places of each text, by field. */
  readonly #known = new Map<FieldNames, Map<string, number[]>>();
  #units = 0;

  /** @returns whether the group is full */
  add(one: T, at: number): boolean {
    const { original, fields, beside } = one;
    const known = beside.length === 0 ? this.#knownIn(fields) : undefined;
    const same = known?.get(original);
    if (same) {
      same.push(at);
      return false;
    }
    const places = [at];
    known?.set(original, places);
    this.texts.push({ one, at: places });
    this.#units += original.length;
    return this.#units >= MOST_UNITS || this.texts.length === MOST_TEXTS;
  }

  clear(): void {
    this.texts.length = 0;
    this.#known.clear();
    this.#units = 0;
  }

  #knownIn(fields: FieldNames): Map<string, number[]> {
    let known = this.#known.get(fields);
    if (!known) {
      known = new Map();
      this.#known.set(fields, known);
    }
    return known;
  }
}
