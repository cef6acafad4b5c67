import { once } from 'node:events';
import { lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { errnoOf, Fault } from '../base/fault.js';
import { randomId } from '../base/ids.js';

/** Where the clear content of a record goes. */
export interface RecordOutput {
  /** Bytes that somebody can have got hold of so far. */
  readonly delivered: number;
  write(chunk: Uint8Array): Promise<void>;
  /** All was written and verified. */
  complete(): Promise<void>;
  /** It was not: leaves nothing that can be taken back. */
  discard(): Promise<void>;
}

/** A stream such as stdout: what was written is delivered. */
export function streamOutput(stream: Writable, signal: AbortSignal): RecordOutput {
  let delivered = 0;
  let failure: unknown;
  // Stays: a reader that closes a pipe is told of after the last write as well, and nobody else would listen.
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    get delivered() {
      return delivered;
    },
    async write(chunk) {
      if (failure) throw closed(failure);
      const ready = stream.write(chunk);
      delivered += chunk.byteLength;
      if (!ready)
        await once(stream, 'drain', { signal }).catch((error) => Promise.reject(failure ? closed(failure) : error));
    },
    async complete() {
      if (failure) throw closed(failure);
    },
    async discard() {},
  };
}

/**
 * A file that appears under its name, readable by its owner only, once it is complete. Until then it stands beside it
 * under another name.
 *
 * @param store - folder of the embedded store, where a clear copy would become a record; none when the store is elsewhere
 * @throws {Fault} usage: `read/output-not-a-file`, `read/output-in-store`, `read/cannot-write`
 */
export async function fileOutput(path: string, store: string | undefined): Promise<RecordOutput> {
  const folder = await onDisk(realpath(dirname(resolve(path))));
  if (store !== undefined && isBelow(folder, await onDisk(realpath(store)))) {
    throw new Fault(
      'usage',
      'read/output-in-store',
      'a clear copy must not stand among the records',
      {},
      { hint: OTHER },
    );
  }
  const target = join(folder, basename(path));
  const existing = await lstat(target).catch(() => undefined);
  if (existing && !existing.isFile()) {
    throw new Fault('usage', 'read/output-not-a-file', 'the output is a folder, link or device', {}, { hint: OTHER });
  }
  const temporary = `${target}.${randomId('part')}`;
  const file = await onDisk(open(temporary, 'wx', 0o600));
  let written = 0;
  let delivered = 0;
  return {
    get delivered() {
      return delivered;
    },
    async write(chunk) {
      for (let at = 0; at < chunk.byteLength; ) {
        at += (await onDisk(file.write(chunk, at, chunk.byteLength - at))).bytesWritten;
      }
      written += chunk.byteLength;
    },
    async complete() {
      await onDisk(file.sync());
      await onDisk(file.close());
      await onDisk(rename(temporary, target));
      delivered = written;
    },
    async discard() {
      await file.close().catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

const OTHER = 'give the name of a file in another folder';

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith('../'));
}

/** Only the code of a system error is kept: its text names the path. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const errno = errnoOf(error);
    const full = errno === 'ENOSPC' || errno === 'EDQUOT' || errno === 'EIO';
    throw new Fault(
      full ? 'unavailable' : 'usage',
      'read/cannot-write',
      'the output cannot be written',
      { errno },
      { hint: 'check the folder of the output, its permissions and the free space' },
    );
  }
}

function closed(cause: unknown): Fault {
  return new Fault('unavailable', 'read/output-closed', 'the output was closed before the record ended', {
    errno: errnoOf(cause),
  });
}
