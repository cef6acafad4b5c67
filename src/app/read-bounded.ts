import { open } from 'node:fs/promises';
import { unreadable } from './unreadable.js';

/** A key or a certificate of an authority has a few hundred bytes; a chain of them a few thousand. */
export const MAX_KEY_BYTES = 64 * 1024;

/**
 * The first `limit` bytes of a file and one more if there are more, so that whoever reads them sees that it is too large,
 * and a file of gigabytes costs no memory.
 *
 * @throws {Fault} usage `file/unreadable`
 */
export async function readBounded(file: string, limit: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, limit + 1));
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw unreadable(cause);
  }
}
