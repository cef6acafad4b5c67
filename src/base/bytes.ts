import { createHash } from 'node:crypto';

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

/** Passes a stream on unchanged; `digest` tells its length and SHA-256 once it was read to its end. */
export function digesting(stream: ByteStream): { stream: AsyncGenerator<Uint8Array>; digest(): Digest } {
  const hash = createHash('sha256');
  let bytes = 0;
  let result: Digest | undefined;
  return {
    stream: (async function* () {
      for await (const chunk of stream) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
      result = { sha256: hash.digest('hex'), bytes };
    })(),
    digest() {
      if (!result) throw new RangeError('the stream was not read to its end');
      return result;
    },
  };
}
