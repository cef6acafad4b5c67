import { UnitSet } from './unit-set.js';

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
  readonly #singles = new Uint32Array(UNITS);
  /** Units that a word begins with, and those that are a word. Most of a text goes no further than these small tables. */
  readonly #starts = new UnitSet();
  readonly #alone = new UnitSet();
  /** Slots of pairs of first units in which there is a word. */
  readonly #pairsUsed = new UnitSet();
  /** Where the buckets of a pair of first units begin, by the pair's slot; 0 where no word begins so. */
  readonly #slots = new Uint16Array(UNITS);
  /** Buckets, from 1: their pair, and the next bucket of the same slot. */
  readonly #pairs: number[] = [0];
  readonly #nexts: number[] = [0];
  /** Words by their bucket, in order of the list: of bucket `n` from `#bucketStarts[n]` to before `#bucketStarts[n + 1]`. */
  readonly #bucketed: Uint32Array;
  readonly #bucketStarts: Uint32Array;
  /** Third unit of each word, 0 for a shorter one: most words of a bucket differ in it. */
  readonly #thirds: Uint16Array;
  /** Units of each word. */
  readonly lengths: Uint8Array;
  /** What `read` found: words by their index, and where each begins. */
  hitWords: Int32Array = new Int32Array(256);
  hitStarts: Int32Array = new Int32Array(256);
  #count = 0;

  constructor(readonly words: readonly string[]) {
    this.#thirds = Uint16Array.from(words, (word) => (word.length > 2 ? word.charCodeAt(2) : 0));
    this.lengths = Uint8Array.from(words, (word) => word.length);
    const buckets: number[][] = [[]];
    words.forEach((word, index) => {
      if (word.length === 0 || word.length > MAX_WORD) throw new RangeError(`word ${index} is empty or too long`);
      const first = word.charCodeAt(0);
      this.#starts.addRange(first, first);
      if (word.length === 1) {
        this.#alone.addRange(first, first);
        this.#singles[first] = index + 1;
      } else {
        const bucket = this.#bucketFor(first, word.charCodeAt(1));
        if (bucket === buckets.length) buckets.push([]);
        buckets[bucket]!.push(index);
      }
    });
    this.#bucketed = Uint32Array.from(buckets.flat());
    this.#bucketStarts = new Uint32Array(buckets.length + 1);
    for (const [number, bucket] of buckets.entries())
      this.#bucketStarts[number + 1] = this.#bucketStarts[number]! + bucket.length;
  }

  /** Hits in order of start; at the same start in order of the list, single characters first. */
  find(text: string): WordHit[] {
    const hits: WordHit[] = [];
    for (let at = 0, count = this.read(text); at < count; at++) {
      const word = this.hitWords[at]!;
      const start = this.hitStarts[at]!;
      hits.push({ word, start, end: start + this.lengths[word]! });
    }
    return hits;
  }

  /**
   * Writes the hits into `hitWords` and `hitStarts`, in the order of `find`, where they stay until the next call.
   *
   * @returns how many
   */
  read(text: string): number {
    this.#count = 0;
    const starts = this.#starts;
    const alone = this.#alone;
    const pairsUsed = this.#pairsUsed;
    const last = text.length;
    let next = last > 0 ? text.charCodeAt(0) : 0;
    for (let at = 0; at < last; at++) {
      const first = next;
      next = at + 1 < last ? text.charCodeAt(at + 1) : 0;
      if (!starts.has(first)) continue;
      if (alone.has(first)) this.#add(this.#singles[first]! - 1, at);
      if (at + 1 === last) continue;
      const slot = pairSlot(first, next);
      if (pairsUsed.has(slot)) this.#findIn(this.#slots[slot]!, first * UNITS + next, text, at);
    }
    return this.#count;
  }

  #add(word: number, start: number): void {
    if (this.#count === this.hitWords.length) {
      this.hitWords = doubled(this.hitWords);
      this.hitStarts = doubled(this.hitStarts);
    }
    this.hitWords[this.#count] = word;
    this.hitStarts[this.#count++] = start;
  }

  #findIn(slot: number, pair: number, text: string, at: number): void {
    let number = slot;
    while (number !== 0 && this.#pairs[number] !== pair) number = this.#nexts[number]!;
    if (number === 0) return;
    const third = at + 2 < text.length ? text.charCodeAt(at + 2) : -1;
    for (let place = this.#bucketStarts[number]!, last = this.#bucketStarts[number + 1]!; place < last; place++) {
      const index = this.#bucketed[place]!;
      const length = this.lengths[index]!;
      if (length > 2 && (this.#thirds[index] !== third || (length > 3 && !text.startsWith(this.words[index]!, at))))
        continue;
      this.#add(index, at);
    }
  }

  #bucketFor(first: number, second: number): number {
    const pair = first * UNITS + second;
    const slot = pairSlot(first, second);
    let number = this.#slots[slot]!;
    while (number !== 0 && this.#pairs[number] !== pair) number = this.#nexts[number]!;
    if (number === 0) {
      number = this.#pairs.push(pair) - 1;
      this.#nexts.push(this.#slots[slot]!);
      this.#slots[slot] = number;
      this.#pairsUsed.addRange(slot, slot);
    }
    return number;
  }
}

const UNITS = 0x10000;
const MAX_WORD = 64;

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function pairSlot(first: number, second: number): number {
  return (first * 31 + second) & 0xffff;
}
