import { Fault } from '../../base/fault.js';
import type { Level } from '../../base/level.js';
import type { CatalogObject, Classification, FindingSummary, Protection, ReviewReason } from '../../ports/catalog.js';
import { OBJECT_STATES, PLAINTEXT_HISTORIES, PROTECTION_MODES } from './codes.js';
import { toInstant, toMillis } from './instants.js';
import type { HeldObject } from './object-rules.js';
import type { ObjectRow } from './schema.js';

type Because = [source: Classification['because'][number]['source'], level: Level, rule: string][];
type Findings = [type: string, rule: string, count: number, maxScore: number][];
type Review = ([code: string] | [code: string, locator: string])[];

const UNCLASSIFIED = {
  level: null,
  kind_word: null,
  because_word: null,
  records1: null,
  records2: null,
  records3: null,
  findings: null,
  samples: null,
  review: null,
  format_word: null,
  charset_word: null,
  examined_bytes: null,
  unexamined_bytes: null,
  classifier_word: null,
  classified_at: null,
} as const;

const UNPROTECTED = {
  protection_mode: null,
  unit_word: null,
  kms_key_word: null,
  protected_version: null,
  protected_etag: null,
  stored_bytes: null,
  plaintext_history: null,
  protected_at: null,
} as const;

/** Columns that hold numbers of words. */
export const WORD_COLUMNS = [
  'system_word',
  'kind_word',
  'because_word',
  'format_word',
  'charset_word',
  'classifier_word',
  'unit_word',
  'kms_key_word',
] as const satisfies readonly (keyof ObjectRow)[];

/** Texts of an object that are stored as words. */
export function wordsOf({ system, classification: c, protection: p }: CatalogObject): string[] {
  const words = [system];
  if (c) words.push(c.kind, becauseText(c), c.format, c.classifierVersion);
  for (const word of [c?.charset, p?.unitId, p?.kmsKeyId]) if (word !== undefined) words.push(word);
  return words;
}

/** @param word - number of a text of `wordsOf` */
export function objectRow({ object, decided }: HeldObject, word: (text: string) => number): ObjectRow {
  const { classification, protection } = object;
  return {
    object_id: object.objectId,
    system_word: word(object.system),
    sealed_key: object.sealedKey,
    masked_key: object.maskedKey,
    version_id: object.versionId,
    etag: object.etag,
    size: object.size,
    last_modified: toMillis(object.lastModified),
    state: OBJECT_STATES.code(object.state),
    reason: object.reason ?? null,
    decided: decided ? 1 : 0,
    to_review: !decided && classification !== undefined && classification.review.length > 0 ? 1 : 0,
    ...(classification ? classificationColumns(classification, word) : UNCLASSIFIED),
    ...(protection ? protectionColumns(object, protection, word) : UNPROTECTED),
  };
}

function classificationColumns(c: Classification, word: (text: string) => number) {
  const findings: Findings = c.findings.map((f) => [f.type, f.rule, f.count, f.maxScore]);
  const samples = c.findings.map((f) => f.sample);
  const review: Review = c.review.map((r) => (r.locator === undefined ? [r.code] : [r.code, r.locator]));
  return {
    level: c.level,
    kind_word: word(c.kind),
    because_word: word(becauseText(c)),
    records1: c.records[1],
    records2: c.records[2],
    records3: c.records[3],
    findings: findings.length > 0 ? JSON.stringify(findings) : null,
    samples: samples.some((sample) => sample !== '') ? JSON.stringify(samples) : null,
    review: review.length > 0 ? JSON.stringify(review) : null,
    format_word: word(c.format),
    charset_word: c.charset === undefined ? null : word(c.charset),
    examined_bytes: c.examinedBytes,
    unexamined_bytes: c.unexaminedBytes,
    classifier_word: word(c.classifierVersion),
    classified_at: toMillis(c.classifiedAt),
  };
}

function becauseText(c: Classification): string {
  const because: Because = c.because.map((b) => [b.source, b.level, b.rule]);
  return JSON.stringify(because);
}

function protectionColumns(object: CatalogObject, p: Protection, word: (text: string) => number) {
  return {
    protection_mode: PROTECTION_MODES.code(p.mode),
    unit_word: p.unitId === undefined ? null : word(p.unitId),
    kms_key_word: p.kmsKeyId === undefined ? null : word(p.kmsKeyId),
    protected_version: p.versionId === object.versionId ? null : p.versionId,
    protected_etag: p.etag === object.etag ? null : p.etag,
    stored_bytes: p.storedBytes,
    plaintext_history: PLAINTEXT_HISTORIES.code(p.plaintextHistory),
    protected_at: toMillis(p.protectedAt),
  };
}

/** @param text - text of a number of `WORD_COLUMNS` */
export function heldObject(row: ObjectRow, text: (word: number) => string): HeldObject {
  return {
    decided: row.decided === 1,
    object: {
      objectId: row.object_id,
      system: text(row.system_word),
      sealedKey: row.sealed_key,
      maskedKey: row.masked_key,
      versionId: row.version_id,
      etag: row.etag,
      size: row.size,
      lastModified: toInstant(row.last_modified),
      state: OBJECT_STATES.name(row.state),
      classification: row.level === null ? undefined : classificationOf(row, text),
      protection: row.protection_mode === null ? undefined : protectionOf(row, text),
      reason: row.reason ?? undefined,
      // A sealed one is marked so that it asks for no review.
      ...(row.decided === 1 && row.etag !== '' ? { decided: true as const } : {}),
    },
  };
}

function classificationOf(row: ObjectRow, text: (word: number) => string): Classification {
  const samples = parsed<string[]>(row.samples) ?? [];
  return {
    level: present(row.level) as Level,
    kind: text(present(row.kind_word)),
    because: (parsed<Because>(text(present(row.because_word))) ?? []).map(([source, level, rule]) => ({
      source,
      level,
      rule,
    })),
    records: { 1: present(row.records1), 2: present(row.records2), 3: present(row.records3) },
    findings: (parsed<Findings>(row.findings) ?? []).map(
      ([type, rule, count, maxScore], i): FindingSummary => ({ type, rule, count, maxScore, sample: samples[i] ?? '' }),
    ),
    review: (parsed<Review>(row.review) ?? []).map(
      ([code, locator]): ReviewReason => (locator === undefined ? { code } : { code, locator }),
    ),
    format: text(present(row.format_word)),
    charset: row.charset_word === null ? undefined : text(row.charset_word),
    examinedBytes: present(row.examined_bytes),
    unexaminedBytes: present(row.unexamined_bytes),
    classifierVersion: text(present(row.classifier_word)),
    classifiedAt: toInstant(present(row.classified_at)),
  };
}

function protectionOf(row: ObjectRow, text: (word: number) => string): Protection {
  return {
    mode: PROTECTION_MODES.name(present(row.protection_mode)),
    unitId: row.unit_word === null ? undefined : text(row.unit_word),
    kmsKeyId: row.kms_key_word === null ? undefined : text(row.kms_key_word),
    versionId: row.protected_version ?? row.version_id,
    etag: row.protected_etag ?? row.etag,
    storedBytes: present(row.stored_bytes),
    plaintextHistory: PLAINTEXT_HISTORIES.name(present(row.plaintext_history)),
    protectedAt: toInstant(present(row.protected_at)),
  };
}

function present<T>(value: T | null): T {
  if (value === null) throw new Fault('integrity', 'catalog/corrupt', 'a row of the catalogue is incomplete');
  return value;
}

export function parsed<T>(json: string | null): T | undefined {
  if (json === null) return undefined;
  try {
    return JSON.parse(json) as T;
  } catch {
    // The parser's message quotes the text, so it is not passed on.
    throw new Fault('integrity', 'catalog/corrupt', 'a row of the catalogue cannot be read');
  }
}
