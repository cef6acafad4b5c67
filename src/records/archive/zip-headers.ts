import { crc32 } from 'node:zlib';
import type { ByteCursor } from '../byte-cursor.js';
import { decodeBytes } from '../mail-words.js';

/** Signatures of the parts of a ZIP file, as little-endian numbers. @see PKWARE APPNOTE 6.3.10, 4.3 */
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
export const ZIP64_END = 0x06064b50;
export const ZIP64_LOCATOR = 0x07064b50;
export const DATA_DESCRIPTOR = 0x08074b50;
export const ARCHIVE_EXTRA = 0x08064b50;
export const DIGITAL_SIGNATURE = 0x05054b50;

/** General purpose bits. */
export const ENCRYPTED = 1;
export const HAS_DESCRIPTOR = 1 << 3;
const STRONGLY_ENCRYPTED = 1 << 6;
const UTF8_NAME = 1 << 11;
const MASKED_HEADER = 1 << 13;

const ELSEWHERE = 0xffffffff;
const AES_METHOD = 99;

/** What a local header and the central directory both say about an entry. */
export interface ZipHeader {
  name: string;
  comment: string;
  nameBytes: Buffer;
  flags: number;
  /** 0 stored, 8 deflate. */
  method: number;
  crc: number;
  /** Bytes in the archive. */
  packed: number;
  /** Bytes when unpacked. */
  size: number;
  /** Of the local header in the archive; only the central directory tells it. */
  offset: number;
  hasZip64: boolean;
}

/** The local header behind its signature; undefined when the archive ends in it. */
export async function localHeader(input: ByteCursor): Promise<ZipHeader | undefined> {
  const offset = input.position - 4;
  const fixed = await input.take(26);
  if (fixed.length < 26) return undefined;
  const nameBytes = await input.take(fixed.readUInt16LE(22));
  const extraLength = fixed.readUInt16LE(24);
  const extra = await input.take(extraLength);
  if (extra.length < extraLength) return undefined;
  return header(fixed, nameBytes, extra, Buffer.alloc(0), offset);
}

/** A header of the central directory behind its signature; undefined when the archive ends in it. */
export async function centralHeader(input: ByteCursor): Promise<ZipHeader | undefined> {
  const fixed = await input.take(42);
  if (fixed.length < 42) return undefined;
  const nameBytes = await input.take(fixed.readUInt16LE(24));
  const extra = await input.take(fixed.readUInt16LE(26));
  const commentLength = fixed.readUInt16LE(28);
  const comment = await input.take(commentLength);
  if (comment.length < commentLength) return undefined;
  return header(fixed.subarray(2), nameBytes, extra, comment, fixed.readUInt32LE(38));
}

export function isEncrypted({ flags, method }: ZipHeader): boolean {
  return (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | MASKED_HEADER)) !== 0 || method === AES_METHOD;
}

/** @param fixed - from `version needed` on, which both headers have in common up to the length of the name */
function header(fixed: Buffer, nameBytes: Buffer, extra: Buffer, comment: Buffer, offset: number): ZipHeader {
  const flags = fixed.readUInt16LE(2);
  const fields = extraFields(extra);
  const read: ZipHeader = {
    name: nameOf(nameBytes, flags, fields),
    comment: comment.length === 0 ? '' : decodeBytes(comment, (flags & UTF8_NAME) !== 0 ? 'utf-8' : undefined),
    nameBytes,
    flags,
    method: fixed.readUInt16LE(4),
    crc: fixed.readUInt32LE(10),
    packed: fixed.readUInt32LE(14),
    size: fixed.readUInt32LE(18),
    offset,
    hasZip64: fields.has(1),
  };
  // The 64-bit values that are there, in this order, stand for those of all ones.
  const wide = fields.get(1) ?? Buffer.alloc(0);
  let at = 0;
  for (const member of ['size', 'packed', 'offset'] as const) {
    if (read[member] !== ELSEWHERE || at + 8 > wide.length) continue;
    read[member] = Number(wide.readBigUInt64LE(at));
    at += 8;
  }
  return read;
}

function extraFields(extra: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** Windows writes CP932 without saying so; Info-ZIP adds the name in UTF-8 with the checksum of the one it is for. */
function nameOf(bytes: Buffer, flags: number, fields: Map<number, Buffer>): string {
  const unicode = fields.get(0x7075);
  if (unicode && unicode.length > 5 && unicode.readUInt32LE(1) === crc32(bytes)) return unicode.toString('utf8', 5);
  return bytes.length === 0 ? '' : decodeBytes(bytes, (flags & UTF8_NAME) !== 0 ? 'utf-8' : undefined);
}
