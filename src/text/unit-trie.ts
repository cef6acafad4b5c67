const NONE = -0x80000000;

/**
 * Words with a number each, found from any position of a text without cutting it: one look-up per unit, in typed arrays
 * small enough to stay near. Two words of the same spelling share a place; the later number stays.
 */
export class UnitTrie {
  /** Units get small codes in order of appearance, so that a node and a unit fit into 32 bits. 0: in no word. */
  readonly #codes = new Uint16Array(0x10000);
  #codeCount = 0;
  /** Children of the root by unit, or -1: the look-up that most positions of a text end with. */
  readonly #first = new Int32Array(0x10000).fill(-1);
  /** Open addressing over the other edges: key and child of each side by side, since both are read. Key 0: free. */
  #slots = new Uint32Array(1 << 13);
  #shift = 32 - 12;
  #edges = 0;
  #values = new Int32Array(1 << 10).fill(NONE);
  #nodes = 1;

  /** One bit for each pair of units, hashed, that a word begins with: small enough to stay near, unlike the edges. */
  readonly #pairs = new Uint32Array(PAIRS / 32);

  /** Node before the first unit. */
  static readonly ROOT = 0;
  /** What `valueOf` gives where no word ends. */
  static readonly NONE = NONE;

  /** @throws {RangeError} when the words have more different units, or more beginnings, than 32 bits hold */
  constructor(words: Iterable<readonly [word: string, value: number]>) {
    for (const [word, value] of words) this.#add(word, value);
  }

  /** The node that `unit` leads to, or -1. */
  next(node: number, unit: number): number {
    if (node === UnitTrie.ROOT) return this.#first[unit]!;
    const code = this.#codes[unit]!;
    if (code === 0) return -1;
    const key = ((node << CODE_BITS) | code) >>> 0;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (Math.imul(key, GOLDEN) >>> this.#shift) * 2; ; slot = (slot + 2) & mask) {
      const found = slots[slot]!;
      if (found === key) return slots[slot + 1]! | 0;
      if (found === 0) return -1;
    }
  }

  /** False where no word begins with these two units; true mostly where one does. */
  mayBegin(first: number, second: number): boolean {
    const pair = pairHash(first, second);
    return ((this.#pairs[pair >>> 5]! >>> (pair & 31)) & 1) === 1;
  }

  /** Number of the word that ends in `node`, or `NONE`. */
  valueOf(node: number): number {
    return this.#values[node]!;
  }

  /** Number of `word`, or `NONE`. */
  get(word: string): number {
    let node = UnitTrie.ROOT as number;
    for (let at = 0; at < word.length && node >= 0; at++) node = this.next(node, word.charCodeAt(at));
    return node < 0 ? UnitTrie.NONE : this.#values[node]!;
  }

  #add(word: string, value: number): void {
    let node = UnitTrie.ROOT as number;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      const known = this.next(node, unit);
      node = known >= 0 ? known : this.#link(node, unit);
    }
    this.#values[node] = value;
    if (word.length === 1) return;
    const pair = pairHash(word.charCodeAt(0), word.charCodeAt(1));
    this.#pairs[pair >>> 5]! |= 1 << (pair & 31);
  }

  #link(node: number, unit: number): number {
    if (this.#nodes === this.#values.length) {
      const values = new Int32Array(this.#nodes * 2).fill(UnitTrie.NONE);
      values.set(this.#values);
      this.#values = values;
    }
    const child = this.#nodes++;
    if (this.#codes[unit] === 0) this.#codes[unit] = ++this.#codeCount;
    if (this.#codeCount >= 1 << CODE_BITS || child >= 1 << (32 - CODE_BITS)) throw new RangeError('too many words');
    if (node === UnitTrie.ROOT) {
      this.#first[unit] = child;
      return child;
    }
    if (++this.#edges * 4 > this.#slots.length) this.#grow();
    this.#put(((node << CODE_BITS) | this.#codes[unit]!) >>> 0, child);
    return child;
  }

  #put(key: number, child: number): void {
    let slot = (Math.imul(key, GOLDEN) >>> this.#shift) * 2;
    while (this.#slots[slot] !== 0) slot = (slot + 2) & (this.#slots.length - 1);
    this.#slots[slot] = key;
    this.#slots[slot + 1] = child;
  }

  #grow(): void {
    const slots = this.#slots;
    this.#slots = new Uint32Array(slots.length * 2);
    this.#shift--;
    for (let slot = 0; slot < slots.length; slot += 2) if (slots[slot] !== 0) this.#put(slots[slot]!, slots[slot + 1]!);
  }
}

const CODE_BITS = 13;
const GOLDEN = 0x9e3779b1;
/** Bits for pairs: many times the pairs that the longest lists have. */
const PAIRS = 1 << 19;

function pairHash(first: number, second: number): number {
  return Math.imul((first << 16) | second, GOLDEN) >>> 13;
}
