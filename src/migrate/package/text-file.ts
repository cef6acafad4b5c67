import { type ByteStream, collect } from '../../base/bytes.js';
import type { PackageFiles } from './files.js';

/** No line of a package is longer. */
const LINE_BYTES = 64 * 1024;

/** A text that cannot be read: not UTF-8, or a line or file beyond all measure. */
export class UnreadableText extends Error {}

/** All of a small text file; undefined when there is none. @throws {UnreadableText} */
export async function smallText(files: PackageFiles, path: string, limit: number): Promise<string | undefined> {
  const stream = await files.read(path);
  if (!stream) return undefined;
  try {
    return decode(await collect(stream, limit));
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableText('too long', { cause });
    throw cause;
  }
}

/** Lines without their ends (LF or CR LF); empty ones are left out. Holds one line and one chunk. @throws {UnreadableText} */
export async function* textLines(stream: ByteStream): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    let bytes = rest.byteLength === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      // Wherever the chunks end: a longer one counts as such also where its end is in sight.
      if (end > LINE_BYTES) throw new UnreadableText('a line is too long');
      const line = decode(bytes.subarray(0, end)).replace(/\r$/, '');
      if (line !== '') yield line;
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.byteLength > LINE_BYTES) throw new UnreadableText('a line is too long');
    rest = bytes;
  }
  if (rest.byteLength > 0) yield decode(rest).replace(/\r$/, '');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableText('not UTF-8', { cause });
  }
}

function asBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
