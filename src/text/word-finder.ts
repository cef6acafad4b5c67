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
  /** Number of the first bucket of a slot, from 1; 0 where no word begins so. */
  readonly #slots = new Uint16Array(UNITS);
  /** What is known of a bucket, side by side: its pair, the next bucket of the same slot, its first place and the one behind its last. */
  readonly #buckets: Uint32Array;
  /** By place: the word, in order of the list. */
  readonly #placed: Uint32Array;
  /** By place: third and fourth unit of the word, 0 for a shorter one. Most words of a bucket differ in them. */
  readonly #thirds: Uint16Array;
  readonly #fourths: Uint16Array;
  /** Units of each word. */
  readonly lengths: Uint8Array;
  /** What `read` found: words by their index, and where each begins. */
  hitWords: Int32Array = new Int32Array(256);
  hitStarts: Int32Array = new Int32Array(256);
  #count = 0;

  constructor(readonly words: readonly string[]) {
    this.lengths = Uint8Array.from(words, (word) => word.length);
    const buckets: Bucket[] = [NO_BUCKET];
    words.forEach((word, index) => {
      if (word.length === 0 || word.length > MAX_WORD) throw new RangeError(`word ${index} is empty or too long`);
      const first = word.charCodeAt(0);
      this.#starts.addRange(first, first);
      if (word.length === 1) {
        this.#alone.addRange(first, first);
        this.#singles[first] = index + 1;
      } else this.#bucketFor(first, word.charCodeAt(1), buckets).words.push(index);
    });
    const placed = buckets.flatMap((bucket) => bucket.words);
    const unitsAt = (place: number) =>
      Uint16Array.from(placed, (index) => (words[index]!.length > place ? words[index]!.charCodeAt(place) : 0));
    this.#placed = Uint32Array.from(placed);
    this.#thirds = unitsAt(2);
    this.#fourths = unitsAt(3);
    this.#buckets = new Uint32Array(buckets.length * FIELDS);
    let place = 0;
    for (const [number, { pair, next, words: own }] of buckets.entries()) {
      this.#buckets.set([pair, next, place, place + own.length], number * FIELDS);
      place += own.length;
    }
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
    const buckets = this.#buckets;
    let bucket = slot * FIELDS;
    while (bucket !== 0 && buckets[bucket] !== pair) bucket = buckets[bucket + 1]! * FIELDS;
    if (bucket === 0) return;
    const third = at + 2 < text.length ? text.charCodeAt(at + 2) : -1;
    const fourth = at + 3 < text.length ? text.charCodeAt(at + 3) : -1;
    for (let place = buckets[bucket + 2]!, last = buckets[bucket + 3]!; place < last; place++) {
      const ownThird = this.#thirds[place]!;
      if (ownThird !== 0 && ownThird !== third) continue;
      const ownFourth = this.#fourths[place]!;
      if (ownFourth !== 0 && ownFourth !== fourth) continue;
      const index = this.#placed[place]!;
      if (this.lengths[index]! > 4 && !text.startsWith(this.words[index]!, at)) continue;
      this.#add(index, at);
    }
  }

  #bucketFor(first: number, second: number, buckets: Bucket[]): Bucket {
    const pair = first * UNITS + second;
    const slot = pairSlot(first, second);
    let number = this.#slots[slot]!;
    while (number !== 0 && buckets[number]!.pair !== pair) number = buckets[number]!.next;
    if (number === 0) {
      number = buckets.push({ pair, next: this.#slots[slot]!, words: [] }) - 1;
      this.#slots[slot] = number;
      this.#pairsUsed.addRange(slot, slot);
    }
    return buckets[number]!;
  }
}

/** Words that begin with the same two units. */
interface Bucket {
  pair: number;
  /** Number of the next bucket of the same slot; 0 where there is none. */
  next: number;
  words: number[];
}

const NO_BUCKET: Bucket = { pair: 0, next: 0, words: [] };
const FIELDS = 4;
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
