import { ByteCursor } from '../byte-cursor.js';
import { MAX_TAG_BYTES } from '../limits.js';
import { type Batches, problem, type Reading, record } from '../reading.js';
import type { RecordField } from '../record.js';
import { vorbisFields } from './vorbis-comment.js';

const HEADER_BYTES = 27;
const END_OF_STREAM = 4;
/** Streams of one file that are followed. */
const MAX_STREAMS = 100;
/** Packets at the beginning of a stream that may be its comment. FLAC in Ogg has it among the first few. */
const HEADER_PACKETS = 8;

/** What a comment packet begins with, by codec; FLAC's block header is 4 bytes. */
const COMMENTS: readonly { start: Buffer; skip: number }[] = [
  { start: Buffer.from('\x03vorbis', 'latin1'), skip: 7 },
  { start: Buffer.from('OpusTags', 'latin1'), skip: 8 },
  { start: Buffer.from('\x81theora', 'latin1'), skip: 7 },
];

interface Stream {
  codec: string;
  packets: number;
  packet: Buffer[];
  length: number;
  ended: boolean;
}

/**
 * A recording in Ogg (Vorbis, Opus, FLAC, Speex): one record with the comments of its streams. The sound is not
 * examined, but followed page by page: a stream without its last page is `records/truncated-audio`.
 *
 * @see RFC 3533
 */
export async function* readOgg(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  const input = new ByteCursor(bytes);
  const streams = new Map<number, Stream>();
  const fields: RecordField[] = [];
  let truncated = false;
  let brokenAt: number | undefined;
  let audioBytes = 0;
  for (;;) {
    const header = await input.take(HEADER_BYTES);
    if (header.length === 0) break;
    truncated = header.length < HEADER_BYTES;
    if (!truncated && header.toString('latin1', 0, 4) !== 'OggS') brokenAt = input.position - HEADER_BYTES;
    if (truncated || brokenAt !== undefined) {
      reading.skip(header.length + (await input.skip(Number.POSITIVE_INFINITY)));
      break;
    }
    const lacing = await input.take(header[26] ?? 0);
    const length = lacing.reduce((sum, size) => sum + size, 0);
    const body = await input.take(length);
    const stream = streamOf(streams, header.readUInt32LE(14));
    const isHeader = stream !== undefined && stream.packets < HEADER_PACKETS && header.readBigInt64LE(6) <= 0n;
    if (stream && isHeader) fields.push(...takePackets(stream, lacing, body));
    else {
      reading.skip(body.length);
      audioBytes += body.length;
    }
    if (stream && ((header[5] ?? 0) & END_OF_STREAM) !== 0) stream.ended = true;
    truncated = lacing.length < (header[26] ?? 0) || body.length < length;
    if (truncated) break;
  }
  const codecs = [...new Set([...streams.values()].map(({ codec }) => codec))].filter((codec) => codec !== '');
  reading.summary.facts = { audioBytes, ...(codecs.length > 0 && { codec: codecs.join(',') }) };
  yield [record('document', fields)];
  if (brokenAt !== undefined) yield [problem('records/broken-chunk', `byte ${brokenAt}`)];
  else if (truncated || [...streams.values()].some(({ ended }) => !ended))
    yield [problem('records/truncated-audio', `byte ${input.position}`)];
}

function streamOf(streams: Map<number, Stream>, serial: number): Stream | undefined {
  const known = streams.get(serial);
  if (known || streams.size >= MAX_STREAMS) return known;
  const stream = { codec: '', packets: 0, packet: [], length: 0, ended: false };
  streams.set(serial, stream);
  return stream;
}

/** A packet goes on over segments of 255 bytes, and over pages. */
function takePackets(stream: Stream, lacing: Buffer, body: Buffer): RecordField[] {
  const fields: RecordField[] = [];
  let at = 0;
  for (const size of lacing) {
    if (stream.length < MAX_TAG_BYTES) stream.packet.push(body.subarray(at, at + size));
    stream.length += size;
    at += size;
    if (size === 255) continue;
    fields.push(...packetFields(stream, Buffer.concat(stream.packet)));
    stream.packets += 1;
    stream.packet = [];
    stream.length = 0;
  }
  return fields;
}

function packetFields(stream: Stream, packet: Buffer): RecordField[] {
  if (stream.packets === 0) {
    stream.codec = /vorbis|Opus|FLAC|Speex|theora/i.exec(packet.toString('latin1', 0, 8))?.[0].toLowerCase() ?? '';
    return [];
  }
  const comment = COMMENTS.find(({ start }) => packet.subarray(0, start.length).equals(start));
  if (comment) return vorbisFields(packet.subarray(comment.skip));
  if (stream.codec === 'flac') return ((packet[0] ?? 0) & 0x7f) === 4 ? vorbisFields(packet.subarray(4)) : [];
  return stream.codec === 'speex' && stream.packets === 1 ? vorbisFields(packet) : [];
}
