import { type Dictionary, type Kuromoji, kuromojiOf, readDictionary } from './dictionary.js';

/** One word as kuromoji's IPADIC sees it. */
export interface Token {
  surface: string;
  /** UTF-16 offset in the text given. */
  start: number;
  end: number;
  /** 品詞: 名詞, 助詞, 動詞 … */
  pos: string;
  /** 品詞細分類, up to three, joined with `/`: `固有名詞/人名/姓`. */
  detail: string;
  /** Reading in katakana; undefined for words the dictionary does not know. */
  reading: string | undefined;
}

export type Tokenize = (text: string) => readonly Token[];

/** Windows are short and repeat (greetings, sign-offs), so a small cache saves most of the work. */
const CACHED_WINDOWS = 4096;
const MAX_WINDOW = 1024;

let dictionary: Promise<Dictionary> | undefined;
let kuromoji: Promise<Kuromoji> | undefined;
let tokenize: Promise<Tokenize> | undefined;

/** The dictionary of this process, unpacked on first use. */
export function sharedDictionary(): Promise<Dictionary> {
  dictionary ??= readDictionary();
  return dictionary;
}

/** Takes over the dictionary of another thread. To be called before the first use of the tokenizer. */
export function useDictionary(shared: Dictionary): void {
  dictionary = Promise.resolve(shared);
}

/** kuromoji itself, without our cache; loaded once per thread on first use, under a second. */
export function loadKuromoji(): Promise<Kuromoji> {
  kuromoji ??= sharedDictionary().then(kuromojiOf);
  return kuromoji;
}

/**
 * The tokenizer with the dictionary that comes with kuromoji. The function it gives is synchronous and pure. Texts are
 * windows of at most 1024 units.
 */
export function loadTokenizer(): Promise<Tokenize> {
  tokenize ??= loadKuromoji().then(cached);
  return tokenize;
}

function cached(tokenizer: Kuromoji): Tokenize {
  const cache = new Map<string, readonly Token[]>();
  return (text) => {
    if (text.length > MAX_WINDOW) throw new RangeError(`window of ${text.length} units is longer than ${MAX_WINDOW}`);
    const known = cache.get(text);
    if (known) return known;
    const tokens: Token[] = [];
    let at = 0;
    for (const token of tokenizer.tokenizeForSentence(text)) {
      const start = text.indexOf(token.surface_form, at);
      at = start + token.surface_form.length;
      tokens.push({
        surface: token.surface_form,
        start,
        end: at,
        pos: token.pos,
        detail: [token.pos_detail_1, token.pos_detail_2, token.pos_detail_3].filter((part) => part !== '*').join('/'),
        reading: token.reading,
      });
    }
    if (cache.size >= CACHED_WINDOWS) cache.clear();
    cache.set(text, tokens);
    return tokens;
  };
}

/** One line of the tokenizer's dictionary. */
export interface DictionaryEntry {
  surface: string;
  /** 品詞 and its subdivisions, joined with `/`. */
  pos: string;
  /** Katakana. */
  reading: string;
  /** Word cost: the lower, the more frequent. */
  cost: number;
}

/** Costs stand 4 bytes into an entry of kuromoji's token table (left id, right id, cost; 2 bytes each). */
const COST_OFFSET = 4;

/** The whole dictionary, for the programs that make the lexicons from it; not needed to detect. */
export async function* dictionaryEntries(): AsyncGenerator<DictionaryEntry> {
  const { token_info_dictionary: table } = await loadKuromoji();
  for (const ids of Object.values(table.target_map)) {
    for (const id of ids) {
      const [surface = '', p0, p1, p2, p3, , , , reading = ''] = table.getFeatures(id).split(',');
      const pos = [p0, p1, p2, p3].filter((part) => part !== '*').join('/');
      yield { surface, pos, reading, cost: table.dictionary.getShort(id + COST_OFFSET) };
    }
  }
}
