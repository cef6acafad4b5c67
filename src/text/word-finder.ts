/** A word of the list found in a text. */
export interface WordHit {
  /** Index into the list. */
  word: number;
  start: number;
  end: number;
}

/**
 * Finds every occurrence of any of the words, overlapping ones included, in one pass.
 *
 * Words are bucketed by their first two code units; no word is longer than `MAX_WORD`, so the work per position is
 * bounded by the words that share its first two units, whatever the text.
 */
export class WordFinder {
  readonly #starts = new Uint8Array(0x10000);
  /** 1 where a pair of units may begin a word: a cheap question before the look-up. */
  readonly #pairs = new Uint8Array(0x10000);
  readonly #singles = new Map<number, number>();
  readonly #buckets = new Map<number, number[]>();

  constructor(readonly words: readonly string[]) {
    words.forEach((word, index) => {
      if (word.length === 0 || word.length > MAX_WORD) throw new RangeError(`word ${index} is empty or too long`);
      const first = word.charCodeAt(0);
      this.#starts[first] = 1;
      if (word.length === 1) this.#singles.set(first, index);
      else {
        const key = first * 0x10000 + word.charCodeAt(1);
        this.#pairs[pairSlot(first, word.charCodeAt(1))] = 1;
        const bucket = this.#buckets.get(key);
        if (bucket) bucket.push(index);
        else this.#buckets.set(key, [index]);
      }
    });
  }

  /** Hits in order of start; at the same start in order of the list, single characters first. */
  find(text: string): WordHit[] {
    const hits: WordHit[] = [];
    const starts = this.#starts;
    const last = text.length;
    for (let at = 0; at < last; at++) {
      const first = text.charCodeAt(at);
      if (starts[first] === 0) continue;
      const single = this.#singles.get(first);
      if (single !== undefined) hits.push({ word: single, start: at, end: at + 1 });
      if (at + 1 === last) continue;
      const second = text.charCodeAt(at + 1);
      if (this.#pairs[pairSlot(first, second)] === 0) continue;
      const bucket = this.#buckets.get(first * 0x10000 + second);
      if (bucket === undefined) continue;
      for (const index of bucket) {
        const word = this.words[index]!;
        if (word.length === 2 || text.startsWith(word, at))
          hits.push({ word: index, start: at, end: at + word.length });
      }
    }
    return hits;
  }
}

const MAX_WORD = 64;

function pairSlot(first: number, second: number): number {
  return (first * 31 + second) & 0xffff;
}
