import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/fault.js';
import { encodeLegacy } from '../text/legacy-encoding.js';

/**
 * Shorter forms are found by chance in compressed or random data, so they prove nothing: a name of two characters is
 * looked for in UTF-8 (6 bytes), one of three in every encoding.
 */
const LEAST_BYTES = 6;
/** Documents are full of hashes, dates and numbers: a short run of digits or letters is in one of them by chance. */
const LEAST_ASCII = 10;
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'euc-jp', 'iso-2022-jp'] as const;

export interface Remanence {
  /** Files below the folder that were read, and their bytes. */
  files: number;
  bytes: number;
  /** Forms (value × encoding) that were looked for. */
  forms: number;
  /** Where one was found; the value itself is not repeated. */
  found: { file: string; encoding: string }[];
}

/** Looks for every value in every encoding in every file below `folder`; holds one chunk of one file at a time. */
export async function remanenceOf(folder: string, values: Iterable<string>): Promise<Remanence> {
  const needles = new Needles(values);
  const result: Remanence = { files: 0, bytes: 0, forms: needles.count, found: [] };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    try {
      for await (const encoding of scan(file, needles, result)) result.found.push({ file, encoding });
      result.files += 1;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error; // a database's log that was removed meanwhile
    }
  }
  return result;
}

async function* scan(file: string, needles: Needles, result: Remanence): AsyncGenerator<string> {
  let carried = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const window = Buffer.concat([carried, chunk as Buffer]);
    result.bytes += (chunk as Buffer).byteLength;
    yield* needles.in(window, carried.byteLength);
    carried = window.subarray(Math.max(0, window.byteLength - needles.longest));
  }
}

/** The forms to look for, by their first four bytes. */
class Needles {
  count = 0;
  longest = 0;
  readonly #byStart = new Map<number, { bytes: Buffer; encoding: string }[]>();

  constructor(values: Iterable<string>) {
    for (const value of new Set(values)) {
      if (isAscii(Buffer.from(value)) && value.length < LEAST_ASCII) continue;
      for (const encoding of ENCODINGS) {
        const bytes = encoded(value, encoding);
        if (!bytes || bytes.byteLength < leastBytes(bytes)) continue;
        const start = bytes.readUInt32BE(0);
        const bucket = this.#byStart.get(start);
        if (bucket) bucket.push({ bytes, encoding });
        else this.#byStart.set(start, [{ bytes, encoding }]);
        this.count += 1;
        this.longest = Math.max(this.longest, bytes.byteLength);
      }
    }
  }

  /** Encodings of the needles that end in `window` behind its first `seen` bytes, which were looked at before. */
  *in(window: Buffer, seen: number): Generator<string> {
    let start = 0;
    for (let at = 0; at < window.byteLength; at++) {
      start = ((start << 8) | (window[at] as number)) >>> 0;
      if (at < 3) continue;
      for (const { bytes, encoding } of this.#byStart.get(start) ?? []) {
        const end = at - 3 + bytes.byteLength;
        if (end > seen && end <= window.byteLength && window.subarray(at - 3, end).equals(bytes)) yield encoding;
      }
    }
  }
}

/** Kanji in ISO-2022-JP are printable ASCII bytes. */
function leastBytes(bytes: Buffer): number {
  return isAscii(bytes) ? LEAST_ASCII : LEAST_BYTES;
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

function encoded(value: string, encoding: (typeof ENCODINGS)[number]): Buffer | undefined {
  if (encoding === 'utf-8') return Buffer.from(value, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(value, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(value, 'utf16le').swap16();
  return encodeLegacy(value, encoding);
}
