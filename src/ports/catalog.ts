import type { Json } from '../base/canonical-json.js';
import type { Level } from '../base/level.js';
import type { DocumentKind, StoredDocument } from './documents.js';
import type { Listings } from './listings.js';

export type { DocumentKind, StoredDocument } from './documents.js';
export type { ListedVersion, Listing } from './listings.js';

/**
 * Where an object stands on its way: `found` → `classified` → `protected` → `erased` or `migrated`.
 * `gone`: it disappeared from the store without us; `exception`: named as neither migrated nor erased, with a reason.
 */
export type ObjectState = 'found' | 'classified' | 'protected' | 'erased' | 'migrated' | 'gone' | 'exception';

/** Why a record is on the review list, or why a part of it was not examined. Stable codes, no personal value. */
export interface ReviewReason {
  /** `records/broken-quote`, `records/unknown-format`, `classify/doubtful`, … */
  code: string;
  /** Where in the object: `row 12`, `byte 4096`; never a key or a value. */
  locator?: string;
}

export interface FindingSummary {
  type: string;
  /** Recognizer rule that scored highest. */
  rule: string;
  count: number;
  /** 0–100. */
  maxScore: number;
  /** Shape only, see `maskedSample`. */
  sample: string;
}

export interface Classification {
  level: Level;
  /** Kind of record by 別紙４, e.g. `recording`, `response-history`. */
  kind: string;
  /** What each part says: level = highest of them. */
  because: { source: 'kind' | 'content' | 'name' | 'metadata' | 'unread' | 'review'; level: Level; rule: string }[];
  records: Record<Level, number>;
  findings: FindingSummary[];
  review: ReviewReason[];
  format: string;
  charset: string | undefined;
  examinedBytes: number;
  unexaminedBytes: number;
  /** Identifies recognizers, lexicons and policy together; another value means: read again. */
  classifierVersion: string;
  classifiedAt: string;
}

export type ProtectionMode = 'envelope' | 'store-kms' | 'default';

export interface Protection {
  mode: ProtectionMode;
  /** Unit whose key protects it; undefined for mode `default`. */
  unitId: string | undefined;
  kmsKeyId: string | undefined;
  versionId: string;
  etag: string;
  storedBytes: number;
  /** `plaintext-before`: this place has held the content unencrypted, so key destruction alone does not erase it. */
  plaintextHistory: 'never' | 'plaintext-before' | 'unknown';
  protectedAt: string;
}

/** An object as the store shows it. `objectId` is a keyed hash of system and key; `sealedKey` its encrypted key. */
export interface SeenObject {
  objectId: string;
  system: string;
  sealedKey: string;
  maskedKey: string;
  versionId: string;
  etag: string;
  size: number;
  lastModified: string;
}

export interface CatalogObject extends SeenObject {
  state: ObjectState;
  classification: Classification | undefined;
  protection: Protection | undefined;
  /** Reason of `exception` or `gone`; of `migrated`, the id of the migration. */
  reason: string | undefined;
  /** A person has decided on the content that it has now (`Catalog.decision`); absent otherwise. */
  decided?: true;
}

export type VersionState = 'present' | 'destroyed' | 'exception';

/** Every version, delete marker and unfinished upload ever seen, until the end: reconciliation counts these. */
export interface CatalogVersion {
  objectId: string;
  system: string;
  versionId: string;
  item: 'version' | 'delete-marker' | 'upload';
  size: number;
  /** Whether this version holds readable content in the store. */
  plaintext: boolean;
  state: VersionState;
  level: Level | undefined;
  /** When its destruction was verified by reading again. */
  destroyedAt: string | undefined;
  reason: string | undefined;
}

export interface ReviewDecision {
  objectId: string;
  etag: string;
  level: Level;
  reason: string;
  decidedBy: string;
  /** Second person, required to lower a level. */
  confirmedBy: string | undefined;
  decidedAt: string;
}

/** What happened, before it is linked into the chain. No personal value anywhere in it. */
export interface AuditDraft {
  actor: string;
  /** `noun.verb`: `object.classified`, `unit-key.destroyed`, `record.read`. */
  action: string;
  subject: string;
  detail?: Json;
}

export interface AuditEntry extends Required<AuditDraft> {
  /** 1, 2, 3, … without gaps. */
  seq: number;
  /** RFC 3339, UTC, milliseconds. */
  at: string;
  /** `hash` of the entry before; 64 zeros before the first. */
  previousHash: string;
  /** SHA-256 over the canonical JSON of all the other members. */
  hash: string;
}

/** Links a draft to the head of the chain; handed to the catalogue so that state and entry are one transaction. */
export type LinkAudit = (head: AuditEntry | undefined, draft: AuditDraft, at: Date) => AuditEntry;

export interface InventoryLine {
  system: string;
  level: Level | undefined;
  state: ObjectState;
  objects: number;
  records: number;
  bytes: number;
  /** Objects with at least one review reason and no decision. */
  toReview: number;
}

export interface ObjectFilter {
  system?: string;
  states?: readonly ObjectState[];
  level?: Level;
  /** Only those whose classification was made by another version than this, or not at all. */
  notClassifiedBy?: string;
  /** Only those on the review list. */
  toReview?: boolean;
}

export interface VersionFilter {
  system?: string;
  objectId?: string;
  state?: VersionState;
}

/**
 * The one writer of truth. Every method that changes something takes its audit entries and commits both or neither;
 * once it resolves the change is durable. Iterations run in order of `objectId` (versions: then `versionId`), in
 * bounded memory, and see changes made while they run at most once.
 *
 * Failures are Faults: `unavailable` / `catalog/unavailable` (locked, disk full), `integrity` / `catalog/corrupt`,
 * `usage` / `catalog/newer-schema`, `conflict` / `catalog/changed`.
 */
export interface Catalog extends Listings {
  /**
   * Upserts objects of a listing. A new object, one that was `gone`, or one whose version or ETag differs from both
   * the seen and the protected version, becomes `found` (its classification stays for comparison); others keep their
   * state. Where another version takes the place of the one that was `classified`, that one keeps the level.
   * @returns ids that are new or changed
   */
  saveSeen(objects: readonly SeenObject[], audit: readonly AuditDraft[]): Promise<string[]>;
  /**
   * Only where the object still has that etag and is neither `erased` nor `gone`; others are left alone and not
   * reported. `found` becomes `classified`, and so does `protected` when the level is another one than before or the content
   * does not open.
   * @returns ids saved
   */
  saveClassified(
    items: readonly { objectId: string; etag: string; classification: Classification }[],
    audit: readonly AuditDraft[],
  ): Promise<string[]>;
  /**
   * Moves the object to `protected`; its seen version, etag and size become those of `protection`, and a review decision
   * for the content it had is valid for the new etag. An unknown object is `conflict` / `catalog/changed`.
   */
  saveProtected(
    items: readonly { objectId: string; protection: Protection }[],
    audit: readonly AuditDraft[],
  ): Promise<void>;
  saveState(
    items: readonly { objectId: string; state: ObjectState; reason?: string }[],
    audit: readonly AuditDraft[],
  ): Promise<void>;

  object(objectId: string): Promise<CatalogObject | undefined>;
  /** Those of these that are known, in any order: one question where `object` would be many. */
  objectsById(objectIds: readonly string[]): Promise<CatalogObject[]>;
  objects(filter?: ObjectFilter): AsyncIterable<CatalogObject>;
  inventory(): Promise<InventoryLine[]>;

  /**
   * Upserts by (objectId, versionId); a `destroyed` one never becomes `present` again, a version once known not to be
   * plaintext stays so (its bytes never change), and an unknown level or reason leaves the known one. Level and
   * plaintext are what was known of a content: another size or item is another content.
   */
  saveVersions(versions: readonly CatalogVersion[], audit: readonly AuditDraft[]): Promise<void>;
  versions(filter?: VersionFilter): AsyncIterable<CatalogVersion>;

  saveDecision(decision: ReviewDecision, audit: readonly AuditDraft[]): Promise<void>;
  /** The latest decision for this content, if any. */
  decision(objectId: string, etag: string): Promise<ReviewDecision | undefined>;

  /** Upserts by (kind, id). */
  saveDocument(document: Omit<StoredDocument, 'updatedAt'>, audit: readonly AuditDraft[]): Promise<void>;
  document(kind: DocumentKind, id: string): Promise<StoredDocument | undefined>;
  /** Oldest first. */
  documents(kind: DocumentKind, parentId?: string): Promise<StoredDocument[]>;

  appendAudit(drafts: readonly AuditDraft[]): Promise<AuditEntry[]>;
  auditHead(): Promise<AuditEntry | undefined>;
  /** In order of `seq`. */
  auditEntries(fromSeq?: number): AsyncIterable<AuditEntry>;
  /** The entries of one action, the newest first: what comes last is found without reading the whole log. */
  auditOf(action: string): AsyncIterable<AuditEntry>;

  /**
   * Removes what could still tell about persons (sealed and masked keys, finding samples, unfinished listings) from the
   * rows of `system`, or of all systems, and from free pages and write-ahead log.
   * @param onlyErased - only of objects in the state `erased`
   */
  sealAfterErasure(audit: readonly AuditDraft[], system?: string, onlyErased?: boolean): Promise<void>;

  close(): Promise<void>;
}
