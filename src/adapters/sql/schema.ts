import type { Generated } from 'kysely';

/**
 * Tables of the catalogue. Only text and integers, so the same queries run on SQLite and PostgreSQL:
 * enumerations are the numbers of `codes.ts`, instants are milliseconds since 1970 (UTC), flags are 0 and 1, and
 * texts that many rows share are numbers of `words`.
 */
export interface CatalogTables {
  migrations: MigrationRow;
  words: { id: Generated<number>; word: string };
  objects: ObjectRow;
  versions: VersionRow;
  counters: { name: string; value: number };
  listings: ListingRow;
  listing_marks: ListingMarkRow;
  decisions: DecisionRow;
  documents: DocumentRow;
  audit: AuditRow;
}

export interface MigrationRow {
  version: number;
  name: string;
  applied_at: number;
}

/** One object with its classification and protection. Names of word columns end in `_word`. */
export interface ObjectRow {
  object_id: string;
  system_word: number;
  /** Empty after `sealAfterErasure`, as are `masked_key`, `etag` and `samples`. */
  sealed_key: string;
  masked_key: string;
  version_id: string;
  etag: string;
  size: number;
  last_modified: number;
  state: number;
  reason: string | null;
  /** 1 when a decision exists for the content of `etag`. */
  decided: number;
  /** 1 when the classification has review reasons and `decided` is 0. */
  to_review: number;
  /** Null in all columns from here to `classified_at` while the object is not classified. */
  level: number | null;
  kind_word: number | null;
  /** The list of what each part says, as JSON: a word, because a few hundred combinations serve millions of objects. */
  because_word: number | null;
  records1: number | null;
  records2: number | null;
  records3: number | null;
  /** JSON `[[type, rule, count, maxScore], …]`; null when there are none. */
  findings: string | null;
  /** JSON list of the masked samples, parallel to `findings`; apart from them so that they can be removed at once. */
  samples: string | null;
  /** JSON `[[code] | [code, locator], …]`; null when there are none. */
  review: string | null;
  format_word: number | null;
  charset_word: number | null;
  examined_bytes: number | null;
  unexamined_bytes: number | null;
  classifier_word: number | null;
  classified_at: number | null;
  /** Null in all columns from here on while the object is not protected. */
  protection_mode: number | null;
  unit_word: number | null;
  kms_key_word: number | null;
  /** Null when it is the seen version, as it is until the object changes again. */
  protected_version: string | null;
  protected_etag: string | null;
  stored_bytes: number | null;
  plaintext_history: number | null;
  protected_at: number | null;
}

/** Every column: what a statement writes, and in which order. */
export const OBJECT_COLUMNS = [
  'object_id',
  'system_word',
  'sealed_key',
  'masked_key',
  'version_id',
  'etag',
  'size',
  'last_modified',
  'state',
  'reason',
  'decided',
  'to_review',
  'level',
  'kind_word',
  'because_word',
  'records1',
  'records2',
  'records3',
  'findings',
  'samples',
  'review',
  'format_word',
  'charset_word',
  'examined_bytes',
  'unexamined_bytes',
  'classifier_word',
  'classified_at',
  'protection_mode',
  'unit_word',
  'kms_key_word',
  'protected_version',
  'protected_etag',
  'stored_bytes',
  'plaintext_history',
  'protected_at',
] as const satisfies readonly (keyof ObjectRow)[];

export interface VersionRow {
  object_id: string;
  version_id: string;
  system_word: number;
  item: number;
  size: number;
  plaintext: number;
  state: number;
  level: number | null;
  destroyed_at: number | null;
  reason: string | null;
  /** 1, 2, 3, … in the order in which versions were first saved: the place of its bit in the marks of a listing. */
  ordinal: number;
}

export const VERSION_COLUMNS = [
  'object_id',
  'version_id',
  'system_word',
  'item',
  'size',
  'plaintext',
  'state',
  'level',
  'destroyed_at',
  'reason',
  'ordinal',
] as const satisfies readonly (keyof VersionRow)[];

export interface ListingRow {
  id: Generated<number>;
  system_word: number;
  started_at: number;
  /** Versions up to this ordinal were there when it began: only of these it can say that they are missing. */
  last_ordinal: number;
  /** Sealed by whoever lists. */
  position: string | null;
  /** Objects found new or changed. */
  changed: number;
}

/** What a listing has shown of the versions with ordinals from `chunk` × 8192, one bit each. */
export interface ListingMarkRow {
  listing_id: number;
  chunk: number;
  /** Base64 of 1 KiB. */
  listed: string;
  /** As `listed`, of those that were the current version of their object. */
  current: string;
}

export interface DecisionRow {
  /** Grows, so the latest decision has the highest. */
  id: Generated<number>;
  object_id: string;
  etag: string;
  level: number;
  reason: string;
  decided_by: string;
  confirmed_by: string | null;
  decided_at: number;
}

export interface DocumentRow {
  /** Grows: documents are listed in the order in which they were first saved. */
  ordinal: Generated<number>;
  kind: string;
  id: string;
  parent_id: string | null;
  /** JSON. */
  body: string;
  updated_at: number;
}

export interface AuditRow {
  seq: number;
  /** As hashed, therefore text. */
  at: string;
  actor: string;
  action: string;
  subject: string;
  /** JSON. */
  detail: string;
  previous_hash: string;
  hash: string;
}
