import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Columns, columnsOf } from './columns.js';
import { reportFault } from './report-fault.js';

const Md5 = z.string().regex(/^[0-9a-f]{32}$/);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html */
const ManifestFile = z.object({
  sourceBucket: z.string(),
  /** Milliseconds since 1970, when S3 began to look at the bucket. */
  creationTimestamp: z.string().regex(/^\d{12,14}$/),
  fileFormat: z.string(),
  fileSchema: z.string(),
  files: z.array(z.object({ key: z.string().min(1), MD5checksum: Md5 })),
});

export interface Manifest {
  sourceBucket: string;
  createdAt: Date;
  columns: Columns;
  files: { key: string; md5: string }[];
}

/**
 * Reads `manifest.json`, compared with `manifest.checksum` beside it.
 * @throws {Fault} `inventory/report-altered`, `report-unreadable`, `report-format`, `report-columns`
 */
export function parseManifest(bytes: Uint8Array, checksum: Uint8Array): Manifest {
  const expected = Buffer.from(checksum).toString('latin1').trim().toLowerCase();
  if (createHash('md5').update(bytes).digest('hex') !== expected)
    throw reportFault('altered', 'the manifest of the report is not what its checksum says');
  const { creationTimestamp, fileFormat, fileSchema, files, sourceBucket } = parsed(bytes);
  if (fileFormat !== 'CSV') throw reportFault('format', 'the report is not in CSV', { fileFormat });
  return {
    sourceBucket,
    createdAt: new Date(Number(creationTimestamp)),
    columns: columnsOf(fileSchema),
    files: files.map(({ key, MD5checksum }) => ({ key, md5: MD5checksum })),
  };
}

function parsed(bytes: Uint8Array): z.infer<typeof ManifestFile> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // The parser's message quotes the text, so it is not passed on.
    throw reportFault('unreadable', 'the manifest of the report is not JSON');
  }
  const result = ManifestFile.safeParse(json);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.filter((part) => typeof part === 'string').join('.'));
  throw reportFault('unreadable', 'the manifest of the report lacks something', { fields: [...new Set(fields)] });
}
