import { ByteCursor } from './byte-cursor.js';
import { detectCharset } from './charset.js';
import { MAX_RIFF_TEXT_BYTES } from './limits.js';
import { type Batches, field, problem, type Reading, record } from './reading.js';
import type { RecordField } from './record.js';

/** LIST/INFO members by the names that recognizers know; @see Microsoft Multimedia Programming Interface 1.0, "INFO" */
const INFO_NAMES: Record<string, string> = {
  IART: 'artist',
  ICMT: 'comment',
  ICRD: 'date',
  IENG: 'engineer',
  IKEY: 'keywords',
  INAM: 'title',
  ISBJ: 'subject',
  ISRC: 'source',
  ITCH: 'technician',
  ICMS: 'commissioned',
  ICOP: 'copyright',
  ISFT: 'software',
};

/** Fixed text members of a `bext` chunk: offset and length in bytes. @see EBU Tech 3285, 2.3 */
const BEXT_TEXTS: readonly [string, number, number][] = [
  ['description', 0, 256],
  ['originator', 256, 32],
  ['originator_reference', 288, 32],
  ['origination_date', 320, 10],
];
const BEXT_CODING_HISTORY = 602;

const FORMAT_NAMES: Record<number, string> = {
  1: 'pcm',
  3: 'float',
  6: 'alaw',
  7: 'mulaw',
  17: 'ima-adpcm',
  49: 'gsm',
};
/** RF64: the size stands in a `ds64` chunk instead. */
const SIZE_ELSEWHERE = 0xffffffff;

/**
 * A recording in RIFF/WAVE: one record with the texts beside the audio (LIST/INFO, bext, iXML) and the facts of the
 * format in the summary. The audio itself is not examined. Sizes are checked to the last byte: a file shorter than its
 * headers say is `records/truncated-audio`.
 *
 * @see Microsoft, Multimedia Programming Interface and Data Specifications 1.0; EBU Tech 3306 (RF64)
 */
export async function* readWav(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const input = new ByteCursor(bytes);
  const fields: RecordField[] = [];
  const facts: Record<string, string | number> = {};
  const header = await input.take(12);
  const bigEndian = header.toString('latin1', 0, 4) === 'RIFX';
  const uint32 = (buffer: Buffer, at: number) => (bigEndian ? buffer.readUInt32BE(at) : buffer.readUInt32LE(at));
  // A size of 0 or of all ones is what a recorder leaves that was stopped before it could fill it in.
  const riffSize = header.length < 12 ? 0 : uint32(header, 4);
  let truncated = header.length < 12;
  let dataSize64: number | undefined;
  let dataSeen = false;

  while (!truncated) {
    const at = input.position;
    const head = await input.take(8);
    if (head.length === 0) break;
    if (head.length < 8) {
      // A stray byte or padding after the last chunk is harmless; a cut chunk header is not.
      truncated = !dataSeen || head.length > 3;
      reading.skip(head.length);
      break;
    }
    const id = head.toString('latin1', 0, 4);
    let size = uint32(head, 4);
    if (id === 'data') {
      dataSeen = true;
      if (size === SIZE_ELSEWHERE && dataSize64 !== undefined) size = dataSize64;
      const passed = await input.skip(size);
      reading.skip(passed);
      facts.audioBytes = passed;
      truncated = passed < size;
    } else if (!/^[\x20-\x7e]{4}$/.test(id)) {
      reading.skip(8 + (await input.skip(Number.POSITIVE_INFINITY)));
      yield [problem('records/broken-chunk', `byte ${at}`)];
      break;
    } else {
      const held = await input.take(Math.min(size, MAX_RIFF_TEXT_BYTES));
      const over = await input.skip(size - held.length);
      truncated = held.length + over < size;
      if (over > 0) yield [problem('records/line-too-long', `byte ${at}`)];
      if (id === 'fmt ') Object.assign(facts, formatFacts(held, bigEndian));
      else if (id === 'ds64' && held.length >= 16) dataSize64 = Number(held.readBigUInt64LE(8));
      else if (id === 'LIST') fields.push(...infoFields(held, uint32));
      else if (id === 'bext') fields.push(...bextFields(held));
      else if (id === 'iXML' || id === '_PMX') push(fields, id.trim(), held);
      else if (id !== 'fact') reading.skip(held.length);
      reading.skip(over);
    }
    if (size % 2 === 1 && !truncated) await input.skip(1);
  }
  if (riffSize !== SIZE_ELSEWHERE && input.position < riffSize + 8 - (riffSize % 2)) truncated = true;
  const rate = facts.bytesPerSecond;
  const audio = facts.audioBytes;
  if (typeof rate === 'number' && rate > 0 && typeof audio === 'number') facts.seconds = Math.round(audio / rate);
  reading.summary.facts = facts;
  yield [record('document', fields)];
  if (truncated || !dataSeen) yield [problem('records/truncated-audio', `byte ${input.position}`)];
}

function formatFacts(fmt: Buffer, bigEndian: boolean): Record<string, string | number> {
  if (fmt.length < 16) return {};
  const bytes = bigEndian ? Buffer.from(fmt.subarray(0, 16 - (fmt.length % 2))).swap16() : fmt;
  const uint32 = (at: number) => (bigEndian ? fmt.readUInt32BE(at) : bytes.readUInt32LE(at));
  const tag = bytes.readUInt16LE(0);
  return {
    codec: FORMAT_NAMES[tag] ?? `0x${tag.toString(16).padStart(4, '0')}`,
    channels: bytes.readUInt16LE(2),
    samplesPerSecond: uint32(4),
    bytesPerSecond: uint32(8),
    bitsPerSample: bytes.readUInt16LE(14),
  };
}

function infoFields(list: Buffer, uint32: (buffer: Buffer, at: number) => number): RecordField[] {
  const fields: RecordField[] = [];
  if (list.toString('latin1', 0, 4) !== 'INFO') return fields;
  for (let at = 4; at + 8 <= list.length; ) {
    const id = list.toString('latin1', at, at + 4);
    const size = uint32(list, at + 4);
    push(fields, INFO_NAMES[id] ?? id.trim(), list.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  return fields;
}

function bextFields(bext: Buffer): RecordField[] {
  const fields: RecordField[] = [];
  for (const [name, at, length] of BEXT_TEXTS) push(fields, name, bext.subarray(at, at + length));
  push(fields, 'coding_history', bext.subarray(BEXT_CODING_HISTORY));
  return fields;
}

/** Adds the text of a NUL-terminated member, whose charset no chunk tells. */
function push(fields: RecordField[], name: string, bytes: Buffer): void {
  const end = bytes.indexOf(0);
  const content = end < 0 ? bytes : bytes.subarray(0, end);
  if (content.length === 0) return;
  const charset = detectCharset(content, true)?.charset ?? 'utf-8';
  fields.push(field(name, new TextDecoder(charset).decode(content), ['RIFF']));
}
