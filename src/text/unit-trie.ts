const NONE = -0x80000000;

/**
 * Words with a number each, found from any position of a text without cutting it: one look-up per unit, in typed arrays
 * small enough to stay near. Two words of the same spelling share a place; the later number stays.
 *
 * A node is twice its place, and one more where a word ends: where none does its number need not be read.
 */
export class UnitTrie {
  /** Children of the root by unit, or -1: the look-up that most positions of a text end with. */
  readonly #first = new Int32Array(0x10000).fill(-1);
  /**
   * Open addressing over the other edges, two numbers each since both are read: the unit above the lower bits of the node
   * it leads from, and the upper bits of that node above the child, 0 where there is no edge.
   */
  #slots = new Int32Array(1 << 13);
  #shift = 32 - 12;
  #edges = 0;
  #values = new Int32Array(1 << 10);
  #places = 1;

  /** One bit for each pair of units, hashed, that a word begins with: small enough to stay near, unlike the edges. */
  readonly #pairs = new Uint32Array(PAIRS / 32);

  /** Node before the first unit. */
  static readonly ROOT = 0;
  /** What `valueOf` gives where no word ends. */
  static readonly NONE = NONE;

  /** @throws {RangeError} when the words have more beginnings than an edge has bits for */
  constructor(words: Iterable<readonly [word: string, value: number]>) {
    for (const [word, value] of words) this.#add(word, value);
  }

  /** The node that `unit` leads to, or -1. */
  next(node: number, unit: number): number {
    if (node === UnitTrie.ROOT) return this.#first[unit]!;
    const slot = this.#slotOf(node >> 1, unit);
    const found = this.#slots[slot + 1]!;
    return found === 0 ? -1 : found & CHILD;
  }

  /** False where no word begins with these two units; true mostly where one does. */
  mayBegin(first: number, second: number): boolean {
    const pair = pairHash(first, second);
    return ((this.#pairs[pair >>> 5]! >>> (pair & 31)) & 1) === 1;
  }

  /** Number of the word that ends in `node`, or `NONE`. */
  valueOf(node: number): number {
    return (node & 1) === 0 ? NONE : this.#values[node >> 1]!;
  }

  /** Number of `word`, or `NONE`. */
  get(word: string): number {
    return this.find(word, 0, word.length);
  }

  /** Number of the word from `start` to `end`, which lie inside the text, or `NONE`. */
  find(text: string, start: number, end: number): number {
    let node = UnitTrie.ROOT as number;
    for (let at = start; at < end && node >= 0; at++) node = this.next(node, text.charCodeAt(at));
    return node < 0 ? NONE : this.valueOf(node);
  }

  /** The slot of an edge, or the free one that it would have. */
  #slotOf(place: number, unit: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const key = (unit << 16) | (place & 0xffff);
    const rest = place >>> 16;
    for (let slot = (Math.imul(key ^ rest, GOLDEN) >>> this.#shift) * 2; ; slot = (slot + 2) & mask) {
      const found = slots[slot + 1]!;
      if (found === 0 || (slots[slot] === key && found >>> CHILD_BITS === rest)) return slot;
    }
  }

  #add(word: string, value: number): void {
    const last = word.length - 1;
    let node = UnitTrie.ROOT as number;
    for (let at = 0; at <= last; at++) node = this.#step(node, word.charCodeAt(at), at === last);
    this.#values[node >> 1] = value;
    if (word.length === 1) return;
    const pair = pairHash(word.charCodeAt(0), word.charCodeAt(1));
    this.#pairs[pair >>> 5]! |= 1 << (pair & 31);
  }

  /** The node that `unit` leads to, made where there is none, and marked where a word ends. */
  #step(node: number, unit: number, ends: boolean): number {
    if (node === UnitTrie.ROOT) {
      const known = this.#first[unit]!;
      const child = (known >= 0 ? known : this.#newPlace() * 2) | (ends ? 1 : 0);
      this.#first[unit] = child;
      return child;
    }
    let slot = this.#slotOf(node >> 1, unit);
    let edge = this.#slots[slot + 1]!;
    if (edge === 0) {
      if (++this.#edges * 4 > this.#slots.length) {
        this.#grow();
        slot = this.#slotOf(node >> 1, unit);
      }
      this.#slots[slot] = (unit << 16) | ((node >> 1) & 0xffff);
      edge = ((node >>> 17) << CHILD_BITS) | (this.#newPlace() * 2);
    }
    if (ends) edge |= 1;
    this.#slots[slot + 1] = edge;
    return edge & CHILD;
  }

  #newPlace(): number {
    const place = this.#places++;
    if (place > CHILD >> 1) throw new RangeError('too many words');
    if (place === this.#values.length) {
      const values = new Int32Array(place * 2);
      values.set(this.#values);
      this.#values = values;
    }
    return place;
  }

  #grow(): void {
    const slots = this.#slots;
    this.#slots = new Int32Array(slots.length * 2);
    this.#shift--;
    for (let from = 0; from < slots.length; from += 2) {
      const [key, edge] = [slots[from]!, slots[from + 1]!];
      if (edge === 0) continue;
      const slot = this.#slotOf(((edge >>> CHILD_BITS) << 16) | (key & 0xffff), key >>> 16);
      this.#slots[slot] = key;
      this.#slots[slot + 1] = edge;
    }
  }
}

/** Bits of a child in an edge; the seven or eight above hold what of the other node has no room beside the unit. */
const CHILD_BITS = 24;
const CHILD = (1 << CHILD_BITS) - 1;
const GOLDEN = 0x9e3779b1;
/** Bits for pairs: many times the pairs that the longest lists have. */
const PAIRS = 1 << 19;

function pairHash(first: number, second: number): number {
  return Math.imul((first << 16) | second, GOLDEN) >>> 13;
}
