import type { ByteStream } from '../../../base/bytes.js';
import { type Clock, systemClock } from '../../../base/clock.js';
import { Fault } from '../../../base/fault.js';
import type { KeyService } from '../../../ports/key-service.js';
import type {
  Attachments,
  CallOptions,
  GetOptions,
  ListVersionsOptions,
  ObjectHead,
  ObjectRef,
  ObjectStore,
  ObjectVersion,
  PutOptions,
  RewriteOptions,
  Rewritten,
  UnfinishedUpload,
} from '../../../ports/object-store.js';
import { EncryptionAtRest, type MessageCipher } from './at-rest.js';
import { Bucket } from './bucket.js';
import { destroyVersion } from './destroy.js';
import { makeFolders, type Path, parentOf, remove } from './disk.js';
import { FileMemory, readKeyFiles } from './history.js';
import { KeyLock } from './key-lock.js';
import { checkCondition, commitUpload, writeUpload } from './put.js';
import { openVersion } from './read.js';
import { removeEmptyBelow, settle } from './settle.js';
import { isUploadId, Uploads } from './uploads.js';
import { asHead, asVersion } from './version-record.js';
import { type LocatedVersion, versionsOf } from './versions.js';
import { keysOf, unlessShut } from './walk.js';

export interface LocalObjectStoreOptions {
  /** Folder that holds one folder per bucket. */
  root: string;
  /** Wraps the keys of `kms` mode. */
  keys: KeyService;
  cipher: MessageCipher;
  clock?: Clock;
}

/**
 * The embedded object store: a folder with versions. The current version of a key is the plain file
 * `<root>/<bucket>/<key>`, so that people and other programs just put files there; every such file is a version too.
 * The store's own files lie in `<root>/<bucket>/.kimitsu/`.
 *
 * Each operation is atomic and durable by itself and safe against a kill at any moment. Within a process, operations
 * on a key wait for each other; several processes that write the same keys need a lock of their own.
 * Symbolic links, sockets and devices are listed as objects, never followed: reading one is `denied` /
 * `store/not-a-file`, destroying one removes the link.
 */
export class LocalObjectStore implements ObjectStore {
  readonly product = { vendor: 'kimitsu', name: 'kimitsu embedded store', version: '1' };
  readonly layered = false;
  readonly #options: LocalObjectStoreOptions;
  readonly #clock: Clock;
  readonly #atRest: EncryptionAtRest;
  readonly #locks = new KeyLock();
  readonly #known = new FileMemory();

  constructor(options: LocalObjectStoreOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#atRest = new EncryptionAtRest(options.keys, options.cipher);
  }

  /** Makes the bucket's folder; fine when it is there. `root` must exist. */
  async createBucket(name: string): Promise<void> {
    const { folder } = new Bucket(this.#options.root, name);
    await makeFolders(parentOf(folder), folder);
  }

  async *list(bucketName: string, prefix?: string, options?: CallOptions): AsyncGenerator<ObjectVersion> {
    for await (const version of this.listVersions(bucketName, prefix, options)) {
      if (version.isLatest && !version.deleteMarker) yield version;
    }
  }

  async versionsOf({ bucket: bucketName, key }: { bucket: string; key: string }): Promise<ObjectVersion[]> {
    const bucket = await this.#bucket(bucketName);
    const versions = await this.#versions(bucket, key);
    return versions.map(({ record }, index) => asVersion(bucketName, record, index === 0));
  }

  async *listVersions(
    bucketName: string,
    prefix?: string,
    options: ListVersionsOptions = {},
  ): AsyncGenerator<ObjectVersion> {
    const bucket = await this.#bucket(bucketName);
    const { signal, onUnlisted } = options;
    for await (const key of keysOf(bucket, { ...options, prefix })) {
      signal?.throwIfAborted();
      // A folder that shows its names and lets nobody enter.
      const versions = await unlessShut(folderOf(key), onUnlisted, () => this.#versions(bucket, key));
      for (const [index, { record }] of versions?.entries() ?? []) yield asVersion(bucketName, record, index === 0);
    }
  }

  async *listUploads(bucketName: string, prefix = '', options?: CallOptions): AsyncGenerator<UnfinishedUpload> {
    const bucket = await this.#bucket(bucketName);
    for await (const upload of new Uploads(bucket).list()) {
      options?.signal?.throwIfAborted();
      if (upload.key === '' || upload.key.startsWith(prefix)) yield upload;
    }
  }

  async head(
    object: { bucket: string; key: string; versionId?: string },
    options?: CallOptions,
  ): Promise<ObjectHead | undefined> {
    options?.signal?.throwIfAborted();
    const bucket = await this.#bucket(object.bucket);
    const versions = await this.#versions(bucket, object.key);
    const [latest] = versions;
    const { versionId } = object;
    const found = versionId === undefined ? latest : versions.find(({ record }) => record.versionId === versionId);
    if (!found || found.record.deleteMarker) return undefined;
    return asHead(object.bucket, found.record, found === latest, this.#clock.now());
  }

  async get(ref: ObjectRef, options: GetOptions = {}): Promise<ByteStream> {
    options.signal?.throwIfAborted();
    const bucket = await this.#bucket(ref.bucket);
    // Under the lock: a version that is just being replaced moves from the plain path to the history.
    return this.#locks.run(lockName(ref), async () => {
      const files = await readKeyFiles(bucket, ref.key, this.#known);
      const found = versionsOf(files).versions.find(({ record }) => record.versionId === ref.versionId);
      if (!found || found.record.deleteMarker) {
        throw new Fault('conflict', 'store/no-such-version', 'the version does not exist (any more)');
      }
      return openVersion(pathOf(found, files.plainPath), found.record, this.#atRest, options);
    });
  }

  async put(object: { bucket: string; key: string }, body: ByteStream, options: PutOptions): Promise<ObjectHead> {
    const bucket = await this.#bucket(object.bucket);
    const { key } = object;
    // Looked at before anything is written, to spare the work, and again when it counts.
    checkCondition({ versions: await this.#versions(bucket, key) }, options);
    const uploads = new Uploads(bucket);
    const written = await writeUpload(uploads, key, body, options, this.#atRest, this.#clock.now());
    try {
      await this.#locks.run(lockName(object), () => commitUpload(bucket, key, written, options, uploads, this.#known));
    } catch (error) {
      await uploads.discard(written.uploadId);
      throw error;
    }
    return asHead(object.bucket, written.record, true, this.#clock.now());
  }

  async tagsOf(version: ObjectHead, options?: CallOptions): Promise<Readonly<Record<string, string>>> {
    return (await this.attachmentsOf(version, options)).tags;
  }

  async keepsLocks(): Promise<boolean> {
    return true;
  }

  async attachmentsOf(version: ObjectHead, options?: CallOptions): Promise<Attachments> {
    options?.signal?.throwIfAborted();
    const versions = await this.#versions(await this.#bucket(version.bucket), version.key);
    const found = versions.find(({ record }) => record.versionId === version.versionId);
    return { tags: { ...found?.record.tags }, notKept: [] };
  }

  /** A file needs another key to be encrypted anew, so the store reads and writes it; an ETag is never given twice. */
  async rewrite(version: ObjectHead, { encryption, signal }: RewriteOptions): Promise<Rewritten> {
    const abort = signal ? { signal } : {};
    const { contentType, metadata, properties, etag } = version;
    const [latest] = await this.#versions(await this.#bucket(version.bucket), version.key);
    checkCondition({ versions: latest ? [latest] : [] }, { ifMatch: etag });
    const { tags } = await this.attachmentsOf(version, abort);
    const head = await this.put(version, await this.get(version, abort), {
      ...(contentType === undefined ? {} : { contentType }),
      ...{ metadata, properties, tags, encryption, ifMatch: etag, ...abort },
    });
    return { head, notKept: [] };
  }

  async destroyVersion(ref: ObjectRef, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const bucket = await this.#bucket(ref.bucket);
    await this.#locks.run(lockName(ref), () =>
      destroyVersion(bucket, ref.key, ref.versionId, this.#known, this.#clock.now()),
    );
  }

  async abortUpload(upload: UnfinishedUpload, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const bucket = await this.#bucket(upload.bucket);
    if (!isUploadId(upload.uploadId)) return;
    const uploads = new Uploads(bucket);
    if (upload.key === '') return uploads.discard(upload.uploadId);
    await this.#locks.run(lockName(upload), async () => {
      // The record first: with its content gone it would look like a version whose file was deleted by hand.
      const { entries } = await readKeyFiles(bucket, upload.key, this.#known);
      for (const { pending, record, recordPath } of entries) {
        if (pending && record.uploadId === upload.uploadId) await remove(recordPath);
      }
      await uploads.discard(upload.uploadId);
      await settle(bucket, upload.key, this.#known);
    });
  }

  /**
   * Finishes for every key what a kill has left half done, and removes empty folders of the store's own, whose names
   * are parts of keys. Reading works without it; call it when no other process writes: before an erasure is verified.
   */
  async recover(bucketName: string): Promise<void> {
    const bucket = await this.#bucket(bucketName);
    for await (const key of keysOf(bucket)) {
      await this.#locks.run(lockName({ bucket: bucketName, key }), () => settle(bucket, key, this.#known));
    }
    await removeEmptyBelow(bucket.history);
    await new Uploads(bucket).removeStray();
  }

  async #bucket(name: string): Promise<Bucket> {
    const bucket = new Bucket(this.#options.root, name);
    await bucket.check();
    return bucket;
  }

  #versions(bucket: Bucket, key: string): Promise<LocatedVersion[]> {
    return this.#locks.run(lockName({ bucket: bucket.name, key }), async () => {
      const files = await readKeyFiles(bucket, key, this.#known);
      return versionsOf(files).versions;
    });
  }
}

/** The folder a key lies in, with its slash; the key itself at the top. */
const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1) || key;

const lockName = ({ bucket, key }: { bucket: string; key: string }): string => `${bucket}/${key}`;

const pathOf = ({ place, entry }: LocatedVersion, plainPath: Path): Path =>
  place === 'history' && entry ? entry.dataPath : plainPath;
