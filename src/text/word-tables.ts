/** What leads from a text to the entries of its words; made once from kuromoji's files and shared by all threads. */
export interface WordTables {
  /** The double array of all words in UTF-8: base and check of each node side by side, since both are read together. */
  trie: SharedArrayBuffer;
  /** Node that each unit of UTF-16 leads to from the root, -1 where no word begins with it. */
  firsts: SharedArrayBuffer;
  /** Where the list of a word's entries stands in `tid_map`, by the number that the trie gives the word. */
  words: SharedArrayBuffer;
}

const UNITS = 0x10000;

export function wordTables(base: SharedArrayBuffer, check: SharedArrayBuffer, lists: SharedArrayBuffer): WordTables {
  const trie = sideBySide(new Int32Array(asBuffer(base)), new Int32Array(asBuffer(check)));
  const firsts = new SharedArrayBuffer(UNITS * Int32Array.BYTES_PER_ELEMENT);
  const nodes = new Int32Array(asBuffer(firsts));
  for (let unit = 0; unit < UNITS; unit++)
    nodes[unit] = isSurrogate(unit) || unit === TERMINAL ? -1 : nodeAfter(new Int32Array(asBuffer(trie)), 0, unit);
  return { trie, firsts, words: placesOfWords(new Int32Array(asBuffer(lists))) };
}

/** Code that ends a word in the trie. */
export const TERMINAL = 0;

/** The node that the code of one byte leads to; -1 where there is none. */
export function step(trie: Int32Array, node: number, code: number): number {
  const child = trie[node * 2]! + code;
  return trie[child * 2 + 1] === node ? child : -1;
}

/** The node that a character of the BMP leads to, by the bytes that UTF-8 writes it in. */
export function nodeAfter(trie: Int32Array, from: number, unit: number): number {
  if (unit < 0x80) return step(trie, from, unit);
  let node = step(trie, from, unit < 0x800 ? 0xc0 | (unit >> 6) : 0xe0 | (unit >> 12));
  if (unit >= 0x800 && node !== -1) node = step(trie, node, 0x80 | ((unit >> 6) & 0x3f));
  return node === -1 ? -1 : step(trie, node, 0x80 | (unit & 0x3f));
}

function sideBySide(base: Int32Array, check: Int32Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(base.length * 2 * Int32Array.BYTES_PER_ELEMENT);
  const trie = new Int32Array(asBuffer(shared));
  for (let node = 0; node < base.length; node++) {
    trie[node * 2] = base[node]!;
    trie[node * 2 + 1] = check[node]!;
  }
  return shared;
}

function placesOfWords(lists: Int32Array): SharedArrayBuffer {
  let highest = 0;
  const forEach = (found: (word: number, place: number) => void) => {
    for (let at = 1; at + 1 < lists.length; at += 2 + lists[at + 1]!) if (lists[at + 1]! > 0) found(lists[at]!, at + 1);
  };
  forEach((word) => {
    highest = Math.max(highest, word);
  });
  const shared = new SharedArrayBuffer((highest + 1) * Int32Array.BYTES_PER_ELEMENT);
  const places = new Int32Array(asBuffer(shared));
  forEach((word, place) => {
    places[word] = place;
  });
  return shared;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The types know a view of shared memory only as one of memory that is not. */
function asBuffer(shared: SharedArrayBuffer): ArrayBuffer {
  return shared as unknown as ArrayBuffer;
}
