import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { PutOptions } from '../../../ports/object-store.js';
import { encryptionFields } from './encryption.js';
import { headOf, versionIdOf } from './head.js';
import { abortable, bareEtag } from './listing.js';
import type { Part } from './parts.js';
import { s3Fault } from './s3-fault.js';

export interface Target {
  bucket: string;
  key: string;
}

/** S3's limit. */
const LAST_PART = 10_000;
/** Parts grow so that a body of unknown length can reach 293 GiB from 8 MiB, 64 MiB at most being held per part. */
const PARTS_PER_SIZE = 2500;

export const partSize =
  (first: number) =>
  (number: number): number =>
    first * 2 ** Math.min(3, Math.floor((number - 1) / PARTS_PER_SIZE));

function conditionOf({ ifMatch, ifNoneMatch }: PutOptions): 'match' | 'none-match' | undefined {
  if (ifNoneMatch !== undefined) return 'none-match';
  return ifMatch === undefined ? undefined : 'match';
}

const conditionFields = ({ ifMatch, ifNoneMatch }: PutOptions) => ({
  ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }),
  ...(ifNoneMatch === undefined ? {} : { IfNoneMatch: ifNoneMatch }),
});

const contentFields = ({ contentType, metadata, encryption }: PutOptions) => ({
  ...(contentType === undefined ? {} : { ContentType: contentType }),
  ...(metadata === undefined ? {} : { Metadata: metadata }),
  ...encryptionFields(encryption),
});

/** @returns the id of the new version */
export async function putWhole(
  client: S3Client,
  { bucket, key }: Target,
  bytes: Buffer,
  options: PutOptions,
): Promise<string> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentLength: bytes.byteLength,
    ChecksumAlgorithm: 'SHA256',
    ...contentFields(options),
    ...conditionFields(options),
  });
  try {
    return versionIdOf(await client.send(command, abortable(options.signal)));
  } catch (error) {
    throw s3Fault(error, { bucket, signal: options.signal, condition: conditionOf(options) });
  }
}

/**
 * Uploads part by part, `atOnce` at a time; more of the body is asked for only when one of them is done. If anything
 * fails, the parts are discarded before it throws.
 *
 * @returns the id of the new version
 */
export async function putInParts(
  client: S3Client,
  target: Target,
  parts: AsyncIterable<Part>,
  options: PutOptions,
  atOnce: number,
): Promise<string> {
  const { bucket, key } = target;
  const failing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failing.signal]) : failing.signal;
  const running = new Set<Promise<void>>();
  let uploadId: string | undefined;
  try {
    await checkCondition(client, target, options);
    uploadId = await begin(client, target, options);
    const done: CompletedPart[] = [];
    for await (const part of parts) {
      if (part.bytes.byteLength === 0 && part.number > 1) break;
      const sending: Promise<void> = sendPart(client, target, uploadId, part, signal).then((completed) => {
        done.push(completed);
        running.delete(sending);
      });
      sending.catch(() => undefined);
      running.add(sending);
      if (running.size >= atOnce) await Promise.race(running);
    }
    await Promise.all(running);
    done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
    options.signal?.throwIfAborted();
    const command = new CompleteMultipartUploadCommand({
      Bucket: bucket,
      Key: key,
      UploadId: uploadId,
      MultipartUpload: { Parts: done },
      ...conditionFields(options),
    });
    return versionIdOf(await client.send(command, abortable(options.signal)));
  } catch (error) {
    // A part still on its way would be kept by S3 after the abort.
    failing.abort();
    await Promise.allSettled(running);
    if (uploadId !== undefined) await discard(client, target, uploadId);
    throw translated(error, bucket, options);
  }
}

/** Looked at before anything is sent, to spare the work; what counts is the condition of the completion. */
async function checkCondition(client: S3Client, target: Target, options: PutOptions): Promise<void> {
  const { ifMatch, ifNoneMatch, signal } = options;
  if (ifMatch === undefined && ifNoneMatch === undefined) return;
  const current = await headOf(client, target, signal);
  if (ifNoneMatch !== undefined && current) {
    throw new Fault('conflict', 'store/exists', 'the key has a current version already');
  }
  if (ifMatch !== undefined && (!current || bareEtag(current.ETag) !== ifMatch)) {
    throw new Fault('conflict', 'store/changed', 'the current version is not the expected one');
  }
}

async function begin(client: S3Client, { bucket, key }: Target, options: PutOptions): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket,
    Key: key,
    ChecksumAlgorithm: 'SHA256',
    ...contentFields(options),
  });
  const { UploadId } = await client.send(command, abortable(options.signal));
  if (UploadId) return UploadId;
  throw new Fault('unavailable', 'store/unavailable', 'the store began an upload without naming it', { bucket });
}

async function sendPart(
  client: S3Client,
  { bucket, key }: Target,
  uploadId: string,
  { number, bytes }: Part,
  signal: AbortSignal,
): Promise<CompletedPart> {
  if (number > LAST_PART) throw new Fault('usage', 'store/too-large', 'the content has more parts than S3 takes');
  const command = new UploadPartCommand({
    Bucket: bucket,
    Key: key,
    UploadId: uploadId,
    PartNumber: number,
    Body: bytes,
    ContentLength: bytes.byteLength,
    ChecksumAlgorithm: 'SHA256',
  });
  const { ETag, ChecksumSHA256 } = await client.send(command, { abortSignal: signal });
  return { PartNumber: number, ETag, ...(ChecksumSHA256 === undefined ? {} : { ChecksumSHA256 }) };
}

/**
 * Without the caller's signal: an aborted write has to clean up too. If this fails as well, the first failure is what
 * the caller has to know; the upload stays in `listUploads`.
 */
async function discard(client: S3Client, { bucket, key }: Target, uploadId: string): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }));
  } catch {}
}

/** What the body threw stays what it is; what the SDK threw becomes a Fault. */
function translated(error: unknown, bucket: string, options: PutOptions): unknown {
  return isSdkError(error)
    ? s3Fault(error, { bucket, signal: options.signal, condition: conditionOf(options) })
    : error;
}

/** The SDK marks what it throws, also where no answer came. */
function isSdkError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && '$metadata' in error;
}
