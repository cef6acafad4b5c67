import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { parseManifest } from '../../../src/inventory/s3-inventory/manifest.js';
import { reportVersions } from '../../../src/inventory/s3-inventory/report-rows.js';
import type { ObjectHead, ObjectVersion } from '../../../src/ports/object-store.js';
import { rowOf, SCHEMA } from '../../inventory/s3-inventory/report.js';
import { bundled, unbundled } from '../bundle.js';
import { inPieces, otherSize } from '../chunks.js';
import { holds, isSame, MARKER, refusing } from '../promises.js';
import type { FuzzTarget, Seed } from '../target.js';

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

const version: ObjectVersion = {
  bucket: 'records',
  key: `2026/山田 ${MARKER}.wav`,
  versionId: 'v1',
  isLatest: true,
  deleteMarker: false,
  size: 12,
  lastModified: new Date('2026-04-01T00:00:00.000Z'),
  etag: '"e"',
};
const ROWS = rowOf(version) + rowOf({ ...version, versionId: 'null', isLatest: false, deleteMarker: true });

/** Manifest and rows; the checksum and the packed file are made to fit, or one of them not. */
const report = (honest: boolean): Seed => ({
  parts: [
    Buffer.from(
      JSON.stringify({
        sourceBucket: 'records',
        creationTimestamp: '1774994400000',
        fileFormat: 'CSV',
        fileSchema: SCHEMA,
        files: [{ key: 'a.csv.gz', size: 9, MD5checksum: 'MD5' }],
      }),
    ),
    Buffer.from(ROWS),
  ],
  build: ([manifest, rows]) => {
    const packed = gzipSync(rows!);
    const told = Buffer.from(manifest!.toString('latin1').replace('"MD5"', `"${md5(packed)}"`), 'latin1');
    return bundled([told, Buffer.from(honest ? md5(told) : '0'.repeat(32)), packed]);
  },
});

const nothing = Buffer.alloc(0);

async function versionsOf(input: Buffer, size: number): Promise<unknown> {
  const [manifest = nothing, checksum = nothing, packed = nothing] = unbundled(input);
  const parsed = parseManifest(manifest, checksum);
  const store = { head: async () => ({}) as ObjectHead, get: async () => inPieces(packed, size) };
  const versions: ObjectVersion[] = [];
  for await (const one of reportVersions(parsed, { bucket: 'reports', prefix: 'p' }, store, {})) {
    holds(one.key !== '' && Number.isSafeInteger(one.size) && one.size >= 0, 'a listed version has a key and a size');
    versions.push(one);
  }
  return versions;
}

/** Reports of S3 Inventory. */
export const inventories: readonly FuzzTarget[] = [
  {
    name: 'inventories/s3-report',
    form: 'bytes',
    weight: 2,
    seeds: () => [report(true), report(true), report(false)],
    async check(input) {
      const kinds = ['integrity', 'usage', 'unavailable'] as const;
      const read = await refusing(() => versionsOf(input, 64 * 1024), ...kinds);
      const again = await refusing(() => versionsOf(input, otherSize(input)), ...kinds);
      isSame(again, read, 'cut in pieces another way, a report reads the same');
    },
  },
];
