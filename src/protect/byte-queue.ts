import type { ByteStream } from '../base/bytes.js';

/** Reads a stream in pieces of the size one asks for. Holds what was asked for and at most one chunk more. */
export class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;

  constructor(source: ByteStream) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes without consuming them; fewer only at the end of the stream. */
  async peek(count: number): Promise<Buffer> {
    await this.#fill(count);
    const joined = this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting);
    this.#waiting = joined.byteLength > 0 ? [joined] : [];
    return asBuffer(joined).subarray(0, count);
  }

  /** The next `count` bytes; fewer only at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    const taken = await this.peek(count);
    const [first] = this.#waiting;
    this.#bytes -= taken.byteLength;
    this.#waiting = first && this.#bytes > 0 ? [first.subarray(taken.byteLength)] : [];
    return taken;
  }

  /** Lets the source go; nothing is read after this. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#chunks.return?.();
  }

  async #fill(count: number): Promise<void> {
    while (this.#bytes < count && !this.#ended) {
      const { done, value } = await this.#chunks.next();
      if (done) this.#ended = true;
      else if (value.byteLength > 0) {
        this.#waiting.push(value);
        this.#bytes += value.byteLength;
      }
    }
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
