import type { Dictionary } from './dictionary.js';
import { isHigh } from './unknown-words.js';
import { nodeAfter, step, TERMINAL } from './word-tables.js';

/** Numbers of one step: where it comes from, its unit with the kinds of both its ends, where it leads to; one is free. */
const STEP = 4;
const UNIT_BITS = 16;
const KINDS_BITS = 8;
const KINDS = 0xff;
/** Sets of steps that are kept, as a power of two. A set is one line of the processor's cache: 64 bytes. */
const SET_BITS = 13;
const SET = 4 * STEP;
const GOLDEN = 0x9e3779b1;

/**
 * Steps from unit to unit through the trie of the dictionary's words. In the trie itself each takes up to four reads from
 * places far apart in 30 MB; the steps taken last are kept in a table where it is one.
 *
 * What `first` and `next` give is good until the next call of one of them.
 */
export class WordSteps {
  readonly #trie: Int32Array;
  readonly #firsts: Int32Array;
  readonly #kinds: Uint8Array;
  readonly #kept = new Int32Array(SET << SET_BITS);

  constructor(dictionary: Pick<Dictionary, 'trie' | 'firsts' | 'kinds'>) {
    const at = (buffer: SharedArrayBuffer) => buffer as unknown as ArrayBuffer;
    this.#trie = new Int32Array(at(dictionary.trie));
    this.#firsts = new Int32Array(at(dictionary.firsts));
    this.#kinds = new Uint8Array(at(dictionary.kinds));
  }

  /** From the first unit of a word to its second, 0 where there is none. */
  first(first: number, second: number): number {
    // A first unit is written as its complement, which is no node.
    const place = this.#placeOf(~first, second);
    return place >= 0 ? place : this.#keepFirst(~place, first, second);
  }

  /** From a node, which is not -1, to the unit behind it. */
  next(node: number, unit: number): number {
    const place = this.#placeOf(node, unit);
    return place >= 0 ? place : this.#keep(~place, node, node, unit, 0);
  }

  /** The node that a step leads to, or -1. */
  nodeOf(taken: number): number {
    return this.#kept[taken + 2]!;
  }

  /** Kinds of the word that a step ends, packed as `kindsOfWords` does; 0 where it ends none. */
  kindsOf(taken: number): number {
    return this.#kept[taken + 1]! >>> (UNIT_BITS + KINDS_BITS);
  }

  /** Kinds of the word that is the first unit alone, for what `first` gave. */
  kindsBefore(taken: number): number {
    return (this.#kept[taken + 1]! >>> UNIT_BITS) & KINDS;
  }

  /** Place of a step; where it is not kept, the complement of its set's. */
  #placeOf(from: number, unit: number): number {
    const kept = this.#kept;
    const set = (Math.imul(from ^ Math.imul(unit, 0x85ebca6b), GOLDEN) >>> (32 - SET_BITS)) * SET;
    if (kept[set] === from && (kept[set + 1]! & 0xffff) === unit) return set;
    for (let place = set + STEP; place < set + SET; place += STEP)
      if (kept[place] === from && (kept[place + 1]! & 0xffff) === unit) return place;
    return ~set;
  }

  #keepFirst(set: number, first: number, second: number): number {
    const node = this.#firsts[first]!;
    return this.#keep(set, ~first, node, second, node === -1 ? 0 : this.#kindsAt(node));
  }

  /** In the place of one that was kept before, each of a set in turn. */
  #keep(set: number, from: number, node: number, unit: number, kindsBefore: number): number {
    const kept = this.#kept;
    const turn = (kept[set + 3]! + 1) & 3;
    kept[set + 3] = turn;
    const place = set + turn * STEP;
    const to = node === -1 || isHigh(unit) || unit === TERMINAL ? -1 : nodeAfter(this.#trie, node, unit);
    const kinds = to === -1 ? 0 : this.#kindsAt(to);
    kept[place] = from;
    kept[place + 1] = unit | (kindsBefore << UNIT_BITS) | (kinds << (UNIT_BITS + KINDS_BITS));
    kept[place + 2] = to;
    return place;
  }

  #kindsAt(node: number): number {
    const trie = this.#trie;
    const leaf = step(trie, node, TERMINAL);
    return leaf === -1 ? 0 : this.#kinds[-trie[leaf * 2]! - 1]!;
  }
}
