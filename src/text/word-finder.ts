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
  /** Words of one unit by that unit: index + 1, or 0. */
  readonly #singles = new Uint32Array(0x10000);
  /** 1 where a unit may begin a word. */
  readonly #starts = new Uint8Array(0x10000);
  /** 1 where a pair of units may begin a word: a cheap question before the look-up. */
  readonly #pairs = new Uint8Array(0x10000);
  /** Pairs of first units, sorted, and the words of each in order of the list. */
  readonly #keys: Uint32Array;
  readonly #buckets: readonly (readonly number[])[];

  constructor(readonly words: readonly string[]) {
    const buckets = new Map<number, number[]>();
    words.forEach((word, index) => {
      if (word.length === 0 || word.length > MAX_WORD) throw new RangeError(`word ${index} is empty or too long`);
      const first = word.charCodeAt(0);
      this.#starts[first] = 1;
      if (word.length === 1) {
        this.#singles[first] = index + 1;
        return;
      }
      const second = word.charCodeAt(1);
      this.#pairs[pairSlot(first, second)] = 1;
      const key = first * 0x10000 + second;
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
    });
    this.#keys = Uint32Array.from(buckets.keys()).sort();
    this.#buckets = Array.from(this.#keys, (key) => buckets.get(key)!);
  }

  /** Hits in order of start; at the same start in order of the list, single characters first. */
  find(text: string): WordHit[] {
    const hits: WordHit[] = [];
    const starts = this.#starts;
    const pairs = this.#pairs;
    const last = text.length;
    let next = last > 0 ? text.charCodeAt(0) : 0;
    for (let at = 0; at < last; at++) {
      const first = next;
      next = at + 1 < last ? text.charCodeAt(at + 1) : 0;
      if (starts[first] === 0) continue;
      const single = this.#singles[first]!;
      if (single !== 0) hits.push({ word: single - 1, start: at, end: at + 1 });
      if (at + 1 === last || pairs[pairSlot(first, next)] === 0) continue;
      const bucket = this.#bucketOf(first * 0x10000 + next);
      if (bucket === undefined) continue;
      for (let place = 0; place < bucket.length; place++) {
        const index = bucket[place]!;
        const word = this.words[index]!;
        if (word.length === 2 || text.startsWith(word, at))
          hits.push({ word: index, start: at, end: at + word.length });
      }
    }
    return hits;
  }

  /** By binary search: keys exceed the small integers that a `Map` is quick for. */
  #bucketOf(key: number): readonly number[] | undefined {
    const keys = this.#keys;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return keys[low] === key ? this.#buckets[low] : undefined;
  }
}

const MAX_WORD = 64;

function pairSlot(first: number, second: number): number {
  return (first * 31 + second) & 0xffff;
}
