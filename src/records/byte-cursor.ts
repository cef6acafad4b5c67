/** Takes and passes over counted bytes of a stream. Holds no more than what is asked for and the chunk at hand. */
export class ByteCursor {
  /** Bytes handed out or passed over so far. */
  position = 0;
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** `count` bytes, fewer at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const part = await this.next(missing);
      if (!part) break;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  /** The next bytes without moving on; fewer than `count` at the end of the stream. */
  async peek(count: number): Promise<Buffer> {
    if (this.#held.length >= count) return this.#held.subarray(0, count);
    const bytes = await this.take(count);
    this.unread(bytes);
    return bytes;
  }

  /** What is at hand, at least one byte and at most `limit`; undefined at the end of the stream. */
  async next(limit: number): Promise<Buffer | undefined> {
    if (limit <= 0 || !(await this.#fill())) return undefined;
    const part = this.#held.subarray(0, limit);
    this.#held = this.#held.subarray(part.length);
    this.position += part.length;
    return part;
  }

  /** Puts back what was taken last. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held]);
    this.position -= bytes.length;
  }

  /** @returns bytes passed over, fewer than `count` at the end of the stream */
  async skip(count: number): Promise<number> {
    let passed = 0;
    while (passed < count) {
      const part = await this.next(count - passed);
      if (!part) break;
      passed += part.length;
    }
    return passed;
  }

  async #fill(): Promise<boolean> {
    while (this.#held.length === 0) {
      const { done, value } = await this.#iterator.next();
      if (done) return false;
      this.#held = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    return true;
  }
}
