import { type Dictionary, type Kuromoji, kuromojiOf, readDictionary } from './dictionary.js';
import { Features } from './features.js';
import { Lattice } from './lattice.js';
import { WordKinds } from './word-kinds.js';

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

const MAX_WINDOW = 1024;
/** Entries whose features are kept unpacked: the words that texts are made of are far fewer. */
const KEPT_ENTRIES = 16_384;

let dictionary: Promise<Dictionary> | undefined;
let tokenize: Promise<Tokenize> | undefined;
let wordKinds: Promise<WordKinds> | undefined;

/** The dictionary of this process, unpacked on first use. */
export function sharedDictionary(): Promise<Dictionary> {
  dictionary ??= readDictionary();
  return dictionary;
}

/** Takes over the dictionary of another thread. To be called before the first use of the tokenizer. */
export function useDictionary(shared: Dictionary): void {
  dictionary = Promise.resolve(shared);
}

/** kuromoji itself, to compare with and to list its dictionary: 100 MB that are the caller's alone, in under a second. */
export async function loadKuromoji(): Promise<Kuromoji> {
  return kuromojiOf(await sharedDictionary());
}

/**
 * The tokenizer with the dictionary that comes with kuromoji; it gives the words that kuromoji gives. The function is
 * synchronous and pure. Texts are windows of at most 1024 units.
 */
export function loadTokenizer(): Promise<Tokenize> {
  tokenize ??= sharedDictionary().then(tokenizerOf);
  return tokenize;
}

/** What single words of the dictionary are, without reading what stands around them. */
export function loadWordKinds(): Promise<WordKinds> {
  wordKinds ??= sharedDictionary().then((tables) => new WordKinds(tables));
  return wordKinds;
}

function tokenizerOf(tables: Dictionary): Tokenize {
  const lattice = new Lattice(tables);
  const known = wordsOf(new Features(tables.tid, tables.tid_pos), true);
  const unknown = wordsOf(new Features(tables.unk, tables.unk_pos), false);
  return (text) => {
    if (text.length > MAX_WINDOW) throw new RangeError(`window of ${text.length} units is longer than ${MAX_WINDOW}`);
    const tokens: Token[] = [];
    let at = 0;
    lattice.read(text, (entry, isKnown, surface) => {
      const { pos, detail, reading } = isKnown ? known(entry) : unknown(entry);
      // Behind a group beyond the BMP the words that kuromoji passes over are passed over here too.
      const start = text.indexOf(surface, at);
      at = start + surface.length;
      tokens.push({ surface, start, end: at, pos, detail, reading });
    });
    return tokens;
  };
}

type Word = Pick<Token, 'pos' | 'detail' | 'reading'>;

/** What the features of each entry say, kept for the entries that come up. */
function wordsOf(features: Features, known: boolean): (entry: number) => Word {
  const kept = new Map<number, Word>();
  return (entry) => {
    let word = kept.get(entry);
    if (!word) {
      const [, pos = '', ...rest] = features.of(entry);
      const detail = rest
        .slice(0, 3)
        .filter((part) => part !== '*')
        .join('/');
      word = { pos, detail, reading: known ? rest[6] : undefined };
      if (kept.size >= KEPT_ENTRIES) kept.clear();
      kept.set(entry, word);
    }
    return word;
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
