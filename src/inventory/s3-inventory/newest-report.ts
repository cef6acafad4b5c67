import { type ByteStream, collect } from '../../base/bytes.js';
import type { CallOptions, ObjectStore } from '../../ports/object-store.js';
import { type Manifest, parseManifest } from './manifest.js';
import { reportFault } from './report-fault.js';

type Store = Pick<ObjectStore, 'list' | 'head' | 'get'>;

export interface ReportPlace {
  bucket: string;
  /** `destination-prefix/source-bucket/configuration-id`, with or without a slash at the end. */
  prefix: string;
}

/** Reports come daily and take up to a day to be delivered. */
const MAX_AGE_MS = 48 * 60 * 60 * 1000;
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
const MANIFEST = /^(\d{4}-\d\d-\d\dT\d\d-\d\dZ)\/manifest\.(json|checksum)$/;

/**
 * The newest report that is delivered completely, its manifest compared with its checksum.
 *
 * @param of - the bucket that it must be a report on
 * @throws {Fault} `inventory/report-missing`, `report-old`, `report-other-bucket` and those of `parseManifest`
 */
export async function newestReport(
  place: ReportPlace,
  of: string,
  now: Date,
  store: Store,
  options: CallOptions,
): Promise<Manifest> {
  const folder = `${place.prefix.replace(/\/+$/, '')}/`;
  const time = await newestTime(place.bucket, folder, store, options);
  if (time === undefined) throw reportFault('missing', 'there is no complete S3 Inventory report where one should be');
  const read = async (name: string) => {
    const stream = await openReportFile(place.bucket, `${folder}${time}/${name}`, store, options);
    return collect(stream, MAX_MANIFEST_BYTES).catch((error: unknown) => {
      if (error instanceof RangeError) throw reportFault('unreadable', 'a manifest of the report is far too large');
      throw error;
    });
  };
  const manifest = parseManifest(await read('manifest.json'), await read('manifest.checksum'));
  if (manifest.sourceBucket !== of) {
    const { sourceBucket } = manifest;
    throw reportFault('other-bucket', 'the report is on another bucket', { sourceBucket, expected: of });
  }
  const hours = Math.floor((now.getTime() - manifest.createdAt.getTime()) / 3_600_000);
  if (now.getTime() - manifest.createdAt.getTime() > MAX_AGE_MS)
    throw reportFault('old', `the newest report is ${hours} hours old`, { report: time, hours });
  return manifest;
}

/** Times begin with a digit, so they come before the `data/` and `hive/` beside them, oldest first. */
async function newestTime(
  bucket: string,
  folder: string,
  store: Store,
  options: CallOptions,
): Promise<string | undefined> {
  let newest: string | undefined;
  const manifests = new Set<string>();
  for await (const { key } of store.list(bucket, folder, options)) {
    const rest = key.slice(folder.length);
    if (rest > ':') break;
    const [, time, kind] = MANIFEST.exec(rest) ?? [];
    if (time === undefined) continue;
    // The checksum lies before the manifest: both must be there.
    if (kind === 'checksum') manifests.add(time);
    else if (manifests.delete(time)) newest = time;
  }
  return newest;
}

/** @throws {Fault} `inventory/report-incomplete` */
export async function openReportFile(
  bucket: string,
  key: string,
  store: Pick<ObjectStore, 'head' | 'get'>,
  options: CallOptions,
): Promise<ByteStream> {
  const head = await store.head({ bucket, key }, options);
  if (!head) throw reportFault('incomplete', 'a file of the report is not there');
  return store.get(head, options);
}
