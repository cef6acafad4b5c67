import type { ByteStream } from '../base/bytes.js';

/** Names one version of one object. `key` is UTF-8, at most 1024 bytes, and may be personal: never log it. */
export interface ObjectRef {
  bucket: string;
  key: string;
  versionId: string;
}

/** How the store itself encrypts a version at rest; client-side envelopes are not the store's business. */
export type StoreEncryption =
  /** Not encrypted by the store (embedded store only; S3 always encrypts). */
  | { mode: 'none' }
  /** The store's default encryption with a key of the store (SSE-S3). */
  | { mode: 'default' }
  /** With a key of the key service (SSE-KMS). */
  | { mode: 'kms'; keyId: string; bucketKey: boolean };

/** One entry of a version listing. A delete marker has size 0 and no content. */
export interface ObjectVersion extends ObjectRef {
  isLatest: boolean;
  deleteMarker: boolean;
  /** Bytes as stored. */
  size: number;
  lastModified: Date;
  /** Changes whenever the content changes; opaque. */
  etag: string;
}

/** What keeps a version from being destroyed or overwritten, as Amazon S3 Object Lock has it. */
export interface ObjectLock {
  /** Binds while `until` lies ahead. */
  retention?: { mode: 'governance' | 'compliance'; until: Date } | undefined;
  /** Binds until somebody lifts it. */
  legalHold?: true | undefined;
  /** Retention that begins when the hold is lifted. */
  eventHold?: { days?: number | undefined; years?: number | undefined } | undefined;
}

/** What a version carries beside content, content type and user metadata. Left out or undefined: not set. */
export interface ObjectProperties {
  cacheControl?: string | undefined;
  contentDisposition?: string | undefined;
  contentEncoding?: string | undefined;
  contentLanguage?: string | undefined;
  /** As it was sent; normally an HTTP date. */
  expires?: string | undefined;
  /** Address that a website endpoint sends readers to. */
  websiteRedirect?: string | undefined;
  /** The store's name for it, `STANDARD_IA`; left out for its standard one. */
  storageClass?: string | undefined;
  lock?: ObjectLock | undefined;
}

/** Something of a version that its successor with another encryption does not get. */
export type NotKept =
  /** Grants beside the owner's, or grants that may not be looked at. */
  | 'acl'
  /** Annotations, or annotations that may not be looked at. */
  | 'annotations'
  /** Tags that may not be read. */
  | 'tags'
  /** An `Expires` that is no date. */
  | 'expires'
  /** A class whose content cannot be read at once, so that what was written in it could not be read back. */
  | 'storage-class';

/** What belongs to a version and is told neither by a listing nor by `head`. */
export interface Attachments {
  tags: Readonly<Record<string, string>>;
  /** What `put` cannot give to another version, as far as there is something to lose or it may not be asked. */
  notKept: readonly NotKept[];
}

/** What is known of a version without reading it. */
export interface ObjectHead extends ObjectVersion {
  contentType: string | undefined;
  /** User metadata: ASCII names in lower case, values at most 2 KB in all. Never personal. */
  metadata: Readonly<Record<string, string>>;
  properties: ObjectProperties;
  encryption: StoreEncryption;
  /** Named hold that stops destruction, if any: `legal-hold`, `event-hold`, `governance until …`, `compliance until …`. */
  lock: string | undefined;
}

export interface UnfinishedUpload {
  bucket: string;
  key: string;
  uploadId: string;
  initiated: Date;
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface ListVersionsOptions extends CallOptions {
  /** Only keys behind this one in UTF-8 byte order, so that an interrupted listing goes on where it stopped. */
  startAfter?: string;
  /**
   * Told of a folder that may not be looked into, as the prefix of the keys in it (empty: of all), and the listing goes on behind
   * it; without this it fails. It may be told of a folder more than once. Only where folders have permissions.
   */
  onUnlisted?: (prefix: string) => void;
}

export interface PutOptions extends CallOptions {
  contentType?: string;
  metadata?: Readonly<Record<string, string>>;
  /** A retention that is over is not set again. */
  properties?: ObjectProperties;
  /** At most 10 in S3. */
  tags?: Readonly<Record<string, string>>;
  encryption: StoreEncryption;
  /** Write only if the current version still has this ETag; otherwise `conflict` / `store/changed`. */
  ifMatch?: string;
  /** Write only if the key has no current version; otherwise `conflict` / `store/exists`. */
  ifNoneMatch?: '*';
}

export interface RewriteOptions extends CallOptions {
  encryption: StoreEncryption;
}

export interface Rewritten {
  head: ObjectHead;
  /** Empty when the new version has all that the old one had. */
  notKept: readonly NotKept[];
}

export interface GetOptions extends CallOptions {
  /** Bytes of the stored content, both ends inclusive, as in RFC 9110 `Range`. */
  range?: { first: number; last: number };
}

/**
 * Versioned objects in buckets, with the semantics of Amazon S3 with versioning enabled.
 *
 * Absence is `undefined` or an empty listing. Failures are Faults:
 * `unavailable` / `store/unavailable`, `denied` / `store/access-denied`, `denied` / `store/retention-locked`,
 * `conflict` / `store/changed`, `usage` / `store/no-bucket`, `integrity` / `store/corrupt`.
 */
export interface ObjectStore {
  /** What it is, for reports: `Amazon S3`, `kimitsu embedded store`. */
  readonly product: { vendor: string; name: string; version: string };

  /**
   * Whether an envelope is encrypted by the store as well, under the key of its level. Together they make what lies
   * there unreadable by either key alone; where store and keys are one folder it would only cost time.
   */
  readonly layered: boolean;

  /** Current versions (no delete markers), in UTF-8 byte order of their keys; bounded memory. */
  list(bucket: string, prefix?: string, options?: CallOptions): AsyncIterable<ObjectVersion>;

  /** Every version and delete marker, keys in UTF-8 byte order, newest first within a key; bounded memory. */
  listVersions(bucket: string, prefix?: string, options?: ListVersionsOptions): AsyncIterable<ObjectVersion>;

  /** Every version and delete marker of exactly this key, newest first; none when there is no such key. */
  versionsOf(object: { bucket: string; key: string }, options?: CallOptions): Promise<ObjectVersion[]>;

  /** Uploads begun and not finished. They hold data that no other listing shows. */
  listUploads(bucket: string, prefix?: string, options?: CallOptions): AsyncIterable<UnfinishedUpload>;

  /** The current version of `key`, or the named version; undefined when there is none or it is a delete marker. */
  head(
    object: { bucket: string; key: string; versionId?: string },
    options?: CallOptions,
  ): Promise<ObjectHead | undefined>;

  /**
   * Content of exactly this version, decrypted by the store if the store encrypted it.
   * @throws {Fault} `conflict` / `store/no-such-version` when it does not exist
   */
  get(ref: ObjectRef, options?: GetOptions): Promise<ByteStream>;

  /**
   * Writes a new version, atomically: either the whole content is the current version or nothing changed.
   * Once it resolves, the content is durable. A body that throws leaves nothing behind.
   */
  put(object: { bucket: string; key: string }, body: ByteStream, options: PutOptions): Promise<ObjectHead>;

  /** What of this version has to be asked for apart: a few requests in S3. */
  attachmentsOf(version: ObjectHead, options?: CallOptions): Promise<Attachments>;

  /**
   * Gives the current version another encryption, by a copy that the store itself makes onto the same key as a new
   * version: content type, metadata, properties, lock and tags stay, and so does `version`, now noncurrent.
   *
   * @throws {Fault} `conflict` / `store/changed` when `version` is not the current one any more; what came in between
   *   is then current as before
   */
  rewrite(version: ObjectHead, options: RewriteOptions): Promise<Rewritten>;

  /**
   * Destroys one version or delete marker. Once it resolves, no read of `ref` succeeds again.
   * Resolves as well when the version is already gone, so a retried erasure converges.
   * @throws {Fault} `denied` / `store/retention-locked` while a lock binds it; no lock is ever bypassed
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
   */
  destroyVersion(ref: ObjectRef, options?: CallOptions): Promise<void>;

  /**
   * Finishes what interrupted calls have left half done in the store's own files, so that a search for leftovers finds
   * none. Call it when nobody else writes. Resolves at once where the store never leaves anything.
   */
  recover(bucket: string): Promise<void>;

  /**
   * Tags of a version. They stand beside the content, are not encrypted with it, and can be personal.
   * @returns undefined when they may not be read
   */
  tagsOf(version: ObjectHead, options?: CallOptions): Promise<Readonly<Record<string, string>> | undefined>;

  /** Whether versions of the bucket can have locks (`ObjectHead.lock`). */
  keepsLocks(bucket: string, options?: CallOptions): Promise<boolean>;

  /** Discards an unfinished upload and its parts; resolves as well when it is already gone. */
  abortUpload(upload: UnfinishedUpload, options?: CallOptions): Promise<void>;
}
