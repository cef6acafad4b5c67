import type { FieldNames } from './field-names.js';

/** Longest text worth remembering: values of columns such as 区分, 結果, 方法 repeat in every row. */
const LONGEST = 24;
const KEPT_PER_FIELD = 512;

/**
 * Short texts in which nothing was seen, by field. Only such texts are kept, so no personal value stays here; that a
 * text is looked at once instead of in every row changes no result.
 */
export class KnownEmpty {
  readonly #texts = new WeakMap<FieldNames, Set<string>>();

  has(text: string, fields: FieldNames): boolean {
    return text.length <= LONGEST && (this.#texts.get(fields)?.has(text) ?? false);
  }

  add(text: string, fields: FieldNames): void {
    if (text.length > LONGEST) return;
    const known = this.#texts.get(fields) ?? new Set<string>();
    this.#texts.set(fields, known);
    if (known.size >= KEPT_PER_FIELD) known.clear();
    known.add(text);
  }
}
