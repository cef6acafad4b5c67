import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.int().min(0);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** What anyone may see of an object in a package: in `metadata/records.jsonl`, one line each. */
const open = {
  /** Path of the payload file. */
  path: z.string(),
  level,
  /** Kind of record by 別紙４, e.g. `recording`. */
  kind: z.string(),
  /** `current`, or an older version. */
  version: z.enum(['current', 'older']),
  /** Last modification at the source, RFC 3339. */
  lastModified: z.string(),
  /** Bytes of the payload file, and its SHA-256. */
  payloadBytes: bytes,
  payloadSha256: sha256,
};

/** The rest may tell about persons: in a sealed package it stands in `metadata/records.jsonl.encrypted` only. */
const details = {
  /** Name of the object at the source. */
  key: z.string(),
  versionId: z.string(),
  contentType: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
  /** Bytes and SHA-256 of the content in clear. */
  bytes,
  sha256,
};

export const OpenRecordLine = z.strictObject(open);
export type OpenRecordLine = z.infer<typeof OpenRecordLine>;

export const RecordLine = z.strictObject({ ...open, ...details });
export type RecordLine = z.infer<typeof RecordLine>;

/** As it stands in the file, with its line feed. */
export function formatRecordLine(line: OpenRecordLine | RecordLine): string {
  return `${canonicalJson(line)}\n`;
}

export function withoutDetails(line: RecordLine): OpenRecordLine {
  const { path, level, kind, version, lastModified, payloadBytes, payloadSha256 } = line;
  return { path, level, kind, version, lastModified, payloadBytes, payloadSha256 };
}
