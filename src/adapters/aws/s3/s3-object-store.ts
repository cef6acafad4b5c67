import { AbortMultipartUploadCommand, DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ByteStream } from '../../../base/bytes.js';
import { type Clock, systemClock } from '../../../base/clock.js';
import { Fault } from '../../../base/fault.js';
import type {
  Attachments,
  CallOptions,
  GetOptions,
  ListVersionsOptions,
  NotKept,
  ObjectHead,
  ObjectRef,
  ObjectStore,
  ObjectVersion,
  PutOptions,
  RewriteOptions,
  Rewritten,
  UnfinishedUpload,
} from '../../../ports/object-store.js';
import { clientConfig, held, type S3Connection } from '../connection.js';
import { serviceError } from '../service-error.js';
import { lostAnnotations, lostGrants, tagsOf } from './attachments.js';
import type { CopySettings } from './copy.js';
import { encryptionFields } from './encryption.js';
import { asHead, checkBucket, headOf, isUnknownVersionId, versionIdOf } from './head.js';
import { abortable, PAGE_SIZE, unfinishedUploads, versionPages } from './listing.js';
import { keepsLocks } from './lock-configuration.js';
import { inParts, type Part } from './parts.js';
import { lostExpires, lostPlace } from './properties.js';
import { contentOf } from './read.js';
import { rewriteInPlace } from './rewrite.js';
import { s3Fault } from './s3-fault.js';
import { partSize, putInParts, putWhole } from './upload.js';
import { VersionedBuckets } from './versioned-buckets.js';

export interface S3ObjectStoreOptions {
  /** A client of the caller's, or where to connect to. */
  client: S3Client | S3Connection;
  clock?: Clock;
  /** Bytes of the first parts of a multipart upload, at least 5 MiB in S3; held `partsAtOnce` + 1 times. */
  partBytes?: number;
  partsAtOnce?: number;
  /** What a body shorter than one part is sent as: one request, or (for servers' tests) an upload like any other. */
  smallBodies?: 'whole' | 'in parts';
  /** Entries per listing request, at most 1000. */
  pageSize?: number;
  /** Bytes up to which an object is copied in one request; 5 GiB in S3. */
  copyLimit?: number;
  /** Bytes per part of a larger copy, 5 MiB to 5 GiB in S3. */
  copyPartBytes?: number;
  /** Whether the server knows annotations; asked of another it may answer with the object itself. Default: on AWS. */
  annotations?: boolean;
}

const PART_BYTES = 8 * 1024 * 1024;
const COPY_LIMIT = 5 * 1024 ** 3;
const COPY_PART_BYTES = 512 * 1024 ** 2;

/**
 * Amazon S3, or a server that speaks its protocol, in buckets with versioning. Every write states its encryption and
 * carries SHA-256 checksums, which S3 compares with what arrived. Deletes name their version and never bypass a lock.
 */
export class S3ObjectStore implements ObjectStore {
  readonly product = { vendor: 'Amazon Web Services', name: 'Amazon S3', version: '2006-03-01' };
  readonly layered = true;
  readonly #client: S3Client;
  readonly #clock: Clock;
  readonly #partBytes: number;
  readonly #partsAtOnce: number;
  readonly #alwaysInParts: boolean;
  readonly #pageSize: number;
  readonly #versioned: VersionedBuckets;
  readonly #copying: CopySettings;

  constructor(options: S3ObjectStoreOptions) {
    const { client } = options;
    this.#client =
      client instanceof S3Client
        ? client
        : held(new S3Client({ ...clientConfig(client), forcePathStyle: client.forcePathStyle ?? false }), client);
    this.#versioned = new VersionedBuckets(this.#client);
    this.#clock = options.clock ?? systemClock;
    this.#partBytes = options.partBytes ?? PART_BYTES;
    this.#partsAtOnce = options.partsAtOnce ?? 3;
    this.#alwaysInParts = options.smallBodies === 'in parts';
    this.#pageSize = options.pageSize ?? PAGE_SIZE;
    this.#copying = {
      limit: options.copyLimit ?? COPY_LIMIT,
      partBytes: options.copyPartBytes ?? COPY_PART_BYTES,
      partsAtOnce: this.#partsAtOnce,
      annotations: options.annotations ?? isAmazon(client),
    };
  }

  /** S3 leaves nothing half done of its own. */
  async recover(bucket: string): Promise<void> {
    await checkBucket(this.#client, bucket, undefined);
  }

  async *list(bucket: string, prefix?: string, options?: CallOptions): AsyncGenerator<ObjectVersion> {
    for await (const version of this.listVersions(bucket, prefix, options)) {
      if (version.isLatest && !version.deleteMarker) yield version;
    }
  }

  async *listVersions(bucket: string, prefix = '', options?: ListVersionsOptions): AsyncGenerator<ObjectVersion> {
    await this.#versioned.check(bucket, options?.signal);
    for await (const page of versionPages(this.#client, bucket, prefix, { ...options, pageSize: this.#pageSize })) {
      for (const version of page) {
        options?.signal?.throwIfAborted();
        yield version;
      }
    }
  }

  async versionsOf({ bucket, key }: { bucket: string; key: string }, options?: CallOptions): Promise<ObjectVersion[]> {
    const found: ObjectVersion[] = [];
    // The key itself is the first of those that begin with it.
    for await (const version of this.listVersions(bucket, key, options)) {
      if (version.key !== key) break;
      found.push(version);
    }
    return found;
  }

  listUploads(bucket: string, prefix = '', options?: CallOptions): AsyncGenerator<UnfinishedUpload> {
    return unfinishedUploads(this.#client, bucket, prefix, { ...options, pageSize: this.#pageSize });
  }

  async head(
    object: { bucket: string; key: string; versionId?: string },
    { signal }: CallOptions = {},
  ): Promise<ObjectHead | undefined> {
    signal?.throwIfAborted();
    const found = await headOf(this.#client, object, signal);
    if (!found) return undefined;
    const { bucket, key, versionId } = object;
    const current = versionId === undefined ? found : await headOf(this.#client, { bucket, key }, signal);
    const isLatest = current !== undefined && versionIdOf(current) === versionIdOf(found);
    return asHead(object, found, isLatest, this.#clock.now());
  }

  async get(ref: ObjectRef, options: GetOptions = {}): Promise<ByteStream> {
    options.signal?.throwIfAborted();
    return contentOf(this.#client, ref, options);
  }

  async put(object: { bucket: string; key: string }, body: ByteStream, options: PutOptions): Promise<ObjectHead> {
    encryptionFields(options.encryption);
    const versionId = await this.#write(object, body, options);
    // Without the signal: it is written, and an abort now would say that it is not.
    const written = await headOf(this.#client, { ...object, versionId }, undefined);
    if (written) return asHead(object, written, true, this.#clock.now());
    throw new Fault('conflict', 'store/changed', 'the new version was destroyed at once by another', {
      bucket: object.bucket,
    });
  }

  tagsOf(version: ObjectHead, { signal }: CallOptions = {}): Promise<Record<string, string> | undefined> {
    return tagsOf(this.#client, version, signal);
  }

  keepsLocks(bucket: string, { signal }: CallOptions = {}): Promise<boolean> {
    return keepsLocks(this.#client, bucket, signal);
  }

  async attachmentsOf(version: ObjectHead, { signal }: CallOptions = {}): Promise<Attachments> {
    signal?.throwIfAborted();
    const { properties } = version;
    const [tags, grants, annotations] = await Promise.all([
      tagsOf(this.#client, version, signal),
      lostGrants(this.#client, version, signal),
      this.#copying.annotations ? lostAnnotations(this.#client, version, signal) : [],
    ]);
    const unread: NotKept[] = tags ? [] : ['tags'];
    const notKept = [...grants, ...annotations, ...unread, ...lostExpires(properties), ...lostPlace(properties)];
    return { tags: tags ?? {}, notKept };
  }

  async rewrite(version: ObjectHead, options: RewriteOptions): Promise<Rewritten> {
    options.signal?.throwIfAborted();
    const versionsOf = () => this.versionsOf(version);
    const now = this.#clock.now();
    return rewriteInPlace(this.#client, version, options, this.#copying, { versionsOf, now });
  }

  async destroyVersion(ref: ObjectRef, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const { bucket, key, versionId } = ref;
    try {
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
      await this.#client.send(command, abortable(signal));
    } catch (error) {
      if (isUnknownVersionId(error) && !(await this.#exists(ref, signal))) return;
      const fault = s3Fault(error, { bucket, signal });
      const lock = fault instanceof Fault && fault.code === 'store/access-denied' && (await this.#lockOf(ref, signal));
      if (!lock) throw fault;
      throw new Fault('denied', 'store/retention-locked', 'a lock keeps the version from being destroyed', {
        bucket,
        lock,
      });
    }
  }

  async abortUpload({ bucket, key, uploadId }: UnfinishedUpload, { signal }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    try {
      const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId });
      await this.#client.send(command, abortable(signal));
    } catch (error) {
      if (serviceError(error).name === 'NoSuchUpload') return;
      throw s3Fault(error, { bucket, signal });
    }
  }

  async #write(object: { bucket: string; key: string }, body: ByteStream, options: PutOptions): Promise<string> {
    const parts = inParts(body, partSize(this.#partBytes), options.signal);
    const sending = { atOnce: this.#partsAtOnce, now: this.#clock.now() };
    if (this.#alwaysInParts) return putInParts(this.#client, object, parts, options, sending);
    const { value: first } = await parts.next();
    if (!first) throw new Fault('bug', 'store/no-part', 'a body was cut into no part at all');
    if (first.last) return putWhole(this.#client, object, first.bytes, options, sending.now);
    return putInParts(this.#client, object, startingWith(first, parts), options, sending);
  }

  async #exists({ bucket, key, versionId }: ObjectRef, signal: AbortSignal | undefined): Promise<boolean> {
    const versions = await this.versionsOf({ bucket, key }, signal ? { signal } : {});
    return versions.some((version) => version.versionId === versionId);
  }

  /** Undefined as well when it may not be asked. */
  async #lockOf(ref: ObjectRef, signal: AbortSignal | undefined): Promise<string | undefined> {
    const found = await headOf(this.#client, ref, signal).catch(() => undefined);
    return found && asHead(ref, found, true, this.#clock.now()).lock;
  }
}

async function* startingWith(first: Part, rest: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield first;
  yield* rest;
}

/** Of a client that was handed over, its endpoint is known only when it was given one. */
function isAmazon(client: S3Client | S3Connection): boolean {
  if (client instanceof S3Client) return client.config.isCustomEndpoint !== true;
  return client.endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(client.endpoint).hostname);
}
