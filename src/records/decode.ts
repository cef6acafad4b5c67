import { detectCharset } from './charset.js';
import { SAMPLE_BYTES } from './limits.js';
import type { Reading } from './reading.js';
import { SliceDecoder } from './slice-decoder.js';

/**
 * Text of `bytes`, in pieces. What cannot be decoded becomes U+FFFD, a problem `records/undecodable-bytes` with its
 * byte position, and unexamined bytes.
 *
 * @param bytes - from the start of the object, byte order mark included
 * @param known - the charset when it is told (a mail part) or detected; undefined while there was only ASCII
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  known: { charset: string; bomBytes: number } | undefined,
  reading: Reading,
): AsyncGenerator<string, void, undefined> {
  let decoder = known && new SliceDecoder(known.charset, reading, known.bomBytes);
  let skip = known?.bomBytes ?? 0;
  let position = 0;
  let sample: Buffer | undefined;
  for await (const chunk of bytes) {
    const cut = Math.min(skip, chunk.byteLength);
    skip -= cut;
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset + cut, chunk.byteLength - cut);
    if (decoder) {
      yield* decoder.push(buffer);
      continue;
    }
    // Only ASCII so far: the charset shows at the first other byte and what follows it.
    const first: number = sample ? 0 : firstOther(buffer);
    if (first > 0) yield buffer.toString('latin1', 0, first);
    position += first;
    if (first === buffer.length) continue;
    sample = Buffer.concat([sample ?? Buffer.alloc(0), buffer.subarray(first)]);
    if (sample.length < SAMPLE_BYTES) continue;
    decoder = decoderFor(sample, false, position, reading);
    yield* decoder.push(sample);
    sample = undefined;
  }
  if (sample) {
    decoder = decoderFor(sample, true, position, reading);
    yield* decoder.push(sample);
  }
  if (decoder) yield* decoder.end();
}

function decoderFor(sample: Buffer, whole: boolean, position: number, reading: Reading): SliceDecoder {
  // Bytes of no text after so much ASCII are read as UTF-8, which names each place that is none.
  const head = sample.subarray(0, SAMPLE_BYTES);
  const found = detectCharset(head, whole && head.length === sample.length)?.charset;
  const charset = found === undefined || found.startsWith('utf-16') ? 'utf-8' : found;
  reading.summary.charset = charset;
  return new SliceDecoder(charset, reading, position);
}

/** Offset of the first byte that is not plain ASCII: ≥ 0x80, ESC or NUL. */
function firstOther(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === 0x1b || byte === 0) return at;
  }
  return bytes.length;
}
