import { type CompletedPart, CopyObjectCommand, type S3Client, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { NotKept, ObjectHead, PutOptions, RewriteOptions } from '../../../ports/object-store.js';
import { lostAnnotations, lostGrants, tagsOf } from './attachments.js';
import { encryptionFields } from './encryption.js';
import { versionIdOf } from './head.js';
import { abortable } from './listing.js';
import { LAST_PART, writeInParts } from './multipart.js';
import { lostExpires, lostPlace, placeFields } from './properties.js';
import { s3Fault } from './s3-fault.js';

export interface CopySettings {
  /** Bytes up to which S3 copies in one request. */
  limit: number;
  /** Bytes per part beyond that; larger where there would be too many parts. */
  partBytes: number;
  partsAtOnce: number;
  /** Whether the server has annotations at all. */
  annotations: boolean;
}

export interface Copied {
  versionId: string;
  notKept: NotKept[];
}

/**
 * Copies a version onto its own key with another encryption, if it is still the current one.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function copyInPlace(
  client: S3Client,
  version: ObjectHead,
  options: RewriteOptions,
  settings: CopySettings,
  now: Date,
): Promise<Copied> {
  const copy = version.size <= settings.limit ? copyWhole : copyInParts;
  return copy(client, version, options, settings, now);
}

/** S3 takes along content type, metadata, the headers beside them, tags and annotations; the rest is stated. */
async function copyWhole(
  client: S3Client,
  version: ObjectHead,
  { encryption, signal }: RewriteOptions,
  _settings: CopySettings,
  now: Date,
): Promise<Copied> {
  const { bucket, key, etag, properties } = version;
  const notKept = [...(await lostGrants(client, version, signal)), ...lostPlace(properties)];
  const command = new CopyObjectCommand({
    Bucket: bucket,
    Key: key,
    CopySource: sourceOf(version),
    CopySourceIfMatch: `"${etag}"`,
    IfMatch: `"${etag}"`,
    MetadataDirective: 'COPY',
    TaggingDirective: 'COPY',
    ...encryptionFields(encryption),
    ...placeFields(properties, now),
  });
  try {
    return { versionId: versionIdOf(await client.send(command, abortable(signal))), notKept };
  } catch (error) {
    throw s3Fault(error, { bucket, signal, condition: 'match' });
  }
}

/** An upload takes nothing along by itself, so everything is stated at its beginning. */
async function copyInParts(
  client: S3Client,
  version: ObjectHead,
  { encryption, signal }: RewriteOptions,
  { partBytes, partsAtOnce, annotations }: CopySettings,
  now: Date,
): Promise<Copied> {
  const { properties, contentType, metadata, etag } = version;
  const [grants, notes, tags] = await Promise.all([
    lostGrants(client, version, signal),
    annotations ? lostAnnotations(client, version, signal) : [],
    tagsOf(client, version, signal),
  ]);
  const options: PutOptions = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(signal ? { signal } : {}),
    ...{ metadata, properties, tags: tags ?? {}, encryption, ifMatch: etag },
  };
  const send = (range: Range, uploadId: string, abortSignal: AbortSignal) =>
    copyPart(client, version, uploadId, range, abortSignal);
  const parts = rangesOf(version.size, Math.max(partBytes, Math.ceil(version.size / LAST_PART)));
  const versionId = await writeInParts(client, { target: version, options, parts, send, atOnce: partsAtOnce }, now);
  const lostTags: NotKept[] = tags ? [] : ['tags'];
  return {
    versionId,
    notKept: [...grants, ...notes, ...lostTags, ...lostExpires(properties), ...lostPlace(properties)],
  };
}

interface Range {
  /** From 1. */
  number: number;
  first: number;
  last: number;
}

function* rangesOf(size: number, partBytes: number): Generator<Range> {
  for (let first = 0, number = 1; first < size; first += partBytes, number += 1) {
    yield { number, first, last: Math.min(first + partBytes, size) - 1 };
  }
}

async function copyPart(
  client: S3Client,
  version: ObjectHead,
  uploadId: string,
  { number, first, last }: Range,
  abortSignal: AbortSignal,
): Promise<CompletedPart> {
  const command = new UploadPartCopyCommand({
    Bucket: version.bucket,
    Key: version.key,
    UploadId: uploadId,
    PartNumber: number,
    CopySource: sourceOf(version),
    CopySourceIfMatch: `"${version.etag}"`,
    CopySourceRange: `bytes=${first}-${last}`,
  });
  const { CopyPartResult } = await client.send(command, { abortSignal });
  if (!CopyPartResult?.ETag) {
    throw new Fault('unavailable', 'store/unavailable', 'the store copied a part without saying so');
  }
  const { ETag, ChecksumSHA256 } = CopyPartResult;
  return { PartNumber: number, ETag, ...(ChecksumSHA256 === undefined ? {} : { ChecksumSHA256 }) };
}

/** Encoded as a path, because it travels in a header. */
function sourceOf({ bucket, key, versionId }: ObjectHead): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}?versionId=${encodeURIComponent(versionId)}`;
}
