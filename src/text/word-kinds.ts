import type { Dictionary } from './dictionary.js';
import { Features } from './features.js';
import { whenForgotten } from './last-text.js';
import { unitIn } from './unit-in.js';
import { WordSteps } from './word-steps.js';
import { ENTRY, type WordTables } from './word-tables.js';

/** What a word of the dictionary is, as far as it matters to what stands beside it. 0: no word. */
export const WORD_KIND = {
  noun: 1,
  surname: 2,
  given: 3,
  person: 4,
  place: 5,
  organization: 6,
  title: 7,
  suffix: 8,
  pronoun: 9,
  particle: 10,
  verb: 11,
  prefix: 12,
  symbol: 13,
  other: 14,
} as const;
/** Kinds of proper nouns. */
export const OF_NAMES: ReadonlySet<number> = new Set([
  WORD_KIND.surname,
  WORD_KIND.given,
  WORD_KIND.person,
  WORD_KIND.place,
  WORD_KIND.organization,
]);

/** In order: the first that a word's part of speech begins with. */
const BY_POS: readonly (readonly [string, number])[] = [
  ['名詞,固有名詞,人名,姓', WORD_KIND.surname],
  ['名詞,固有名詞,人名,名', WORD_KIND.given],
  ['名詞,固有名詞,人名', WORD_KIND.person],
  ['名詞,固有名詞,地域', WORD_KIND.place],
  ['名詞,固有名詞,組織', WORD_KIND.organization],
  ['名詞,接尾,人名', WORD_KIND.title],
  ['名詞,接尾', WORD_KIND.suffix],
  ['名詞,数', WORD_KIND.pronoun],
  ['名詞,代名詞', WORD_KIND.pronoun],
  ['名詞,非自立', WORD_KIND.pronoun],
  ['名詞', WORD_KIND.noun],
  ['助詞', WORD_KIND.particle],
  ['動詞', WORD_KIND.verb],
  ['形容詞', WORD_KIND.verb],
  ['助動詞', WORD_KIND.verb],
  ['接頭詞', WORD_KIND.prefix],
  ['記号', WORD_KIND.symbol],
];

/** Kinds up to here are names of people; a word has a second kind beside them: what it is otherwise. */
const isName = (kind: number) => kind >= WORD_KIND.surname && kind <= WORD_KIND.person;
const KIND_BITS = 4;

/** What a word is in the first place: one of `WORD_KIND`, or 0. @param kinds - all that it may be, as `WordKinds` says it */
export const firstKind = (kinds: number): number => kinds & ((1 << KIND_BITS) - 1);

/**
 * Kind of each word, by the number that the trie gives it: of the entry that costs least, and in the upper four bits
 * of the cheapest that is no name of a person; 0 where it is nothing else.
 */
export function kindsOfWords(
  { words, lists }: Pick<WordTables, 'words' | 'lists'>,
  entries: SharedArrayBuffer,
  lines: SharedArrayBuffer,
): SharedArrayBuffer {
  const places = new Int32Array(words as unknown as ArrayBuffer);
  const written = new Int32Array(lists as unknown as ArrayBuffer);
  const features = new Features(entries, lines);
  // Words of one part of speech have one left id.
  const kindOfLeft = new Map<number, number>();
  const kinds = new SharedArrayBuffer(places.length);
  const result = new Uint8Array(kinds as unknown as ArrayBuffer);
  for (let word = 0; word < places.length; word++) {
    const list = places[word]!;
    if (list === 0) continue;
    let [best, other] = [0, 0];
    let [bestCost, otherCost] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let at = list + 1, left = written[list]!; left > 0; left--, at += ENTRY) {
      const leftId = written[at + 1]!;
      let kind = kindOfLeft.get(leftId);
      if (kind === undefined) {
        kind = kindOfPos(features.of(written[at]!).slice(1, 5).join(','));
        kindOfLeft.set(leftId, kind);
      }
      const cost = written[at + 3]!;
      if (cost < bestCost) [best, bestCost] = [kind, cost];
      if (!isName(kind) && cost < otherCost) [other, otherCost] = [kind, cost];
    }
    result[word] = best | (other << KIND_BITS);
  }
  return kinds;
}

function kindOfPos(pos: string): number {
  return BY_POS.find(([start]) => pos.startsWith(start))?.[1] ?? WORD_KIND.other;
}

/** Longest words that are looked at, in units. */
const LONGEST = 8;

/** What was found at a place is one number: that it was looked for, one bit for each length that a word has there, and the kinds of the longest. */
const LENGTHS_SHIFT = 8;
const LOOKED = 1 << 16;
/** Units of all texts that are remembered at once. */
const MOST_REMEMBERED = 1 << 19;

/** Looks words up in the tokenizer's dictionary without reading the text around them: a few steps for each question. It remembers texts until they are forgotten. */
export class WordKinds {
  readonly #steps: WordSteps;
  /** Where the word that `longest` found ends. */
  end = 0;
  /** Where the word that `before` found begins. */
  start = 0;
  /** What was found in each text by place, one text behind the other: names and terms near each other ask the same. */
  #found = new Int32Array(256);
  readonly #begins = new Map<string, number>();
  #used = 0;
  /** The text asked about last, and where what was found in it begins. */
  #text: string | undefined;
  #begin = 0;

  constructor(dictionary: Dictionary) {
    this.#steps = new WordSteps(dictionary);
    whenForgotten(() => this.#forget());
  }

  /** Kinds of the word from `start` to `end`, packed as `kindsOfWords` does; 0 where that is no word. */
  of(text: string, start: number, end: number): number {
    const length = end - start;
    if (length <= LONGEST && start >= 0 && start < text.length && this.#remembers(text)) {
      const found = this.#foundAt(text, start);
      const lengths = (found >>> LENGTHS_SHIFT) & 0xff;
      if (lengths >>> length === 0 && lengths >>> (length - 1) === 1) return found & 0xff;
      if (((lengths >>> (length - 1)) & 1) === 0) return 0;
    }
    const steps = this.#steps;
    let step = steps.first(unitIn(text, start), length === 1 ? 0 : unitIn(text, start + 1));
    if (length === 1) return steps.kindsBefore(step);
    for (let at = start + 2; at < end; at++) {
      const node = steps.nodeOf(step);
      if (node === -1) return 0;
      step = steps.next(node, unitIn(text, at));
    }
    return steps.kindsOf(step);
  }

  /** Kinds of the longest word that begins at `start`; 0 where none does. Sets `end`. */
  longest(text: string, start: number): number {
    if (start >= text.length) {
      this.end = start;
      return 0;
    }
    if (!this.#remembers(text)) this.#remember(text);
    const found = this.#foundAt(text, start);
    this.end = start + 32 - Math.clz32((found >>> LENGTHS_SHIFT) & 0xff);
    return found & 0xff;
  }

  /**
   * Kinds of the longest word that ends at `end`, of at most `most` units (up to `LONGEST`); 0 where none does. Sets
   * `start`.
   */
  before(text: string, end: number, most: number): number {
    let found = 0;
    this.start = end;
    for (let at = end - 1; at >= 0 && at >= end - most; at--) {
      const kinds = this.longest(text, at);
      const whole = this.end === end ? kinds : this.end > end ? this.of(text, at, end) : 0;
      if (whole === 0) continue;
      found = whole;
      this.start = at;
    }
    return found;
  }

  /** Whether the text is remembered; if so, questions are about it from then on. */
  #remembers(text: string): boolean {
    if (text !== this.#text) {
      const begin = this.#begins.get(text);
      if (begin === undefined) return false;
      this.#begin = begin;
    }
    // An equal text that is another string is compared once.
    this.#text = text;
    return true;
  }

  #remember(text: string): void {
    if (this.#used + text.length > MOST_REMEMBERED) this.#forget();
    this.#text = text;
    this.#begin = this.#used;
    this.#begins.set(text, this.#begin);
    this.#used += text.length;
    if (this.#used <= this.#found.length) return;
    const found = new Int32Array(this.#used * 2);
    found.set(this.#found);
    this.#found = found;
  }

  #forget(): void {
    if (this.#used === 0) return;
    this.#found.fill(0, 0, this.#used);
    this.#begins.clear();
    this.#used = 0;
    this.#text = undefined;
  }

  /** For a place of the text asked about last. */
  #foundAt(text: string, start: number): number {
    const found = this.#found[this.#begin + start]!;
    return found !== 0 ? found : this.#look(text, start);
  }

  #look(text: string, start: number): number {
    const steps = this.#steps;
    const limit = Math.min(text.length, start + LONGEST);
    let step = steps.first(text.charCodeAt(start), unitIn(text, start + 1));
    let kinds = steps.kindsBefore(step);
    let lengths = kinds === 0 ? 0 : 1;
    for (let at = start + 1; ; ) {
      const here = steps.kindsOf(step);
      if (here !== 0) {
        kinds = here;
        lengths |= 1 << (at - start);
      }
      const node = steps.nodeOf(step);
      if (node === -1 || ++at >= limit) break;
      step = steps.next(node, text.charCodeAt(at));
    }
    const found = LOOKED | (lengths << LENGTHS_SHIFT) | kinds;
    this.#found[this.#begin + start] = found;
    return found;
  }
}
