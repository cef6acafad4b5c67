import type { Dictionary } from './dictionary.js';
import { isHigh, UnknownWords } from './unknown-words.js';
import { ENTRY, nodeAfter, step, TERMINAL } from './word-tables.js';

const UNREACHED = 0x7fffffff;
/** Questions are numbered in 32 bits; from here on the numbers start again. */
const MOST_ASKED = 1 << 30;

/** Receives one word: its place in the table of known or unknown entries, and its range in the text. */
export type TakeWord = (entry: number, known: boolean, surface: string) => void;

/**
 * The cheapest way through a text by the dictionary's word and connection costs: what kuromoji's `ViterbiBuilder` and
 * `ViterbiSearcher` find, in the same order among equals. It works on the shared tables as they are and on arrays of
 * numbers that are used again for every text, so that neither an index per thread nor an object per node is made.
 */
export class Lattice {
  readonly #trie: Int32Array;
  readonly #firsts: Int32Array;
  readonly #costs: Int16Array;
  readonly #dimension: number;
  readonly #words: Int32Array;
  readonly #lists: Int32Array;
  readonly #unknownEntries: Int16Array;
  readonly #unknown: UnknownWords;

  /** Nodes, each one number per array. Entries of unknown words are written as their complement. */
  #entry = new Int32Array(1024);
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #right = new Int32Array(1024);
  #cost = new Int32Array(1024);
  #best = new Int32Array(1024);
  /** The next node that ends at the same place. */
  #next = new Int32Array(1024);
  #size = 0;
  /** What `#cheapest` found, by left id: many words that start at one place have the same. */
  readonly #askedAt: Int32Array;
  readonly #bestFor: Int32Array;
  readonly #lowestFor: Int32Array;
  #asking = 0;
  /** First and last node that end at each place, -1 where there is none. Places count characters, as kuromoji does. */
  #first = new Int32Array(256);
  #last = new Int32Array(256);
  /** Offset in the text of each character. */
  #offsets = new Int32Array(256);

  constructor(dictionary: Dictionary) {
    const at = (buffer: SharedArrayBuffer) => buffer as unknown as ArrayBuffer;
    this.#trie = new Int32Array(at(dictionary.trie));
    this.#firsts = new Int32Array(at(dictionary.firsts));
    this.#costs = new Int16Array(at(dictionary.cc));
    this.#dimension = this.#costs[1]!;
    this.#askedAt = new Int32Array(this.#dimension);
    this.#bestFor = new Int32Array(this.#dimension);
    this.#lowestFor = new Int32Array(this.#dimension);
    this.#lists = new Int32Array(at(dictionary.lists));
    this.#words = new Int32Array(at(dictionary.words));
    this.#unknownEntries = new Int16Array(at(dictionary.unk));
    this.#unknown = new UnknownWords(dictionary);
  }

  /** Hands over the words of `text` in order. */
  read(text: string, take: TakeWord): void {
    const characters = this.#begin(text);
    let furthest = 1;
    for (let place = 0; place < characters; place++) {
      // No word ends here, so none that starts here can be part of the way.
      if (this.#first[place] === -1) continue;
      this.#asking++;
      const offset = this.#offsets[place]!;
      const last = this.#appendKnown(text, place, offset);
      furthest = Math.max(furthest, last);
      const kind = this.#unknown.classAt(text, offset);
      if (last === 0 || this.#unknown.invoked[kind])
        furthest = Math.max(furthest, this.#appendUnknown(text, place, characters, kind));
    }
    this.#asking++;
    this.#handOver(text, this.#cheapest(furthest, 0), take);
  }

  /** Clears the lattice and counts characters; a high surrogate takes in what follows it. */
  #begin(text: string): number {
    if (this.#offsets.length < text.length + 2) {
      this.#offsets = new Int32Array(text.length * 2);
      // A group of characters beyond the BMP reaches further than the text: see `appendUnknown`.
      this.#first = new Int32Array(text.length * 4);
      this.#last = new Int32Array(text.length * 4);
    }
    let characters = 0;
    for (let at = 0; at < text.length; at++) {
      this.#offsets[characters++] = at;
      if (isHigh(text.charCodeAt(at))) at++;
    }
    this.#offsets[characters] = text.length;
    this.#first.fill(-1, 0, text.length * 2 + 2);
    this.#first[0] = this.#last[0] = 0;
    this.#size = 1;
    if (this.#asking > MOST_ASKED) {
      this.#askedAt.fill(0);
      this.#asking = 0;
    }
    this.#entry[0] = this.#right[0] = this.#cost[0] = this.#end[0] = this.#start[0] = 0;
    this.#best[0] = this.#next[0] = -1;
    return characters;
  }

  /** All words of the dictionary that start at `place`; the furthest end, or 0 where there is none. */
  #appendKnown(text: string, place: number, offset: number): number {
    const trie = this.#trie;
    let furthest = 0;
    let node = this.#firsts[text.charCodeAt(offset)]!;
    for (let at = offset; node !== -1; ) {
      const leaf = step(trie, node, TERMINAL);
      if (leaf !== -1) {
        const list = this.#words[-trie[leaf * 2]! - 1]!;
        furthest = place + at - offset + 1;
        this.#appendEntries(list, place, furthest);
      }
      if (++at === text.length) break;
      const unit = text.charCodeAt(at);
      // The dictionary has no word with characters beyond the BMP, nor with the terminal's code.
      if (isHigh(unit) || unit === TERMINAL) break;
      node = nodeAfter(trie, node, unit);
    }
    return furthest;
  }

  #appendEntries(list: number, place: number, end: number): void {
    const lists = this.#lists;
    for (let at = list + 1, left = lists[list]!; left > 0; left--, at += ENTRY)
      this.#append(lists[at]!, lists[at + 1]!, lists[at + 2]!, lists[at + 3]!, place, end);
  }

  /** A word that the dictionary lacks: one character, or all that follow of its class. Gives its end. */
  #appendUnknown(text: string, place: number, characters: number, kind: number): number {
    let next = place + 1;
    if (this.#unknown.grouped[kind])
      while (next < characters && this.#unknown.classAt(text, this.#offsets[next]!) === kind) next++;
    // kuromoji counts a group in UTF-16 units, and only a group.
    const end = next === place + 1 ? next : place + this.#offsets[next]! - this.#offsets[place]!;
    const entries = this.#unknownEntries;
    for (const entry of this.#unknown.entriesOf[kind]!) {
      const half = entry >> 1;
      this.#append(~entry, entries[half]!, entries[half + 1]!, entries[half + 2]!, place, end);
    }
    return end;
  }

  #append(entry: number, left: number, right: number, cost: number, place: number, end: number): void {
    const at = this.#size++;
    if (at === this.#entry.length) this.#grow();
    this.#entry[at] = entry;
    this.#start[at] = place;
    this.#end[at] = end;
    this.#right[at] = right;
    this.#best[at] = this.#cheapest(place, left);
    this.#cost[at] = this.#lowestFor[left]! + cost;
    this.#next[at] = -1;
    if (this.#first[end] === -1) this.#first[end] = at;
    else this.#next[this.#last[end]!] = at;
    this.#last[end] = at;
  }

  /** Of the nodes that end at `place`, the first of those from which a word with this left id costs least. */
  #cheapest(place: number, left: number): number {
    if (this.#askedAt[left] === this.#asking) return this.#bestFor[left]!;
    const costs = this.#costs;
    const dimension = this.#dimension;
    let lowest = UNREACHED;
    let best = -1;
    for (let at = this.#first[place]!; at !== -1; at = this.#next[at]!) {
      const cost = this.#cost[at]! + costs[this.#right[at]! * dimension + left + 2]!;
      if (cost >= lowest) continue;
      lowest = cost;
      best = at;
    }
    this.#askedAt[left] = this.#asking;
    this.#lowestFor[left] = lowest;
    this.#bestFor[left] = best;
    return best;
  }

  #handOver(text: string, last: number, take: TakeWord): void {
    // The way is known from its end: turned round in place, in the array that is no longer needed.
    const way = this.#next;
    let length = 0;
    for (let at = last; at > 0; at = this.#best[at]!) way[length++] = at;
    while (length-- > 0) {
      const at = way[length]!;
      const entry = this.#entry[at]!;
      const start = this.#start[at]!;
      const from = this.#offsets[start]!;
      const units = this.#end[at]! - start;
      const to = units === 1 ? this.#offsets[start + 1]! : from + units;
      take(entry < 0 ? ~entry : entry, entry >= 0, text.slice(from, to));
    }
  }

  #grow(): void {
    const larger = (array: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(array.length * 2);
      grown.set(array);
      return grown;
    };
    this.#entry = larger(this.#entry);
    this.#start = larger(this.#start);
    this.#end = larger(this.#end);
    this.#right = larger(this.#right);
    this.#cost = larger(this.#cost);
    this.#best = larger(this.#best);
    this.#next = larger(this.#next);
  }
}
