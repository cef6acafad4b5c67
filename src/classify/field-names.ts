import { foldedWord } from '../text/fold.js';
import type { TextContext } from './finding.js';

/** The names that lead to a text, folded and in lower case. Few per object and repeated in every record, so kept. */
export class FieldNames {
  /** Name of the field itself; '' where there is none. */
  readonly field: string;
  /** Names of the enclosing fields and of the field, joined with `/`. */
  readonly names: string;
  readonly #matches = new Map<RegExp, boolean>();
  readonly #words = new Map<readonly string[], string | undefined>();

  constructor(field: string, path: string) {
    this.field = foldedWord(field).toLowerCase();
    this.names = path === '' ? this.field : `${foldedWord(path).toLowerCase()}/${this.field}`;
  }

  /** Whether the names match a pattern; each pattern is tried once. Patterns must not be sticky or global. */
  matches(pattern: RegExp): boolean {
    let known = this.#matches.get(pattern);
    if (known === undefined) {
      known = this.names !== '' && pattern.test(this.names);
      this.#matches.set(pattern, known);
    }
    return known;
  }

  /** The first of `words` that the names contain. */
  says(words: readonly string[]): string | undefined {
    if (this.names === '') return undefined;
    if (!this.#words.has(words))
      this.#words.set(
        words,
        words.find((word) => this.names.includes(word.toLowerCase())),
      );
    return this.#words.get(words);
  }
}

const KEPT = 2048;
const kept = new Map<string, FieldNames>();
const NO_NAMES = new FieldNames('', '');

export function fieldNamesOf(context: TextContext | undefined): FieldNames {
  if (!context || (context.fieldName === undefined && !context.path?.length)) return NO_NAMES;
  const path = context.path?.join('/') ?? '';
  const key = `${path}\0${context.fieldName ?? ''}`;
  let names = kept.get(key);
  if (!names) {
    names = new FieldNames(context.fieldName ?? '', path);
    if (kept.size >= KEPT) kept.clear();
    kept.set(key, names);
  }
  return names;
}
