import { createHash, type Hash } from 'node:crypto';
import { Transform } from 'node:stream';

/** What flows between rooms: chunks of bytes, read once, in order. Node's `Readable` is one. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** SHA-256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Digest {
  sha256: string;
  bytes: number;
}

/** Reads `stream` to its end and gives its length in bytes and its SHA-256. Holds one chunk at a time. */
export async function digestOf(stream: ByteStream): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** A pass-through that knows the length and hash of what went through it once it has ended. */
export class DigestingStream extends Transform {
  #hash: Hash = createHash('sha256');
  #bytes = 0;
  #digest: Digest | undefined;

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.byteLength;
    this.push(chunk);
    done();
  }

  override _flush(done: () => void): void {
    this.#digest = { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
    done();
  }

  get digest(): Digest {
    if (!this.#digest) throw new Error('the stream has not ended');
    return this.#digest;
  }
}

/** All of a small stream. @param limit - throws RangeError beyond this many bytes, so nothing large is held by mistake */
export async function collect(stream: ByteStream, limit = 16 * 1024 * 1024): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw new RangeError(`stream is longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
