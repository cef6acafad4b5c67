import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ByteStream } from '../../base/bytes.js';
import { Fault } from '../../base/fault.js';
import type { CallOptions, ObjectStore, ObjectVersion } from '../../ports/object-store.js';
import { type CsvRow, CsvRows } from '../../records/csv-rows.js';
import { versionOfRow } from './columns.js';
import type { Manifest } from './manifest.js';
import { openReportFile, type ReportPlace } from './newest-report.js';
import { reportFault } from './report-fault.js';

/**
 * Every version and delete marker of the report, file by file, in no order. Holds one piece of one file; a file's
 * checksum is known only at its end, so what is made of its rows must be harmless until then.
 *
 * @throws {Fault} `inventory/report-altered`, `report-unreadable`, `report-incomplete`
 */
export async function* reportVersions(
  manifest: Manifest,
  place: ReportPlace,
  store: Pick<ObjectStore, 'head' | 'get'>,
  options: CallOptions,
): AsyncGenerator<ObjectVersion> {
  for (const [file, { key, md5 }] of manifest.files.entries()) {
    const rows = new CsvRows(',', () => {});
    let number = 0;
    const versionOf = (row: CsvRow): ObjectVersion => {
      number += 1;
      const whole = !row.brokenQuote && !row.cut && !row.goesOn && row.firstColumn === 0;
      const version = whole ? versionOfRow(row.cells, manifest.columns, manifest.sourceBucket) : undefined;
      if (version) return version;
      throw reportFault('unreadable', 'a row of the report cannot be read', { file: file + 1, row: number });
    };
    for await (const piece of unpacked(await openReportFile(place.bucket, key, store, options), md5)) {
      for (const row of rows.push(piece)) yield versionOf(row);
    }
    for (const row of rows.end()) yield versionOf(row);
  }
}

/** The text of a GZIP file in pieces. @throws {Fault} at its end when its MD5 is not `expected` */
async function* unpacked(packed: ByteStream, expected: string): AsyncGenerator<string> {
  const hash = createHash('md5');
  const gunzip = createGunzip();
  const hashed = async function* () {
    for await (const chunk of packed) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const piping = pipeline(Readable.from(hashed(), { objectMode: false }), gunzip);
  // Its failure is met by whoever reads; without a reader it is of no interest.
  piping.catch(() => undefined);
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of gunzip) yield text.decode(piece as Uint8Array, { stream: true });
    yield text.decode();
    await piping;
  } catch (error) {
    if (error instanceof Fault || !isOfContent(error)) throw error;
    throw reportFault('unreadable', 'a file of the report is not GZIP or not UTF-8', {}, error);
  }
  if (hash.digest('hex') === expected) return;
  throw reportFault('altered', 'a file of the report is not what the manifest says');
}

/** zlib's own failures have codes such as Z_DATA_ERROR; the text decoder throws a TypeError. */
function isOfContent(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && code.startsWith('Z_')) || code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
