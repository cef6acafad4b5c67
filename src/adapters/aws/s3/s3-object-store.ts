import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ByteStream } from '../../../base/bytes.js';
import { type Clock, systemClock } from '../../../base/clock.js';
import { Fault } from '../../../base/fault.js';
import type {
  CallOptions,
  GetOptions,
  ListVersionsOptions,
  ObjectHead,
  ObjectRef,
  ObjectStore,
  ObjectVersion,
  PutOptions,
  UnfinishedUpload,
} from '../../../ports/object-store.js';
import { clientConfig, type S3Connection } from '../connection.js';
import { serviceError } from '../service-error.js';
import { encryptionFields } from './encryption.js';
import { asHead, checkBucket, headOf, isUnknownVersionId, versionIdOf } from './head.js';
import { abortable, PAGE_SIZE, unfinishedUploads, versionPages } from './listing.js';
import { inParts, type Part } from './parts.js';
import { s3Fault } from './s3-fault.js';
import { partSize, putInParts, putWhole } from './upload.js';

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
}

const PART_BYTES = 8 * 1024 * 1024;

/**
 * Amazon S3, or a server that speaks its protocol, in buckets with versioning. Every write states its encryption and
 * carries SHA-256 checksums, which S3 compares with what arrived. Deletes name their version and never bypass a lock.
 */
export class S3ObjectStore implements ObjectStore {
  readonly product = { vendor: 'Amazon Web Services', name: 'Amazon S3', version: '2006-03-01' };
  readonly #client: S3Client;
  readonly #clock: Clock;
  readonly #partBytes: number;
  readonly #partsAtOnce: number;
  readonly #alwaysInParts: boolean;
  readonly #pageSize: number;

  constructor(options: S3ObjectStoreOptions) {
    const { client } = options;
    this.#client =
      client instanceof S3Client
        ? client
        : new S3Client({ ...clientConfig(client), forcePathStyle: client.forcePathStyle ?? false });
    this.#clock = options.clock ?? systemClock;
    this.#partBytes = options.partBytes ?? PART_BYTES;
    this.#partsAtOnce = options.partsAtOnce ?? 3;
    this.#alwaysInParts = options.smallBodies === 'in parts';
    this.#pageSize = options.pageSize ?? PAGE_SIZE;
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

  async get(ref: ObjectRef, { range, signal }: GetOptions = {}): Promise<ByteStream> {
    signal?.throwIfAborted();
    const { bucket, key, versionId } = ref;
    if (range && range.last < range.first) return nothing();
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
      ...(range ? { Range: `bytes=${range.first}-${range.last}` } : {}),
    });
    try {
      return content(await this.#client.send(command, abortable(signal)), bucket, signal);
    } catch (error) {
      if (serviceError(error).status === 416) return nothing();
      if (isUnknownVersionId(error)) {
        throw new Fault('conflict', 'store/no-such-version', 'the version does not exist (any more)', { bucket });
      }
      throw s3Fault(error, { bucket, signal });
    }
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
    if (this.#alwaysInParts) return putInParts(this.#client, object, parts, options, this.#partsAtOnce);
    const { value: first } = await parts.next();
    if (!first) throw new Fault('bug', 'store/no-part', 'a body was cut into no part at all');
    if (first.last) return putWhole(this.#client, object, first.bytes, options);
    return putInParts(this.#client, object, startingWith(first, parts), options, this.#partsAtOnce);
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

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* startingWith(first: Part, rest: AsyncIterable<Part>): AsyncGenerator<Part> {
  yield first;
  yield* rest;
}

/** The content as it comes; a connection that ends early is an error, not an end. */
async function* content(
  { Body, ContentLength }: GetObjectCommandOutput,
  bucket: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
      signal?.throwIfAborted();
      bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw s3Fault(error, { bucket, signal });
  }
  if (ContentLength === undefined || bytes === ContentLength) return;
  throw new Fault('unavailable', 'store/unavailable', 'the content ended early', {
    bucket,
    expected: ContentLength,
    bytes,
  });
}
