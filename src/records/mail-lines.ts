/** A line longer than this comes in pieces: MIME allows 998 bytes, senders more. */
const MAX_LINE_BYTES = 64 * 1024;

export interface MailLine {
  /** With its line end. */
  bytes: Buffer;
  /** True when it begins a line: only there a boundary counts. */
  fresh: boolean;
}

/** Lines of bytes, pulled one at a time; a line may be looked at and left for the next reader. */
export class MailLines {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;
  #fresh = true;
  #peeked: MailLine | undefined;
  /** Bytes handed out so far. */
  position = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  async peek(): Promise<MailLine | undefined> {
    this.#peeked ??= await this.#read();
    return this.#peeked;
  }

  async next(): Promise<MailLine | undefined> {
    const line = this.#peeked ?? (await this.#read());
    this.#peeked = undefined;
    this.position += line?.bytes.length ?? 0;
    return line;
  }

  async #read(): Promise<MailLine | undefined> {
    let end = this.#held.indexOf(0x0a);
    while (end < 0 && this.#held.length < MAX_LINE_BYTES && !this.#ended) {
      const { done, value } = await this.#iterator.next();
      if (done) this.#ended = true;
      else this.#held = Buffer.concat([this.#held, value]);
      end = this.#held.indexOf(0x0a);
    }
    if (this.#held.length === 0) return undefined;
    const length = Math.min(end < 0 ? this.#held.length : end + 1, MAX_LINE_BYTES);
    const line = { bytes: this.#held.subarray(0, length), fresh: this.#fresh };
    this.#held = this.#held.subarray(length);
    this.#fresh = line.bytes.at(-1) === 0x0a;
    return line;
  }
}
