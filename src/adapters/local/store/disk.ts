import { createHash, randomUUID } from 'node:crypto';
import type { BigIntStats, Dirent } from 'node:fs';
import { constants, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rmdir, unlink } from 'node:fs/promises';
import { errnoOf, Fault } from '../../../base/fault.js';

/** Paths are bytes: names on disk need not be UTF-8. */
export type Path = Buffer;

export function join(folder: Path, ...names: (Buffer | string)[]): Path {
  const slash = Buffer.from('/');
  return Buffer.concat([folder, ...names.flatMap((name) => [slash, Buffer.from(name as string)])]);
}

export function parentOf(path: Path): Path {
  return path.subarray(0, path.lastIndexOf('/'));
}

const FAULTS: Record<string, ['unavailable' | 'denied' | 'conflict' | 'usage', string, string]> = {
  ENOSPC: ['unavailable', 'store/disk-full', 'the disk is full'],
  EDQUOT: ['unavailable', 'store/disk-full', 'the disk quota is used up'],
  EACCES: ['denied', 'store/access-denied', 'the file system denies access'],
  EPERM: ['denied', 'store/access-denied', 'the file system denies access'],
  EROFS: ['denied', 'store/access-denied', 'the file system is read-only'],
  ELOOP: ['denied', 'store/not-a-file', 'symbolic links are not followed'],
  ENOTDIR: ['conflict', 'store/path-conflict', 'a file stands where the key needs a folder'],
  EISDIR: ['conflict', 'store/path-conflict', 'a folder stands where the key needs a file'],
  ENOTEMPTY: ['conflict', 'store/path-conflict', 'a folder stands where the key needs a file'],
  ENAMETOOLONG: ['usage', 'store/bad-key', 'the path is too long for this file system'],
};

/** A system error as a Fault. Its text names the path, which may be personal, so only its code is kept. */
export function diskFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const errno = errnoOf(error) ?? 'unknown';
  const [kind, code, message] = FAULTS[errno] ?? ['unavailable', 'store/unavailable', 'the file system failed'];
  return new Fault(kind, code, message, { errno });
}

async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskFault(error);
  }
}

async function unless<T>(codes: string[], work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codes.includes(errnoOf(error) ?? '')) return undefined;
    throw diskFault(error);
  }
}

/*
 * Looking is done without a detour through Node's thread pool: on a local disk it takes microseconds, the detour ten
 * times as long, and a listing looks several times per object. Reading and writing content stays asynchronous.
 */

/** Entries of a folder; none when it does not exist. Symbolic links are entries, not what they point to. */
export async function entriesOf(folder: Path): Promise<Dirent<Buffer>[]> {
  return looking(() => readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) ?? [];
}

/** Undefined when nothing is there. Never follows a link. */
export async function statOf(path: Path): Promise<BigIntStats | undefined> {
  return looking(() => lstatSync(path, { bigint: true, throwIfNoEntry: false }));
}

/** Content of one of our own small files; undefined when it is not there. */
export async function textOf(path: Path): Promise<string | undefined> {
  return looking(() => readFileSync(path, 'utf8'));
}

function looking<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw diskFault(error);
  }
}

export const openToRead = (path: Path): Promise<FileHandle> =>
  onDisk(open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK));

export const createFile = (path: Path): Promise<FileHandle> =>
  onDisk(open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600));

export const moveOver = (from: Path, to: Path): Promise<void> => onDisk(rename(from, to));

export const hardLink = (from: Path, to: Path): Promise<void> => onDisk(link(from, to));

/** Removes a file or link; fine when it is gone already. */
export const remove = async (path: Path): Promise<void> => void (await unless(['ENOENT', 'ENOTDIR'], unlink(path)));

/** True when the folder is gone, now or already; false when something is in it. */
export async function removeEmptyFolder(path: Path): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'ENOENT') return true;
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EBUSY'].includes(errno)) return false;
    throw diskFault(error);
  }
}

/** Makes names created, moved or removed in `folder` survive a power failure. Fine when the folder is gone. */
export async function syncFolder(folder: Path): Promise<void> {
  const handle = await unless(['ENOENT'], open(folder, constants.O_RDONLY | constants.O_DIRECTORY));
  if (!handle) return;
  try {
    await onDisk(handle.sync());
  } finally {
    await handle.close();
  }
}

/** Makes the missing folders from `top` (which exists) down to `folder`, 0700, durably. Links are not followed. */
export async function makeFolders(top: Path, folder: Path): Promise<void> {
  const stats = await statOf(folder);
  if (stats?.isDirectory()) return;
  if (stats?.isSymbolicLink()) throw diskFault(Object.assign(new Error(), { code: 'ELOOP' }));
  if (stats) throw diskFault(Object.assign(new Error(), { code: 'ENOTDIR' }));
  const parent = parentOf(folder);
  if (!parent.equals(top)) await makeFolders(top, parent);
  await unless(['EEXIST'], mkdir(folder, 0o700));
  await syncFolder(parent);
}

/** Writes a small file through `scratch` (same file system): whole and durable, or not at all. */
export async function writeDurably(path: Path, bytes: Uint8Array | string, scratch: Path): Promise<void> {
  const temporary = join(scratch, `${randomUUID()}.record`);
  const handle = await createFile(temporary);
  try {
    await onDisk(handle.writeFile(bytes));
    await onDisk(handle.sync());
    await moveOver(temporary, path);
  } catch (error) {
    await remove(temporary);
    throw error;
  } finally {
    await handle.close();
  }
  await syncFolder(parentOf(path));
}

/** SHA-256 of a file's bytes, lower-case hex. */
export async function hashOfFile(path: Path): Promise<string> {
  const handle = await openToRead(path);
  const hash = createHash('sha256');
  try {
    const buffer = Buffer.alloc(256 * 1024);
    for (;;) {
      const { bytesRead } = await onDisk(handle.read(buffer, 0, buffer.byteLength));
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** Like `onDisk`, for calls on an open file. */
export const diskCall = onDisk;
