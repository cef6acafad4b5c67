import type { ByteStream } from '../base/bytes.js';

const PIECE_BYTES = 64 * 1024;

/** A byte stream whose beginning can be looked at before it is read, and that knows how much was read. */
export class ByteSource {
  /** Bytes taken from the source so far. */
  bytes = 0;
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Uint8Array[] = [];
  #ended = false;

  constructor(source: ByteStream) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** The first `limit` bytes (fewer when the source is shorter), which stay to be read. `whole`: there is no more. */
  async head(limit: number): Promise<{ bytes: Buffer; whole: boolean }> {
    let length = 0;
    for (const chunk of this.#held) length += chunk.byteLength;
    // One byte more than asked for, so that `whole` does not depend on how the source is cut into chunks.
    while (length <= limit) {
      const chunk = await this.#pull();
      if (!chunk) break;
      this.#held.push(chunk);
      length += chunk.byteLength;
    }
    const bytes = Buffer.concat(this.#held);
    this.#held = [bytes];
    return { bytes: bytes.subarray(0, limit), whole: length <= limit };
  }

  /** What has not been read yet, from the beginning; may be called again to go on. */
  async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const chunk = this.#held.shift() ?? (await this.#pull());
      if (!chunk) return;
      // A source may hand over megabytes at once; what is made of a piece is held until it is consumed.
      for (let at = 0; at < chunk.byteLength; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
    }
  }

  /** Reads to the end without keeping anything. @returns bytes passed over */
  async drain(): Promise<number> {
    let bytes = 0;
    for await (const chunk of this.rest()) bytes += chunk.byteLength;
    return bytes;
  }

  /** Lets go of the source: a file handle or a connection behind it is closed. */
  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#iterator.return?.();
  }

  async #pull(): Promise<Uint8Array | undefined> {
    if (this.#ended) return undefined;
    const { done, value } = await this.#iterator.next();
    if (done) {
      this.#ended = true;
      return undefined;
    }
    this.bytes += value.byteLength;
    return value;
  }
}
