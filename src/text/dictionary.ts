import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { KuromojiToken } from 'kuromojin';
import { kindsOfWords } from './word-kinds.js';
import { type WordTables, wordTables } from './word-tables.js';

/** kuromoji's files, and how it reads each; the names are those of its `DictionaryLoader`. */
const FILES = {
  base: Int32Array,
  check: Int32Array,
  tid: Uint8Array,
  tid_pos: Uint8Array,
  tid_map: Uint8Array,
  cc: Int16Array,
  unk: Uint8Array,
  unk_pos: Uint8Array,
  unk_map: Uint8Array,
  unk_char: Uint8Array,
  unk_compat: Uint32Array,
  unk_invoke: Uint8Array,
} as const;

type FileName = keyof typeof FILES;

/** The dictionary's tables, unpacked once and shared by all threads: about 65 MB. Nobody writes to them. */
export type Dictionary = {
  readonly [Name in Exclude<FileName, 'base' | 'check'> | keyof WordTables | 'kinds']: SharedArrayBuffer;
};

/** kuromoji's tokenizer as far as it is used. */
export interface Kuromoji {
  tokenizeForSentence(text: string): KuromojiToken[];
  token_info_dictionary: {
    target_map: Record<string, number[]>;
    dictionary: { getShort(at: number): number };
    getFeatures(id: number): string;
  };
}

const CHUNK = 1 << 18;

// kuromojin has no way to hand in tables, so its kuromoji is taken: the one it was published with, wherever it lies.
const require = createRequire(createRequire(import.meta.url).resolve('kuromojin'));

/** Unpacks the dictionary that comes with kuromoji. */
export async function readDictionary(): Promise<Dictionary> {
  const folder = join(dirname(require.resolve('kuromoji')), '..', 'dict');
  const { base, check, ...tables } = Object.fromEntries(
    await Promise.all(Object.keys(FILES).map(async (name) => [name, await unpacked(join(folder, `${name}.dat.gz`))])),
  ) as { [Name in FileName]: SharedArrayBuffer };
  const words = wordTables(base, check, tables.tid_map, tables.tid);
  return { ...tables, ...words, kinds: kindsOfWords(words, tables.tid, tables.tid_pos) };
}

/**
 * The content of a gzip file, written where it stays as it comes. The files end in up to 10 MB of zeros, which are not
 * written, so that they take no memory; where they are most of a file they are cut off.
 */
async function unpacked(path: string): Promise<SharedArrayBuffer> {
  const shared = new SharedArrayBuffer(await unpackedSize(path));
  const bytes = new Uint8Array(shared);
  let at = 0;
  let used = 0;
  for await (const chunk of createReadStream(path).pipe(createGunzip({ chunkSize: CHUNK })) as AsyncIterable<Buffer>) {
    let length = chunk.length;
    while (length > 0 && chunk[length - 1] === 0) length--;
    if (length > 0) {
      bytes.set(chunk.subarray(0, length), at);
      used = at + length;
    }
    at += chunk.length;
  }
  const aligned = Math.ceil(used / 8) * 8 + 8;
  return aligned < shared.byteLength / 2 ? shared.slice(0, aligned) : shared;
}

/** The last four bytes of a gzip file are its unpacked size. */
async function unpackedSize(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    return buffer.readUInt32LE(0);
  } finally {
    await file.close();
  }
}

/** kuromoji's own tokenizer on these tables; its words' index, about 60 MB, is this thread's own. */
export function kuromojiOf(dictionary: Dictionary): Kuromoji {
  const DynamicDictionaries = require('kuromoji/src/dict/DynamicDictionaries.js');
  const Tokenizer = require('kuromoji/src/Tokenizer.js');
  const table = (name: Exclude<FileName, 'base' | 'check'>) =>
    new FILES[name](dictionary[name] as unknown as ArrayBuffer);
  const tables = new DynamicDictionaries();
  const nodes = new Int32Array(dictionary.trie as unknown as ArrayBuffer);
  tables.loadTrie(
    nodes.filter((_, at) => at % 2 === 0),
    nodes.filter((_, at) => at % 2 === 1),
  );
  tables.loadTokenInfoDictionaries(table('tid'), table('tid_pos'), table('tid_map'));
  tables.loadConnectionCosts(table('cc'));
  tables.loadUnknownDictionaries(
    table('unk'),
    table('unk_pos'),
    table('unk_map'),
    table('unk_char'),
    table('unk_compat'),
    table('unk_invoke'),
  );
  return new Tokenizer(tables);
}
