import { ListMultipartUploadsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { CallOptions, ListVersionsOptions, ObjectVersion, UnfinishedUpload } from '../../../ports/object-store.js';
import { s3Fault } from './s3-fault.js';
import { inWireOrder, keepingWireOrder, type WireOrder } from './wire-order.js';

/** Versions per request; S3 gives at most this many. */
export const PAGE_SIZE = 1000;

export interface ListingOptions extends CallOptions {
  pageSize: number;
}

/** Every version and delete marker below `prefix`, behind all those of `startAfter`, one page in memory at a time. */
export async function* versionPages(
  client: S3Client,
  bucket: string,
  prefix: string,
  { pageSize, signal, startAfter }: ListingOptions & ListVersionsOptions,
): AsyncGenerator<ObjectVersion[]> {
  let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = startAfter
    ? { KeyMarker: startAfter }
    : {};
  // S3 begins behind the key of a lone key marker, other servers at it.
  const isWanted = ({ key }: ObjectVersion) =>
    !startAfter || Buffer.compare(Buffer.from(key), Buffer.from(startAfter)) > 0;
  for (;;) {
    signal?.throwIfAborted();
    const order: WireOrder = { tags: [] };
    const command = new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: prefix,
      MaxKeys: pageSize,
      // XML cannot hold every character that a key can.
      EncodingType: 'url',
      ...marker,
    });
    keepingWireOrder(command, order);
    const page = await send(client.send(command, abortable(signal)), bucket, signal);
    const decode = decoder(page.EncodingType);
    const asVersion = (entry: Entry, deleteMarker: boolean): ObjectVersion => ({
      bucket,
      key: decode(entry.Key ?? ''),
      versionId: entry.VersionId ?? 'null',
      isLatest: entry.IsLatest ?? false,
      deleteMarker,
      size: deleteMarker ? 0 : (entry.Size ?? 0),
      lastModified: entry.LastModified ?? new Date(0),
      etag: deleteMarker ? '' : bareEtag(entry.ETag),
    });
    const ordered = inWireOrder(
      (page.Versions ?? []).map((entry) => asVersion(entry, false)),
      (page.DeleteMarkers ?? []).map((entry) => asVersion(entry, true)),
      order,
    );
    yield ordered.filter(isWanted).map((version) => ({ ...version, lastModified: wholeSeconds(version.lastModified) }));
    if (!page.IsTruncated) return;
    marker = { KeyMarker: decode(page.NextKeyMarker ?? ''), VersionIdMarker: page.NextVersionIdMarker };
  }
}

interface Entry {
  Key?: string | undefined;
  VersionId?: string | undefined;
  IsLatest?: boolean | undefined;
  Size?: number | undefined;
  LastModified?: Date | undefined;
  ETag?: string | undefined;
}

/** Every upload begun and not finished below `prefix`, one page in memory at a time. */
export async function* unfinishedUploads(
  client: S3Client,
  bucket: string,
  prefix: string,
  { pageSize, signal }: ListingOptions,
): AsyncGenerator<UnfinishedUpload> {
  let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
  for (;;) {
    signal?.throwIfAborted();
    const command = new ListMultipartUploadsCommand({
      Bucket: bucket,
      Prefix: prefix,
      MaxUploads: pageSize,
      EncodingType: 'url',
      ...marker,
    });
    const page = await send(client.send(command, abortable(signal)), bucket, signal);
    const decode = decoder(page.EncodingType);
    for (const upload of page.Uploads ?? []) {
      const key = decode(upload.Key ?? '');
      const initiated = upload.Initiated ?? new Date(0);
      // Not every server heeds the prefix here.
      if (key.startsWith(prefix)) yield { bucket, key, uploadId: upload.UploadId ?? '', initiated };
    }
    if (!page.IsTruncated) return;
    marker = { KeyMarker: decode(page.NextKeyMarker ?? ''), UploadIdMarker: page.NextUploadIdMarker };
  }
}

async function send<T>(answer: Promise<T>, bucket: string, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw s3Fault(error, { bucket, signal });
  }
}

export function abortable(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal ? { abortSignal: signal } : {};
}

/** S3 encodes a space as `+` and a plus sign as `%2B`. */
function decoder(encoding: string | undefined): (text: string) => string {
  return encoding === 'url' ? (text) => decodeURIComponent(text.replaceAll('+', ' ')) : (text) => text;
}

/** As HEAD knows it, so that both say the same. */
export function wholeSeconds(date: Date | undefined): Date {
  return new Date(Math.floor((date?.getTime() ?? 0) / 1000) * 1000);
}

export function bareEtag(etag: string | undefined): string {
  return (etag ?? '').replace(/^"(.*)"$/, '$1');
}
