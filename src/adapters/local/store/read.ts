import type { FileHandle } from 'node:fs/promises';
import type { ByteStream } from '../../../base/bytes.js';
import { Fault } from '../../../base/fault.js';
import type { GetOptions } from '../../../ports/object-store.js';
import type { EncryptionAtRest } from './at-rest.js';
import { diskCall, openToRead, type Path } from './disk.js';
import { slice } from './slice.js';
import { fingerprintMatches, foreignRecord, type VersionRecord } from './version-record.js';

const CHUNK_BYTES = 256 * 1024;

/** Opens the file of a version and makes sure that it is this version's. The stream closes the file. */
export async function openVersion(
  path: Path,
  record: VersionRecord,
  atRest: EncryptionAtRest,
  { range, signal }: GetOptions,
): Promise<ByteStream> {
  const handle = await openToRead(path);
  let size: number;
  try {
    size = await checkFile(handle, record);
  } catch (error) {
    await handle.close();
    throw error;
  }
  const first = range?.first ?? 0;
  const last = range?.last ?? size - 1;
  if (last < first) {
    await handle.close();
    return readNothing();
  }
  if (record.encryption.mode !== 'kms') return readFile(handle, first, Math.min(last, size - 1), signal);
  const content = atRest.decrypt(readFile(handle, 0, size - 1, signal), record.versionId);
  return range ? slice(content, first, last) : content;
}

async function* readNothing(): AsyncGenerator<Uint8Array> {}

/** @returns bytes of the file */
async function checkFile(handle: FileHandle, record: VersionRecord): Promise<number> {
  const stats = await diskCall(handle.stat({ bigint: true }));
  if (!stats.isFile()) {
    throw new Fault('denied', 'store/not-a-file', 'the object is a link, socket or device, which is not read');
  }
  const size = Number(stats.size);
  if (record.file === undefined) {
    if (foreignRecord(record.key, stats).versionId === record.versionId) return size;
    throw new Fault('conflict', 'store/changed', 'the file was replaced while it was opened');
  }
  if (fingerprintMatches(record.file, stats) || record.file.bytes === size) return size;
  throw new Fault('integrity', 'store/corrupt', 'the file of a version has another length than recorded', {
    recorded: record.file.bytes,
    found: size,
  });
}

async function* readFile(
  handle: FileHandle,
  first: number,
  last: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for (let at = first; at <= last; ) {
      signal?.throwIfAborted();
      const want = Math.min(CHUNK_BYTES, last - at + 1);
      // Memory of its own for each chunk: the consumer may keep it.
      const { bytesRead, buffer } = await diskCall(handle.read(Buffer.allocUnsafeSlow(want), 0, want, at));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
