import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { KuromojiToken } from 'kuromojin';

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

/** The dictionary's tables, unpacked once and shared by all threads: about 65 MB. Nobody writes to them. */
export type Dictionary = { readonly [Name in keyof typeof FILES]: SharedArrayBuffer };

/** kuromoji's tokenizer as far as it is used. */
export interface Kuromoji {
  tokenizeForSentence(text: string): KuromojiToken[];
  token_info_dictionary: {
    target_map: Record<string, number[]>;
    dictionary: { getShort(at: number): number };
    getFeatures(id: number): string;
  };
}

// kuromojin has no way to hand in tables, so its kuromoji is taken: the one it was published with, wherever it lies.
const require = createRequire(createRequire(import.meta.url).resolve('kuromojin'));

/** Unpacks the dictionary that comes with kuromoji. */
export async function readDictionary(): Promise<Dictionary> {
  const folder = join(dirname(require.resolve('kuromoji')), '..', 'dict');
  const read = async (name: string): Promise<[string, SharedArrayBuffer]> => {
    const packed = await readFile(join(folder, `${name}.dat.gz`));
    // The last four bytes of a gzip file are its unpacked size: one chunk of it saves a second copy.
    const size = packed.readUInt32LE(packed.length - 4);
    const unpacked = await promisify(gunzip)(packed, { chunkSize: Math.max(64, size) });
    const shared = new SharedArrayBuffer(unpacked.length);
    new Uint8Array(shared).set(unpacked);
    return [name, shared];
  };
  return Object.fromEntries(await Promise.all(Object.keys(FILES).map(read))) as unknown as Dictionary;
}

/** A tokenizer on these tables; its words' index, about 60 MB, is this thread's own. */
export function kuromojiOf(dictionary: Dictionary): Kuromoji {
  const DynamicDictionaries = require('kuromoji/src/dict/DynamicDictionaries.js');
  const Tokenizer = require('kuromoji/src/Tokenizer.js');
  const table = (name: keyof typeof FILES) => new FILES[name](dictionary[name] as unknown as ArrayBuffer);
  const tables = new DynamicDictionaries();
  tables.loadTrie(table('base'), table('check'));
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
