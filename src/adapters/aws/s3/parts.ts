import type { ByteStream } from '../../../base/bytes.js';

export interface Part {
  /** From 1. */
  number: number;
  bytes: Buffer;
  /** Shorter than asked for, so the body has ended. */
  last: boolean;
}

const FIRST_BUFFER = 64 * 1024;

/**
 * Cuts a body of unknown length into parts. The final part is the only one that is `last`, and may have 0 bytes.
 * Holds one part; asks for more of the body only when the part before has been taken.
 *
 * @param sizeOf - bytes of the part of this number
 */
export async function* inParts(
  body: ByteStream,
  sizeOf: (number: number) => number,
  signal?: AbortSignal,
): AsyncGenerator<Part> {
  let number = 1;
  let part = new Filling(sizeOf(number));
  signal?.throwIfAborted();
  for await (const chunk of body) {
    signal?.throwIfAborted();
    for (let at = 0; at < chunk.byteLength; ) {
      at += part.add(chunk.subarray(at));
      if (!part.full) continue;
      yield { number, bytes: part.bytes, last: false };
      number += 1;
      part = new Filling(sizeOf(number));
    }
  }
  yield { number, bytes: part.bytes, last: true };
}

/** A buffer that grows up to the size of its part, so that a small body takes little. */
class Filling {
  #buffer: Buffer;
  #length = 0;

  constructor(readonly size: number) {
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(FIRST_BUFFER, size));
  }

  get full(): boolean {
    return this.#length === this.size;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** @returns bytes taken */
  add(chunk: Uint8Array): number {
    const take = Math.min(chunk.byteLength, this.size - this.#length);
    const needed = this.#length + take;
    if (needed > this.#buffer.byteLength) {
      const grown = Buffer.allocUnsafeSlow(Math.min(this.size, Math.max(needed, this.#buffer.byteLength * 2)));
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    this.#buffer.set(chunk.subarray(0, take), this.#length);
    this.#length = needed;
    return take;
  }
}
