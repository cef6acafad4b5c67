import { createHash } from 'node:crypto';
import type { ByteStream, Digest } from '../base/bytes.js';
import { Fault } from '../base/fault.js';

/** Passes a stream on and takes its hash on the way, so that nobody has to read it again for that. */
export class HashedStream {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #ended = false;

  async *through(stream: ByteStream): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      this.#hash.update(chunk);
      this.#bytes += chunk.byteLength;
      yield chunk;
    }
    this.#ended = true;
  }

  /** Of the whole stream. @throws {Fault} `bug` / `protect/not-read-to-its-end` when somebody stopped before its end */
  digest(): Digest {
    if (!this.#ended)
      throw new Fault('bug', 'protect/not-read-to-its-end', 'the hash of a part would pass for the whole');
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}
