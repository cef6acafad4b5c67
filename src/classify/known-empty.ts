import type { FieldNames } from './field-names.js';

/** Longest text worth remembering: values of columns such as 区分, 結果, 方法 repeat in every row. */
const LONGEST = 24;
const KEPT_PER_FIELD = 512;

/**
 * Short texts in which nothing was seen, by field. Only such texts are kept, so no personal value stays here; that a
 * text is looked at once instead of in every row changes no result.
 */
export class KnownEmpty {
  has(text: string, { empty }: FieldNames): boolean {
    return text.length <= LONGEST && empty !== undefined && empty.by === this && empty.texts.has(text);
  }

  add(text: string, fields: FieldNames): void {
    if (text.length > LONGEST) return;
    if (fields.empty?.by !== this) fields.empty = { by: this, texts: new Set() };
    const { texts } = fields.empty;
    if (texts.size >= KEPT_PER_FIELD) texts.clear();
    texts.add(text);
  }
}
