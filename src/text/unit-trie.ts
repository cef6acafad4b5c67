/**
 * Words with a number each, found from any position of a text without cutting it: one look-up per unit, in typed arrays.
 * Two words of the same spelling share a place; the later number stays.
 */
export class UnitTrie {
  /** Open addressing over (node, unit): key is node × 65536 + unit + 1, which stays exact in a double. */
  #keys: Float64Array;
  #children: Int32Array;
  #mask: number;
  #edges = 0;
  #values: Int32Array;
  /** Children of the root by unit, or -1: the look-up that most positions of a text end with. */
  readonly #first = new Int32Array(0x10000).fill(-1);
  #nodes = 1;

  /** Node before the first unit. */
  static readonly ROOT = 0;
  /** What `valueOf` gives where no word ends. */
  static readonly NONE = -0x80000000;

  constructor(words: Iterable<readonly [word: string, value: number]>) {
    this.#keys = new Float64Array(1 << 12);
    this.#children = new Int32Array(1 << 12);
    this.#mask = (1 << 12) - 1;
    this.#values = new Int32Array(1 << 10).fill(UnitTrie.NONE);
    for (const [word, value] of words) this.#add(word, value);
  }

  /** The node that `unit` leads to, or -1. */
  next(node: number, unit: number): number {
    if (node === UnitTrie.ROOT) return this.#first[unit]!;
    const key = node * 0x10000 + unit + 1;
    const keys = this.#keys;
    const mask = this.#mask;
    for (let slot = slotOf(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const found = keys[slot]!;
      if (found === key) return this.#children[slot]!;
      if (found === 0) return -1;
    }
  }

  /** Number of the word that ends in `node`, or `NONE`. */
  valueOf(node: number): number {
    return this.#values[node]!;
  }

  /** Number of `word`, or `NONE`. */
  get(word: string): number {
    let node = UnitTrie.ROOT;
    for (let at = 0; at < word.length && node >= 0; at++) node = this.next(node, word.charCodeAt(at));
    return node < 0 ? UnitTrie.NONE : this.#values[node]!;
  }

  #add(word: string, value: number): void {
    let node = UnitTrie.ROOT;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      const known = this.next(node, unit);
      node = known >= 0 ? known : this.#link(node, unit);
    }
    this.#values[node] = value;
  }

  #link(node: number, unit: number): number {
    if (this.#edges * 2 > this.#mask) this.#grow();
    if (this.#nodes === this.#values.length) {
      const values = new Int32Array(this.#nodes * 2).fill(UnitTrie.NONE);
      values.set(this.#values);
      this.#values = values;
    }
    const child = this.#nodes++;
    if (node === UnitTrie.ROOT) {
      this.#first[unit] = child;
      return child;
    }
    this.#put(node * 0x10000 + unit + 1, child, slotOf(node, unit));
    this.#edges++;
    return child;
  }

  #put(key: number, child: number, hash: number): void {
    let slot = hash & this.#mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#children[slot] = child;
  }

  #grow(): void {
    const [keys, children] = [this.#keys, this.#children];
    this.#mask = this.#mask * 2 + 1;
    this.#keys = new Float64Array(this.#mask + 1);
    this.#children = new Int32Array(this.#mask + 1);
    keys.forEach((key, slot) => {
      if (key === 0) return;
      const [node, unit] = [Math.floor((key - 1) / 0x10000), (key - 1) % 0x10000];
      this.#put(key, children[slot]!, slotOf(node, unit));
    });
  }
}

function slotOf(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
