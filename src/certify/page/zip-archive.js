import { inflateRaw } from './inflate.js';

/** Larger files are left to the command line. */
export const MAX_ZIP_BYTES = 1024 * 1024 * 1024;
const MAX_ENTRIES = 1000;
const MAX_DIRECTORY_BYTES = 1024 * 1024;
/** What a delivery may unpack to in any case, and how much more than it has. */
const FREE_BYTES = 64 * 1024 * 1024;
const MAX_RATIO = 250;

const [LOCAL, CENTRAL, END, DESCRIPTOR] = [0x04034b50, 0x02014b50, 0x06054b50, 0x08074b50];
const END_BYTES = 22;
const [STORED, DEFLATED] = [0, 8];
/** Deflate options, data descriptor, UTF-8 names; anything else (encryption above all) is refused. */
const FLAGS = 0x080e;
const WITH_DESCRIPTOR = 0x0008;
const UTF8 = 0x0800;

/** Why an archive is not read, as the page says it. */
export class ZipRejected extends Error {}

const damaged = () => new ZipRejected('ZIPファイルが壊れているか、途中で切れています。');
const BOMB = 'ZIPファイルが、展開すると異常に大きくなるように作られています。展開していません。';

/**
 * The entries of a ZIP file, in its order. Both directories have to say the same, no name comes twice, nothing lies
 * between, before or behind the entries, and they unpack to no more than an honest archive does. Nothing is unpacked.
 *
 * @param {Blob} blob
 * @returns {Promise<{ name: string, size: number, unpack(): Promise<Uint8Array> }[]>}
 * @throws {ZipRejected}
 */
export async function zipEntries(blob) {
  if (blob.size < END_BYTES) throw damaged();
  const end = await viewOf(blob, blob.size - END_BYTES, END_BYTES);
  const [count, length, start] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  const simple = end.getUint32(4, true) === 0 && end.getUint16(8, true) === count && end.getUint16(20, true) === 0;
  if (end.getUint32(0, true) !== END || !simple || start + length + END_BYTES !== blob.size) throw damaged();
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY_BYTES)
    throw new ZipRejected('ZIPファイルの中のファイルが多すぎます。');
  const listed = readDirectory(await viewOf(blob, start, length), count);
  if (new Set(listed.map(({ name }) => name)).size !== listed.length)
    throw new ZipRejected('ZIPファイルの中に、同じ名前のファイルが二つあります。');
  const unpacked = listed.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > Math.max(FREE_BYTES, MAX_RATIO * blob.size)) throw new ZipRejected(BOMB);
  const inOrder = [...listed].sort((a, b) => a.offset - b.offset);
  const entries = [];
  for (const [index, entry] of inOrder.entries()) {
    if (index === 0 && entry.offset !== 0) throw damaged();
    entries.push(await readEntry(blob, entry, inOrder[index + 1]?.offset ?? start));
  }
  if (entries.length === 0) throw damaged();
  return entries;
}

/** The central directory (APPNOTE 6.3.10 §4.3.12). */
function readDirectory(view, count) {
  const entries = [];
  let at = 0;
  for (; entries.length < count; ) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) throw damaged();
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [crc, packed, size] = [16, 20, 24].map((place) => view.getUint32(at + place, true));
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const offset = view.getUint32(at + 42, true);
    const next = at + 46 + name + extra + comment;
    if (next > view.byteLength || comment > 0) throw damaged();
    const text = nameOf(view, at + 46, name, flags);
    if ((method !== STORED && method !== DEFLATED) || (flags & ~FLAGS) !== 0 || text.endsWith('/'))
      throw new ZipRejected('ZIPファイルの中に、認められていない方法で格納されたファイルがあります。');
    entries.push({ name: text, flags, method, crc, packed, size, offset });
    at = next;
  }
  if (at !== view.byteLength) throw damaged();
  return entries;
}

/** The local header (§4.3.7) and the data, up to where the next entry begins. */
async function readEntry(blob, { name, flags, method, crc, packed, size, offset }, end) {
  const head = await viewOf(blob, offset, 30);
  const [nameLength, extraLength] = [head.getUint16(26, true), head.getUint16(28, true)];
  const whole = await viewOf(blob, offset, 30 + nameLength);
  const same =
    head.getUint32(0, true) === LOCAL &&
    head.getUint16(6, true) === flags &&
    head.getUint16(8, true) === method &&
    nameOf(whole, 30, nameLength, flags) === name;
  const told = [14, 18, 22].map((place) => head.getUint32(place, true));
  const from = offset + 30 + nameLength + extraLength;
  const later = (flags & WITH_DESCRIPTOR) !== 0;
  const isTold = told[0] === crc && told[1] === packed && told[2] === size;
  if (!same || !(isTold || (later && told.every((value) => value === 0)))) throw damaged();
  if (later) await checkDescriptor(blob, from + packed, end, [crc, packed, size]);
  else if (from + packed !== end) throw damaged();
  const data = blob.slice(from, from + packed);
  return {
    name,
    size,
    async unpack() {
      const bytes = method === STORED ? new Uint8Array(await data.arrayBuffer()) : await inflateRaw(data, size);
      if (bytes?.length !== size || crc32(bytes) !== crc) throw damaged();
      return bytes;
    },
  };
}

/** The data descriptor (§4.3.9) fills the place up to the next entry. */
async function checkDescriptor(blob, from, end, expected) {
  const view = await viewOf(blob, from, end - from);
  const signed = view.byteLength === 16 && view.getUint32(0, true) === DESCRIPTOR;
  if (!signed && view.byteLength !== 12) throw damaged();
  const start = signed ? 4 : 0;
  if (expected.some((value, index) => view.getUint32(start + 4 * index, true) !== value)) throw damaged();
}

function nameOf(view, start, length, flags) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, length);
  if ((flags & UTF8) === 0 && bytes.some((byte) => byte > 0x7e)) throw damaged();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged();
  }
}

async function viewOf(blob, start, length) {
  if (length < 0 || start < 0 || start + length > blob.size) throw damaged();
  return new DataView(await blob.slice(start, start + length).arrayBuffer());
}

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ CRC[(crc ^ bytes[at]) & 0xff];
  return ~crc >>> 0;
}
