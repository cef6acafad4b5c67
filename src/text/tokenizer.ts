import { getTokenizer } from 'kuromojin';

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

let loading: Promise<Tokenize> | undefined;

/**
 * The tokenizer with the dictionary that comes with kuromoji; loaded once per process on first use, about one second.
 * The function it gives is synchronous and pure. Texts are windows of at most 1024 units.
 */
export function loadTokenizer(): Promise<Tokenize> {
  loading ??= getTokenizer().then((tokenizer) => {
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
  });
  return loading;
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
  // kuromoji does not publish its tables, but they are plain members of the tokenizer.
  const { token_info_dictionary: table } = (await getTokenizer()) as unknown as {
    token_info_dictionary: {
      target_map: Record<string, number[]>;
      dictionary: { getShort(at: number): number };
      getFeatures(id: number): string;
    };
  };
  for (const ids of Object.values(table.target_map)) {
    for (const id of ids) {
      const [surface = '', p0, p1, p2, p3, , , , reading = ''] = table.getFeatures(id).split(',');
      const pos = [p0, p1, p2, p3].filter((part) => part !== '*').join('/');
      yield { surface, pos, reading, cost: table.dictionary.getShort(id + COST_OFFSET) };
    }
  }
}
