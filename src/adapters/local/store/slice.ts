import type { ByteStream } from '../../../base/bytes.js';

/** Bytes `first` to `last` inclusive; stops reading its source as soon as it has them. */
export async function* slice(source: ByteStream, first: number, last: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  if (last < first) return;
  for await (const chunk of source) {
    const from = Math.max(first - at, 0);
    const to = Math.min(last + 1 - at, chunk.byteLength);
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.byteLength;
    if (at > last) return;
  }
}
