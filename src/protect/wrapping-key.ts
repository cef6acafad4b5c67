import { Fault } from '../base/fault.js';

/** Bytes of an AES-256 key. */
export const KEY_BYTES = 32;

/**
 * A 256-bit key that wraps data keys, held so that it can be taken away: after `zeroise` its bytes are gone from this
 * object and every use fails, so nothing is ever encrypted under zeros by a caller that kept it too long.
 */
export class WrappingKey {
  readonly #bytes: Buffer;
  #gone = false;

  /** @param bytes - 32 bytes; taken over, so the caller must not keep or reuse them */
  constructor(
    /** Name written into each message, e.g. the unit id. Never personal. */
    readonly name: string,
    bytes: Buffer,
  ) {
    if (bytes.byteLength !== KEY_BYTES) {
      throw new Fault('integrity', 'protect/bad-key', 'a wrapping key has 32 bytes', { bytes: bytes.byteLength });
    }
    this.#bytes = bytes;
  }

  /**
   * Runs `work` with the key. `work` is synchronous and keeps no copy.
   * @throws {Fault} `denied` / `protect/key-forgotten` after `zeroise`
   */
  use<T>(work: (key: Uint8Array) => T): T {
    if (this.#gone) {
      throw new Fault('denied', 'protect/key-forgotten', 'the key was taken out of memory', { name: this.name });
    }
    return work(this.#bytes);
  }

  zeroise(): void {
    this.#gone = true;
    this.#bytes.fill(0);
  }
}
