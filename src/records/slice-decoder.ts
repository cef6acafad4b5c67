import { lastBoundary, unitLength } from './characters.js';
import { Iso2022JpToEuc } from './iso2022jp.js';
import { problem, type Reading } from './reading.js';

/** Undecodable places named one by one; after that decoding goes on and only counts them. */
const NAMED_PLACES = 20;

/** Bytes without a line end that are held before they are decoded. */
const SLICE_BYTES = 64 * 1024;

/** Decodes in slices that begin and end between characters, so that a slice that fails can be looked at by itself. */
export class SliceDecoder {
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
