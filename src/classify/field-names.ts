import { foldedWord } from '../text/fold.js';
import type { TextContext } from './finding.js';

/** No word of a list can be empty. */
const NOTHING = '';

/** As words of a list are: ﾊﾟｽﾎﾟｰﾄ is パスポート, which folding one unit to one cannot say. */
function plain(name: string): string {
  return foldedWord(name.normalize('NFKC')).toLowerCase();
}

/** The names that lead to a text, folded and in lower case. Few per object and repeated in every record, so kept. */
export class FieldNames {
  /** Name of the field itself; '' where there is none. */
  readonly field: string;
  /** Names of the enclosing fields and of the field, joined with `/`. */
  readonly names: string;
  /** What a `KnownEmpty` keeps here: asked for every text, so it is found without a look-up. */
  empty: { by: object; texts: Set<string> } | undefined;
  readonly #matches = new Map<RegExp, boolean>();
  readonly #words = new Map<readonly string[], string>();

  constructor(field: string, path: string) {
    this.field = plain(field);
    this.names = path === '' ? this.field : `${plain(path)}/${this.field}`;
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
    let said = this.#words.get(words);
    if (said === undefined) {
      said = words.find((word) => this.names.includes(word.toLowerCase())) ?? NOTHING;
      this.#words.set(words, said);
    }
    return said === NOTHING ? undefined : said;
  }
}

const KEPT = 2048;
/** By path, joined with `/`, then by the field's name. */
const kept = new Map<string, Map<string, FieldNames>>();
let keptNames = 0;
const NO_NAMES = new FieldNames('', '');

export function fieldNamesOf(context: TextContext | undefined): FieldNames {
  if (!context) return NO_NAMES;
  const { path, fieldName = '' } = context;
  if (context.fieldName === undefined && !path?.length) return NO_NAMES;
  const above = path === undefined || path.length === 0 ? '' : path.length === 1 ? path[0]! : path.join('/');
  let byName = kept.get(above);
  if (!byName) {
    byName = new Map();
    kept.set(above, byName);
  }
  let names = byName.get(fieldName);
  if (!names) {
    names = new FieldNames(fieldName, above);
    if (keptNames >= KEPT) {
      kept.clear();
      byName = new Map();
      kept.set(above, byName);
      keptNames = 0;
    }
    byName.set(fieldName, names);
    keptNames++;
  }
  return names;
}
