import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ByteStream } from '../../base/bytes.js';
import { type Clock, systemClock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { KeyService } from '../../ports/key-service.js';
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
} from '../../ports/object-store.js';
import { bindingLock, lockText } from '../object-lock.js';
import { checkKey } from './object-keys.js';
import { open, type SealedContent, seal } from './sealed-content.js';

interface Stored {
  head: Omit<ObjectHead, 'isLatest' | 'lock'>;
  tags: Readonly<Record<string, string>>;
  content: SealedContent;
}

/** Versions of one key, newest first. */
type Versions = Stored[];

/** A versioned object store that is gone with its process; for tests. Holds whole objects in memory. */
export class MemoryObjectStore implements ObjectStore {
  readonly product = { vendor: 'kimitsu', name: 'kimitsu in-memory store', version: '1' };
  readonly layered = false;
  readonly #buckets = new Map<string, Map<string, Versions>>();
  readonly #uploads = new Map<string, UnfinishedUpload>();
  readonly #keys: KeyService;
  readonly #clock: Clock;

  constructor(keys: KeyService, clock: Clock = systemClock) {
    this.#keys = keys;
    this.#clock = clock;
  }

  async createBucket(bucket: string): Promise<void> {
    if (!this.#buckets.has(bucket)) this.#buckets.set(bucket, new Map());
  }

  /** Nothing is ever half done in memory. */
  async recover(bucket: string): Promise<void> {
    this.#bucket(bucket);
  }

  /** What an application's plain delete does: a delete marker becomes the newest version. */
  async deleteObject(bucket: string, key: string): Promise<void> {
    const head = this.#newHead({ bucket, key }, 0, { encryption: { mode: 'none' } });
    const content = { kind: 'plain', bytes: Buffer.alloc(0) } as const;
    this.#add({ head: { ...head, deleteMarker: true }, tags: {}, content });
  }

  async *list(bucket: string, prefix?: string, options?: CallOptions): AsyncGenerator<ObjectVersion> {
    for await (const version of this.listVersions(bucket, prefix, options)) {
      if (version.isLatest && !version.deleteMarker) yield version;
    }
  }

  async *listVersions(bucket: string, prefix = '', options?: ListVersionsOptions): AsyncGenerator<ObjectVersion> {
    const keys = [...this.#bucket(bucket).keys()].filter((key) => key.startsWith(prefix));
    const after = options?.startAfter;
    for (const key of keys.sort(byBytes)) {
      if (after !== undefined && byBytes(key, after) <= 0) continue;
      options?.signal?.throwIfAborted();
      for (const [index, { head }] of [...this.#versions({ bucket, key })].entries())
        yield asVersion(head, index === 0);
    }
  }

  async versionsOf(object: { bucket: string; key: string }): Promise<ObjectVersion[]> {
    return [...this.#versions(object)].map(({ head }, index) => asVersion(head, index === 0));
  }

  async *listUploads(bucket: string, prefix = '', options?: CallOptions): AsyncGenerator<UnfinishedUpload> {
    this.#bucket(bucket);
    for (const upload of [...this.#uploads.values()]) {
      options?.signal?.throwIfAborted();
      if (upload.bucket === bucket && upload.key.startsWith(prefix)) yield { ...upload };
    }
  }

  async head(
    object: { bucket: string; key: string; versionId?: string },
    options?: CallOptions,
  ): Promise<ObjectHead | undefined> {
    options?.signal?.throwIfAborted();
    const versions = this.#versions(object);
    const { versionId } = object;
    const found = versionId === undefined ? versions[0] : versions.find(({ head }) => head.versionId === versionId);
    if (!found || found.head.deleteMarker) return undefined;
    return this.#asHead(found.head, found === versions[0]);
  }

  async get(ref: ObjectRef, { range, signal }: GetOptions = {}): Promise<ByteStream> {
    signal?.throwIfAborted();
    const found = this.#versions(ref).find(({ head }) => head.versionId === ref.versionId);
    if (!found || found.head.deleteMarker) {
      throw new Fault('conflict', 'store/no-such-version', 'the version does not exist (any more)');
    }
    const bytes = await open(found.content, this.#keys, ref.versionId);
    return inChunks(range ? bytes.subarray(range.first, range.last + 1) : bytes, signal);
  }

  async put(object: { bucket: string; key: string }, body: ByteStream, options: PutOptions): Promise<ObjectHead> {
    checkKey(object.key);
    this.#checkCondition(object, options);
    const { bucket, key } = object;
    const upload: UnfinishedUpload = { bucket, key, uploadId: randomUUID(), initiated: this.#clock.now() };
    this.#uploads.set(upload.uploadId, upload);
    try {
      const chunks: Uint8Array[] = [];
      options.signal?.throwIfAborted();
      for await (const chunk of body) {
        options.signal?.throwIfAborted();
        chunks.push(Buffer.from(chunk));
      }
      const bytes = Buffer.concat(chunks);
      const head = this.#newHead(object, bytes.byteLength, options);
      const content = await seal(bytes, options.encryption, this.#keys, head.versionId);
      if (content.kind === 'sealed') head.encryption = { mode: 'kms', keyId: content.keyId, bucketKey: false };
      if (!this.#uploads.has(upload.uploadId)) {
        throw new Fault('conflict', 'store/upload-aborted', 'the upload was aborted while it was written');
      }
      this.#checkCondition(object, options);
      this.#add({ head, tags: { ...options.tags }, content });
      return this.#asHead(head, true);
    } finally {
      this.#uploads.delete(upload.uploadId);
    }
  }

  async tagsOf(version: ObjectHead, options?: CallOptions): Promise<Readonly<Record<string, string>>> {
    return (await this.attachmentsOf(version, options)).tags;
  }

  async keepsLocks(): Promise<boolean> {
    return true;
  }

  async attachmentsOf(version: ObjectHead, options?: CallOptions): Promise<Attachments> {
    options?.signal?.throwIfAborted();
    return { tags: { ...this.#versions(version).find(isVersion(version))?.tags }, notKept: [] };
  }

  async rewrite(version: ObjectHead, { encryption, signal }: RewriteOptions): Promise<Rewritten> {
    const abort = signal ? { signal } : {};
    if (!this.#versions(version)[0] || !isVersion(version)(this.#versions(version)[0]!)) throw changed();
    const { tags } = await this.attachmentsOf(version, abort);
    const { contentType, metadata, properties, etag } = version;
    const head = await this.put(version, await this.get(version, abort), {
      ...(contentType === undefined ? {} : { contentType }),
      ...{ metadata, properties, tags, encryption, ifMatch: etag, ...abort },
    });
    return { head, notKept: [] };
  }

  async destroyVersion(ref: ObjectRef, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const lock = lockText(this.#versions(ref).find(isVersion(ref))?.head.properties.lock, this.#clock.now());
    if (lock !== undefined) {
      throw new Fault('denied', 'store/retention-locked', 'a lock keeps the version from being destroyed', { lock });
    }
    const left = this.#versions(ref).filter(({ head }) => head.versionId !== ref.versionId);
    if (left.length > 0) this.#bucket(ref.bucket).set(ref.key, left);
    else this.#bucket(ref.bucket).delete(ref.key);
  }

  async abortUpload(upload: UnfinishedUpload, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    this.#uploads.delete(upload.uploadId);
  }

  #bucket(bucket: string): Map<string, Versions> {
    const found = this.#buckets.get(bucket);
    if (!found) throw new Fault('usage', 'store/no-bucket', 'there is no such bucket', { bucket });
    return found;
  }

  #versions({ bucket, key }: { bucket: string; key: string }): Versions {
    return this.#bucket(bucket).get(key) ?? [];
  }

  #add(stored: Stored): void {
    this.#bucket(stored.head.bucket).set(stored.head.key, [stored, ...this.#versions(stored.head)]);
  }

  #checkCondition(object: { bucket: string; key: string }, { ifMatch, ifNoneMatch }: PutOptions): void {
    const [current] = this.#versions(object);
    const exists = current !== undefined && !current.head.deleteMarker;
    if (ifNoneMatch === '*' && exists) throw new Fault('conflict', 'store/exists', 'the key has a current version');
    if (ifMatch !== undefined && (!exists || current.head.etag !== ifMatch)) {
      throw changed();
    }
  }

  #newHead({ bucket, key }: { bucket: string; key: string }, size: number, options: PutOptions): Stored['head'] {
    const versionId = randomBytes(16).toString('hex');
    return {
      bucket,
      key,
      versionId,
      deleteMarker: false,
      size,
      lastModified: this.#clock.now(),
      etag: createHash('sha256').update(versionId).digest('hex').slice(0, 32),
      contentType: options.contentType,
      metadata: { ...options.metadata },
      properties: { ...options.properties, lock: bindingLock(options.properties?.lock, this.#clock.now()) },
      encryption: { mode: 'none' },
    };
  }

  #asHead(head: Stored['head'], isLatest: boolean): ObjectHead {
    return { ...head, isLatest, lock: lockText(head.properties.lock, this.#clock.now()) };
  }
}

const isVersion =
  ({ versionId }: Pick<ObjectRef, 'versionId'>) =>
  ({ head }: Stored): boolean =>
    head.versionId === versionId;

const changed = (): Fault => new Fault('conflict', 'store/changed', 'the current version is not the expected one');

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function asVersion(head: Stored['head'], isLatest: boolean): ObjectVersion {
  const { bucket, key, versionId, deleteMarker, size, lastModified, etag } = head;
  return { bucket, key, versionId, isLatest, deleteMarker, size, lastModified, etag };
}

async function* inChunks(bytes: Buffer, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) {
    signal?.throwIfAborted();
    yield bytes.subarray(at, at + 65_536);
  }
}
