/**
 * A set of words that is asked about parts of a text without copying them out. A look-up in a `Set` makes a string of
 * the part first and computes its hash, and the set's strings lie all over the memory; here all lies in three arrays.
 */
export class SliceSet {
  /** Words one after the other, and where each begins. */
  readonly #units: Uint16Array;
  readonly #offsets: Uint32Array;
  /** 1 + the word's number by its hash, 0 where there is none; the next slots where the hash is taken. */
  readonly #slots: Uint32Array;
  readonly #longest: number;

  constructor(words: Iterable<string>) {
    const list = [...new Set(words)].filter((word) => word !== '');
    const total = list.reduce((sum, word) => sum + word.length, 0);
    this.#longest = list.reduce((longest, word) => Math.max(longest, word.length), 0);
    this.#units = new Uint16Array(total);
    this.#offsets = new Uint32Array(list.length + 1);
    // At most half full, so that looking for what is not there ends soon.
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(list.length * 2 + 2)));
    let at = 0;
    for (const [number, word] of list.entries()) {
      for (let unit = 0; unit < word.length; unit++) this.#units[at++] = word.charCodeAt(unit);
      this.#offsets[number + 1] = at;
      this.#slots[this.#slotFor(word, 0, word.length)] = number + 1;
    }
  }

  get size(): number {
    return this.#offsets.length - 1;
  }

  /** Whether the part [from, to) of `text` is one of the words; parts beyond the text are none. */
  has(text: string, from = 0, to = text.length): boolean {
    if (to - from > this.#longest || to > text.length || from < 0 || from >= to) return false;
    return this.#slots[this.#slotFor(text, from, to)] !== 0;
  }

  /** The slot that holds this part, or the empty one where it would stand. */
  #slotFor(text: string, from: number, to: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let hash = 0;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
    let slot = (hash ^ (hash >>> 15)) & last;
    for (let number = slots[slot]!; number !== 0; number = slots[slot]!) {
      if (this.#is(number - 1, text, from, to)) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #is(number: number, text: string, from: number, to: number): boolean {
    const start = this.#offsets[number]!;
    if (this.#offsets[number + 1]! - start !== to - from) return false;
    for (let at = from, unit = start; at < to; at++, unit++)
      if (this.#units[unit] !== text.charCodeAt(at)) return false;
    return true;
  }
}
