import type { ByteStream } from '../base/bytes.js';

/** Chunks smaller than this are joined: the SDK yields to the event loop once per chunk, which would cost more. */
const SMALL_BYTES = 32 * 1024;

/** Reads a stream in pieces of the size one asks for. Holds what was asked for and at most one chunk more. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #ended = false;

  constructor(source: ByteStream) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes without consuming them; fewer only at the end of the stream. */
  async peek(count: number): Promise<Buffer> {
    await this.#fill(count);
    const [first] = this.#waiting;
    if (!first) return Buffer.alloc(0);
    if (first.byteLength < count) this.#waiting = [Buffer.concat(this.#waiting)];
    return this.#waiting[0]!.subarray(0, count);
  }

  /** The next `count` bytes; fewer only at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    const taken = await this.peek(count);
    this.#drop(taken.byteLength);
    return taken;
  }

  /** Like `take`, in parts as they came, which spares a copy; small parts are joined. */
  async takeParts(count: number): Promise<Buffer[]> {
    await this.#fill(count);
    if (this.#bytes / this.#waiting.length < SMALL_BYTES) return [await this.take(count)];
    const parts: Buffer[] = [];
    for (let left = count; left > 0 && this.#waiting.length > 0; ) {
      const part = this.#waiting[0]!.subarray(0, left);
      parts.push(part);
      this.#drop(part.byteLength);
      left -= part.byteLength;
    }
    return parts;
  }

  /** Lets the source go; nothing is read after this. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#chunks.return?.();
  }

  /** Consumes bytes of the first chunk. */
  #drop(count: number): void {
    const [first] = this.#waiting;
    if (!first || count === 0) return;
    this.#bytes -= count;
    if (count < first.byteLength) this.#waiting[0] = first.subarray(count);
    else this.#waiting.shift();
  }

  async #fill(count: number): Promise<void> {
    while (this.#bytes < count && !this.#ended) {
      const { done, value } = await this.#chunks.next();
      if (done) this.#ended = true;
      else if (value.byteLength > 0) {
        this.#waiting.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
        this.#bytes += value.byteLength;
      }
    }
  }
}

export const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((bytes, part) => bytes + part.byteLength, 0);
