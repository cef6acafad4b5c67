import { detectCharset } from './charset.js';
import { Iso2022JpToEuc } from './iso2022jp.js';
import { SAMPLE_BYTES } from './limits.js';
import { problem, type Reading } from './reading.js';

/** Undecodable places named one by one; after that decoding goes on and only counts them. */
const NAMED_PLACES = 20;

/** Bytes without a line end that are held before they are decoded. */
const SLICE_BYTES = 64 * 1024;

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
  const charset = detectCharset(head, whole && head.length === sample.length)?.charset ?? 'utf-8';
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

/** Decodes in slices that begin and end between characters, so that a slice that fails can be looked at by itself. */
class SliceDecoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;
  readonly #lenient: InstanceType<typeof TextDecoder>;
  readonly #iso: Iso2022JpToEuc | undefined;
  #held: Buffer = Buffer.alloc(0);
  #named = 0;
  #nulNamed = false;

  constructor(
    /** WHATWG label. */
    readonly charset: string,
    readonly reading: Reading,
    /** Offset of the next byte in the object. */
    private position: number,
  ) {
    this.#iso = charset === 'iso-2022-jp' ? new Iso2022JpToEuc() : undefined;
    const label = this.#iso ? 'euc-jp' : charset;
    this.#decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    this.#lenient = new TextDecoder(label, { ignoreBOM: true });
  }

  *push(chunk: Buffer): Generator<string, void, undefined> {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const wide = this.charset.startsWith('utf-16');
    let end = wide ? 0 : this.#held.lastIndexOf(0x0a) + 1;
    if (end === 0 && (wide || this.#held.length >= SLICE_BYTES)) end = lastBoundary(this.#held, this.charset);
    if (end === 0) return;
    const slice = this.#held.subarray(0, end);
    this.#held = this.#held.subarray(end);
    yield* this.#decode(slice, false);
  }

  *end(): Generator<string, void, undefined> {
    yield* this.#decode(this.#held, true);
    this.#held = Buffer.alloc(0);
  }

  *#decode(slice: Buffer, last: boolean): Generator<string, void, undefined> {
    const start = this.position;
    this.position += slice.length;
    const { euc: bytes, from } = this.#iso?.convert(slice, last) ?? { euc: slice, from: undefined };
    if (bytes.length === 0) return;
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch {
      text = this.#decodePieces(bytes, (at) => start + (from ? (from[at] ?? 0) : at));
    }
    this.#nameNul(text, bytes, start, from);
    yield text;
  }

  /** Line by line, then character by character, to find the places that have no character. */
  #decodePieces(bytes: Buffer, positionOf: (at: number) => number): string {
    let text = '';
    let at = 0;
    while (at < bytes.length) {
      const newline = this.charset.startsWith('utf-16') ? -1 : bytes.indexOf(0x0a, at);
      const end = newline < 0 ? bytes.length : newline + 1;
      const line = bytes.subarray(at, end);
      const lineAt = at;
      if (this.#named < NAMED_PLACES) text += this.#decodeLine(line, (offset) => positionOf(lineAt + offset));
      else {
        const lenient = this.#lenient.decode(line);
        this.reading.skip(lenient.split('\ufffd').length - 1);
        text += lenient;
      }
      at = end;
    }
    return text;
  }

  #decodeLine(line: Buffer, positionOf: (at: number) => number): string {
    try {
      return this.#decoder.decode(line);
    } catch {
      let text = '';
      for (let at = 0; at < line.length; ) {
        const length = Math.min(unitLength(line, at, this.charset), line.length - at);
        try {
          text += this.#decoder.decode(line.subarray(at, at + length));
          at += length;
        } catch {
          this.#name(positionOf(at));
          text += '\ufffd';
          // Only the first byte is given up: what follows a stray byte may be well formed.
          const step = this.charset.startsWith('utf-16') ? Math.min(2, length) : 1;
          this.reading.skip(step);
          at += step;
        }
      }
      return text;
    }
  }

  /** NUL decodes, but no text holds it; one in the middle of a number would hide the number. */
  #nameNul(text: string, bytes: Buffer, start: number, from: Int32Array | undefined): void {
    if (this.#nulNamed || !text.includes('\0')) return;
    this.#nulNamed = true;
    const wide = this.charset.startsWith('utf-16');
    const at = wide ? text.indexOf('\0') * 2 : bytes.indexOf(0);
    this.#name(start + (from ? (from[at] ?? 0) : at));
  }

  #name(position: number): void {
    if (this.#named >= NAMED_PLACES) return;
    this.#named += 1;
    this.reading.pending.push(problem('records/undecodable-bytes', `byte ${position}`));
  }
}

/** Where the last whole character of `bytes` ends, which begin with a whole character. */
function lastBoundary(bytes: Uint8Array, charset: string): number {
  // ISO-2022-JP keeps its own state from call to call.
  if (charset === 'iso-2022-jp') return bytes.length;
  let at = 0;
  if (charset.startsWith('utf-16')) {
    at = bytes.length - (bytes.length % 2);
    const high = bytes[charset === 'utf-16le' ? at - 1 : at - 2] ?? 0;
    return at >= 2 && high >= 0xd8 && high <= 0xdb ? at - 2 : at;
  }
  for (;;) {
    const next = at + unitLength(bytes, at, charset);
    if (next > bytes.length) return at;
    at = next;
    if (at === bytes.length) return at;
  }
}

/** Bytes that the character at `at` has by its first byte. */
function unitLength(bytes: Uint8Array, at: number, charset: string): number {
  const byte = bytes[at] ?? 0;
  switch (charset) {
    case 'utf-8':
      if (byte >= 0xf0) return 4;
      if (byte >= 0xe0) return 3;
      return byte >= 0xc0 ? 2 : 1;
    case 'shift_jis':
      return (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc) ? 2 : 1;
    case 'utf-16le':
    case 'utf-16be': {
      const high = bytes[charset === 'utf-16le' ? at + 1 : at] ?? 0;
      return high >= 0xd8 && high <= 0xdb ? 4 : 2;
    }
    default:
      // EUC-JP, also what ISO-2022-JP was turned into.
      if (byte === 0x8f) return 3;
      return byte === 0x8e || (byte >= 0xa1 && byte <= 0xfe) ? 2 : 1;
  }
}
