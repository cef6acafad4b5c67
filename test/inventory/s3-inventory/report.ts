import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ObjectStore, ObjectVersion } from '../../../src/ports/object-store.js';

export const SCHEMA = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass';

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex');

/** A key as S3 writes it into a report. */
export const encodedKey = (key: string) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');

/** A row as S3 writes it: every cell in quotation marks, nothing of a delete marker's content. */
export function rowOf({ key, versionId, isLatest, deleteMarker, size, lastModified, etag }: ObjectVersion): string {
  const content = deleteMarker
    ? ['', lastModified.toISOString(), '', '']
    : [size, lastModified.toISOString(), etag, 'STANDARD'];
  const cells = ['records', encodedKey(key), versionId === 'null' ? '' : versionId, isLatest, deleteMarker, ...content];
  return `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
}

export interface ReportOptions {
  /** Folder and age. */
  time?: string;
  createdAt?: Date;
  manifest?: Record<string, unknown>;
  /** What the checksum beside the manifest says. */
  checksum?: string;
  /** What the manifest says of the data files. */
  fileMd5?: string;
  /** Data files that the manifest names and that are not delivered. */
  undelivered?: boolean;
  withoutChecksum?: boolean;
  /** The packed bytes of each data file. */
  packed?: Buffer[];
}

/** Delivers a report as S3 Inventory does: data files, then checksum and manifest. */
export async function deliver(
  store: ObjectStore,
  versions: readonly ObjectVersion[],
  { time = '2026-03-31T22-00Z', createdAt = new Date('2026-03-31T22:00:00.000Z'), ...options }: ReportOptions = {},
): Promise<void> {
  const folder = 'inventory/records/daily';
  const half = Math.ceil(versions.length / 2);
  const texts = [versions.slice(0, half), versions.slice(half)].map((rows) => rows.map(rowOf).join(''));
  const packed = options.packed ?? texts.map((text) => gzipSync(text));
  const files: { key: string; size: number; MD5checksum: string }[] = [];
  for (const [index, bytes] of packed.entries()) {
    const key = `${folder}/data/${time}-${index}.csv.gz`;
    files.push({ key, size: bytes.byteLength, MD5checksum: options.fileMd5 ?? md5(bytes) });
    if (!options.undelivered) await write(store, key, bytes);
  }
  const manifest = JSON.stringify({
    sourceBucket: 'records',
    destinationBucket: 'arn:aws:s3:::reports',
    version: '2016-11-30',
    creationTimestamp: String(createdAt.getTime()),
    fileFormat: 'CSV',
    fileSchema: SCHEMA,
    files,
    ...options.manifest,
  });
  if (!options.withoutChecksum) {
    await write(store, `${folder}/${time}/manifest.checksum`, `${options.checksum ?? md5(manifest)}\n`);
  }
  await write(store, `${folder}/${time}/manifest.json`, manifest);
  await write(store, `${folder}/hive/dt=${time}/symlink.txt`, 's3://reports/…');
}

async function write(store: ObjectStore, key: string, content: Uint8Array | string): Promise<void> {
  const body = (async function* () {
    yield Buffer.from(content as string);
  })();
  await store.put({ bucket: 'reports', key }, body, { encryption: { mode: 'default' } });
}

/** Everything the bucket holds now: what a report begun now says. */
export async function versionsNow(store: ObjectStore): Promise<ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for await (const version of store.listVersions('records')) versions.push(version);
  return versions;
}
