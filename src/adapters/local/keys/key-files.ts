import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, Fault } from '../../../base/fault.js';

/** A failure of the file system around key files, under the code of the port it happens in. */
export function keyFileFault(code: string, error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('unavailable', code, 'a key file cannot be read or written', { errno: errnoOf(error) ?? 'unknown' });
}

/** The folder, made 0700 when it is missing. */
export async function keyFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
}

export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export async function syncKeyFolder(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole and durable, 0600. `replace: false` throws EEXIST when the file is there. Nothing is left behind on failure. */
export async function writeKeyFile(path: string, bytes: Uint8Array, options: { replace: boolean }): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (options.replace) await rename(temporary, path);
    else {
      await link(temporary, path);
      await unlink(temporary);
    }
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncKeyFolder(dirname(path));
}
