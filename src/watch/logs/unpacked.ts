import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ByteStream } from '../../base/bytes.js';

/** A log file as it was before it was packed. */
export interface Unpacked {
  bytes: ByteStream;
  /** After the last chunk. */
  result(): { sha256: string; bytes: number; storedBytes: number; end: 'whole' | 'cut' | 'broken' };
}

/**
 * Unpacks GZIP where the first bytes say that it is, and takes SHA-256 of the content: that is what CloudTrail's
 * digests name. Damage ends the stream and is told by `result`; what came before it stays readable.
 */
export function unpacked(stored: ByteStream): Unpacked {
  const hash = createHash('sha256');
  let bytes = 0;
  let storedBytes = 0;
  let end: 'whole' | 'cut' | 'broken' = 'cut';
  let sourceFailure: unknown;
  const iterator = stored[Symbol.asyncIterator]();
  async function next(): Promise<Buffer | undefined> {
    try {
      const { done, value } = await iterator.next();
      if (done) return undefined;
      storedBytes += value.byteLength;
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    } catch (error) {
      sourceFailure = error;
      throw error;
    }
  }
  async function* counted(): AsyncGenerator<Buffer> {
    for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
  }
  async function* content(): AsyncGenerator<Buffer> {
    const source = counted();
    let head = Buffer.alloc(0);
    while (head.length < 2) {
      const next = await source.next();
      if (next.done) break;
      head = Buffer.concat([head, next.value]);
    }
    const joined = (async function* () {
      if (head.length > 0) yield head;
      yield* source;
    })();
    yield* head[0] === 0x1f && head[1] === 0x8b ? inflated(joined) : joined;
  }
  async function* hashed(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of content()) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
      end = 'whole';
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (sourceFailure !== undefined || typeof code !== 'string' || !code.startsWith('Z_')) throw error;
      end = code === 'Z_BUF_ERROR' ? 'cut' : 'broken';
      // What lies behind the damage belongs to the file all the same.
      while (await next());
    } finally {
      await iterator.return?.();
    }
  }
  return { bytes: hashed(), result: () => ({ sha256: hash.copy().digest('hex'), bytes, storedBytes, end }) };
}

async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const piping = pipeline(Readable.from(packed, { objectMode: false }), gunzip);
  // Its failure is met by whoever reads; without a reader it is of no interest.
  piping.catch(() => undefined);
  for await (const piece of gunzip) yield piece as Buffer;
  await piping;
}
