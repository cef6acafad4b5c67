import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, Fault } from '../base/fault.js';

export interface ReplaceOptions {
  /** 0600 when absent: the owner alone. */
  mode?: number;
  /** The folder is somebody else's and is not made. */
  inFolder?: 'existing';
}

/** What others may read too, where somebody has chosen the place. */
export const SHARED: ReplaceOptions = { mode: 0o640, inFolder: 'existing' };

/**
 * Writes a file whole or not at all, and durably; the folder is made, 0700. Whatever fails, nothing new is left behind and
 * what was there stays.
 *
 * @throws {Fault} unavailable `file/disk-full`; usage `file/not-writable`
 */
export function replaceFile(file: string, content: string | Uint8Array, options: ReplaceOptions = {}): Promise<void> {
  return replaceFileWith(file, (handle) => handle.writeFile(content), options);
}

/** As `replaceFile`, for what is too long to be held in memory. @throws what `write` throws, if it is a Fault */
export async function replaceFileWith(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
  { mode = 0o600, inFolder }: ReplaceOptions = {},
): Promise<void> {
  const folder = dirname(file);
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    if (inFolder !== 'existing') await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'wx', mode);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileFault(error);
  }
  await syncFolder(folder);
}

/** So that the name is on the disk as well. Some file systems have no such thing for folders. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(errnoOf(error) ?? '')) throw fileFault(error);
  } finally {
    await handle?.close();
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function fileFault(cause: unknown): unknown {
  const reason = errnoOf(cause);
  if (cause instanceof Fault || reason === undefined) return cause;
  if (FULL.has(reason)) {
    const hint = 'make room, then run the same command again';
    return new Fault('unavailable', 'file/disk-full', 'the disk is full', { reason }, { cause, hint });
  }
  return new Fault('usage', 'file/not-writable', 'the output file cannot be written', { reason }, { cause });
}
