import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { errnoOf, Fault } from '../../base/fault.js';

/** Writes what others may read too, whole or not at all. @throws {Fault} usage `file/not-writable` */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o640);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const detail = { reason: errnoOf(cause) ?? 'unknown' };
    throw new Fault('usage', 'file/not-writable', 'the output file cannot be written', detail, { cause });
  }
}
