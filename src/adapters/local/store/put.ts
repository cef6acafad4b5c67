import { createHash, randomBytes } from 'node:crypto';
import type { ByteStream } from '../../../base/bytes.js';
import { Fault } from '../../../base/fault.js';
import type { PutOptions } from '../../../ports/object-store.js';
import { bindingLock } from '../../object-lock.js';
import type { EncryptionAtRest } from './at-rest.js';
import type { Bucket } from './bucket.js';
import {
  createFile,
  diskCall,
  hardLink,
  makeFolders,
  moveOver,
  type Path,
  parentOf,
  remove,
  statOf,
  syncFolder,
} from './disk.js';
import type { FileMemory } from './history.js';
import { addRecord, nextSequence, type Settled, settle } from './settle.js';
import type { Uploads } from './uploads.js';
import type { Fingerprint, VersionRecord } from './version-record.js';

/** A version written to `tmp`, durable, not yet current. */
export interface WrittenUpload {
  uploadId: string;
  record: VersionRecord;
}

/** Writes the body to a file of its own. A body that throws leaves nothing behind. */
export async function writeUpload(
  uploads: Uploads,
  key: string,
  body: ByteStream,
  options: PutOptions,
  atRest: EncryptionAtRest,
  now: Date,
): Promise<WrittenUpload> {
  const uploadId = await uploads.begin(key, now);
  const versionId = randomBytes(16).toString('hex');
  try {
    const count = { bytes: 0 };
    const counted = counting(body, count, options.signal);
    const { encryption } = options;
    const encrypted =
      encryption.mode === 'kms' ? await atRest.encrypt(counted, encryption.keyId, versionId) : undefined;
    const file = await writeFile(uploads.dataPath(uploadId), encrypted?.body ?? counted);
    const record: VersionRecord = {
      schema: 'kimitsu/version/1',
      key,
      versionId,
      deleteMarker: false,
      // Random, not a hash: a hash of a short content could be guessed back.
      etag: randomBytes(16).toString('hex'),
      size: count.bytes,
      lastModified: now.toISOString(),
      ...(options.contentType === undefined ? {} : { contentType: options.contentType }),
      metadata: { ...options.metadata },
      properties: { ...options.properties, lock: bindingLock(options.properties?.lock, now) },
      tags: { ...options.tags },
      // This store's default is no encryption, and it says so.
      encryption: encrypted ? { mode: 'kms', keyId: encrypted.keyId, bucketKey: false } : { mode: 'none' },
      file,
      uploadId,
    };
    return { uploadId, record };
  } catch (error) {
    await uploads.discard(uploadId);
    throw error;
  }
}

async function* counting(body: ByteStream, count: { bytes: number }, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  for await (const chunk of body) {
    signal?.throwIfAborted();
    count.bytes += chunk.byteLength;
    yield chunk;
  }
}

async function writeFile(path: Path, content: ByteStream): Promise<Fingerprint> {
  const handle = await createFile(path);
  try {
    const hash = createHash('sha256');
    for await (const chunk of content) {
      hash.update(chunk);
      for (let at = 0; at < chunk.byteLength; ) {
        at += (await diskCall(handle.write(chunk, at, chunk.byteLength - at))).bytesWritten;
      }
    }
    await diskCall(handle.sync());
    const { ino, mtimeNs, size } = await diskCall(handle.stat({ bigint: true }));
    return { ino: String(ino), mtimeNs: String(mtimeNs), bytes: Number(size), sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/**
 * Makes a written upload the current version of a key that the caller has locked. Steps, each of which may be the last
 * one before a crash: keep the old content under a second name in the history; write the new record; rename the new
 * file over the old. Until the rename the old version is current, after it the new one.
 */
export async function commitUpload(
  bucket: Bucket,
  key: string,
  { uploadId, record }: WrittenUpload,
  options: PutOptions,
  uploads: Uploads,
  known: FileMemory,
): Promise<void> {
  const settled = await settle(bucket, key, known);
  const { files } = settled;
  checkCondition(settled, options);
  if (!(await statOf(uploads.dataPath(uploadId)))) {
    throw new Fault('conflict', 'store/upload-aborted', 'the upload was aborted while it was written');
  }
  if ((await statOf(files.plainPath))?.isDirectory()) {
    throw new Fault('conflict', 'store/path-conflict', 'a folder stands where the key needs a file');
  }
  await makeFolders(bucket.folder, parentOf(files.plainPath));
  const sequence = await keepCurrent(bucket, settled);
  const { recordPath } = await addRecord(bucket, files, record, sequence);
  try {
    await moveOver(uploads.dataPath(uploadId), files.plainPath);
  } catch (error) {
    await remove(recordPath);
    throw error;
  }
  await syncFolder(parentOf(files.plainPath));
  await uploads.finish(uploadId);
}

/** Gives the current content a second name in the history. @returns the sequence number of the version to come */
async function keepCurrent(bucket: Bucket, { files, versions }: Settled): Promise<number> {
  const sequence = nextSequence(files);
  const [current] = versions;
  if (current?.place !== 'plain' || !files.plain) return sequence;
  if (!files.plain.isFile()) {
    throw new Fault('conflict', 'store/path-conflict', 'a link or device stands where the key needs a file');
  }
  if (current.entry) {
    await hardLink(files.plainPath, current.entry.dataPath);
    return sequence;
  }
  const { ino, mtimeNs, size } = files.plain;
  const file = { ino: String(ino), mtimeNs: String(mtimeNs), bytes: Number(size) };
  const { dataPath } = await addRecord(bucket, files, { ...current.record, file }, sequence);
  await hardLink(files.plainPath, dataPath);
  return sequence + 1;
}

/** @throws {Fault} `conflict` / `store/changed` or `store/exists` */
export function checkCondition(
  { versions: [current] }: Pick<Settled, 'versions'>,
  options: Pick<PutOptions, 'ifMatch' | 'ifNoneMatch'>,
): void {
  const exists = current !== undefined && !current.record.deleteMarker;
  if (options.ifNoneMatch === '*' && exists) {
    throw new Fault('conflict', 'store/exists', 'the key has a current version already');
  }
  if (options.ifMatch !== undefined && (!exists || current.record.etag !== options.ifMatch)) {
    throw new Fault('conflict', 'store/changed', 'the current version is not the expected one');
  }
}
