/** What leads from a text to the entries of its words; made once from kuromoji's files and shared by all threads. */
export interface WordTables {
  /** The double array of all words in UTF-8: base and check of each node side by side, since both are read together. */
  trie: SharedArrayBuffer;
  /** Node that each unit of UTF-16 leads to from the root, -1 where no word begins with it. */
  firsts: SharedArrayBuffer;
  /** Where the list of a word's entries stands in `lists`, by the number that the trie gives the word. */
  words: SharedArrayBuffer;
  /**
   * Per word the number of its entries and, for each, `ENTRY` numbers: its place in `tid`, left id, right id, cost. In
   * `tid` itself the entries of a word are far apart, and each would be read from memory anew.
   */
  lists: SharedArrayBuffer;
}

export const ENTRY = 4;

const UNITS = 0x10000;

/** Tables from kuromoji's files of these names: `base`, `check`, `tid_map`, `tid`. */
export function wordTables(
  base: SharedArrayBuffer,
  check: SharedArrayBuffer,
  map: SharedArrayBuffer,
  entries: SharedArrayBuffer,
): WordTables {
  const trie = sideBySide(new Int32Array(asBuffer(base)), new Int32Array(asBuffer(check)));
  const firsts = new SharedArrayBuffer(UNITS * Int32Array.BYTES_PER_ELEMENT);
  const nodes = new Int32Array(asBuffer(firsts));
  for (let unit = 0; unit < UNITS; unit++)
    nodes[unit] = isSurrogate(unit) || unit === TERMINAL ? -1 : nodeAfter(new Int32Array(asBuffer(trie)), 0, unit);
  return { trie, firsts, ...listsOfWords(new Int32Array(asBuffer(map)), new Int16Array(asBuffer(entries))) };
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

function listsOfWords(map: Int32Array, entries: Int16Array): Pick<WordTables, 'words' | 'lists'> {
  let highest = 0;
  let size = 1;
  forEachWord(map, (word, ids) => {
    highest = Math.max(highest, word);
    size += 1 + ids.length * ENTRY;
  });
  const words = new SharedArrayBuffer((highest + 1) * Int32Array.BYTES_PER_ELEMENT);
  const lists = new SharedArrayBuffer(size * Int32Array.BYTES_PER_ELEMENT);
  const places = new Int32Array(asBuffer(words));
  const written = new Int32Array(asBuffer(lists));
  let at = 1;
  forEachWord(map, (word, ids) => {
    places[word] = at;
    written[at++] = ids.length;
    for (const id of ids) {
      written[at++] = id;
      // Left id, right id and cost, 16 bits each.
      for (let part = 0; part < 3; part++) written[at++] = entries[(id >> 1) + part]!;
    }
  });
  return { words, lists };
}

function forEachWord(map: Int32Array, found: (word: number, ids: Int32Array) => void): void {
  for (let at = 1; at + 1 < map.length; at += 2 + map[at + 1]!)
    if (map[at + 1]! > 0) found(map[at]!, map.subarray(at + 2, at + 2 + map[at + 1]!));
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The types know a view of shared memory only as one of memory that is not. */
function asBuffer(shared: SharedArrayBuffer): ArrayBuffer {
  return shared as unknown as ArrayBuffer;
}
