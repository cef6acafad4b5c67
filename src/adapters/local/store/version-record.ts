import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { z } from 'zod';
import { Fault } from '../../../base/fault.js';
import type { ObjectHead, ObjectVersion } from '../../../ports/object-store.js';
import { lockText } from '../../object-lock.js';
import { KeptProperties } from './kept-properties.js';

const Encryption = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('none') }),
  z.object({ mode: z.literal('default') }),
  z.object({ mode: z.literal('kms'), keyId: z.string(), bucketKey: z.boolean() }),
]);

/** Which file holds a version: as long as these agree with the file, it is untouched. */
const Fingerprint = z.object({
  ino: z.string(),
  mtimeNs: z.string(),
  bytes: z.number().int(),
  /** Of the bytes on disk: recognises them after a restore has given the file a new inode. Not for foreign files. */
  sha256: z.string().optional(),
});
export type Fingerprint = z.infer<typeof Fingerprint>;

const VersionRecordSchema = z.object({
  schema: z.literal('kimitsu/version/1'),
  key: z.string(),
  versionId: z.string(),
  deleteMarker: z.boolean(),
  etag: z.string(),
  /** Bytes of the content as it was put and as `get` returns it. */
  size: z.number().int(),
  lastModified: z.string(),
  contentType: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
  /** Absent in records of before they were kept. */
  properties: KeptProperties.optional(),
  tags: z.record(z.string(), z.string()).optional(),
  encryption: Encryption,
  /** Absent for a delete marker. */
  file: Fingerprint.optional(),
  /** The upload this version came from: while its data still lies in `tmp`, the version does not exist yet. */
  uploadId: z.string().optional(),
  /** Its destruction has begun: once the content is gone nobody has deleted the file by hand. */
  destroying: z.literal(true).optional(),
});

/** What the store keeps beside the content of a version, as one JSON file. */
export type VersionRecord = z.infer<typeof VersionRecordSchema>;

/** @param file - name of the file, for the fault: it holds nothing of the key */
export function parseVersionRecord(text: string, file: string): VersionRecord {
  try {
    return VersionRecordSchema.parse(JSON.parse(text));
  } catch {
    // Without the cause: it would quote the text, which holds the key.
    throw new Fault('integrity', 'store/corrupt', 'a version record of the store cannot be read', { file });
  }
}

export function fingerprintMatches(file: Fingerprint | undefined, stats: BigIntStats): boolean {
  return (
    file !== undefined &&
    file.ino === String(stats.ino) &&
    file.mtimeNs === String(stats.mtimeNs) &&
    file.bytes === Number(stats.size)
  );
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A file that somebody put there by hand is a version too, like an object written before versioning was enabled. */
export function foreignRecord(key: string, stats: BigIntStats): VersionRecord {
  const identity = `${stats.ino} ${stats.mtimeNs} ${stats.size}`;
  return {
    schema: 'kimitsu/version/1',
    key,
    versionId: `null-${digest(`version ${identity}`)}`,
    deleteMarker: false,
    etag: digest(`etag ${identity}`),
    size: stats.isFile() ? Number(stats.size) : 0,
    lastModified: stats.mtime.toISOString(),
    metadata: {},
    encryption: { mode: 'none' },
  };
}

/** The file of `removed` was deleted by hand: as if an application had deleted the object. */
export function markerRecord(removed: VersionRecord): VersionRecord {
  const { schema, key, lastModified } = removed;
  const versionId = `marker-${digest(`marker ${removed.versionId}`)}`;
  const etag = digest(`etag ${versionId}`);
  const encryption = { mode: 'none' } as const;
  return { schema, key, versionId, deleteMarker: true, etag, size: 0, lastModified, metadata: {}, encryption };
}

export function asVersion(bucket: string, record: VersionRecord, isLatest: boolean): ObjectVersion {
  const { key, versionId, deleteMarker, size, etag } = record;
  return { bucket, key, versionId, isLatest, deleteMarker, size, etag, lastModified: new Date(record.lastModified) };
}

/** @param now - decides whether a retention still binds */
export function asHead(bucket: string, record: VersionRecord, isLatest: boolean, now: Date): ObjectHead {
  const { contentType, metadata, properties = {}, encryption } = record;
  const lock = lockText(properties.lock, now);
  return { ...asVersion(bucket, record, isLatest), contentType, metadata, properties, encryption, lock };
}
