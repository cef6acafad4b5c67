import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { PutOptions } from '../../../ports/object-store.js';
import { versionIdOf } from './head.js';
import { abortable } from './listing.js';
import { conditionFields, conditionOf, contentFields, type Target } from './put-fields.js';
import { s3Fault } from './s3-fault.js';

/** S3's limit. */
export const LAST_PART = 10_000;

export interface Multipart<P> {
  target: Target;
  options: PutOptions;
  parts: AsyncIterable<P> | Iterable<P>;
  /** Sends one part. */
  send(part: P, uploadId: string, signal: AbortSignal): Promise<CompletedPart>;
  atOnce: number;
}

/**
 * Writes a version part by part, `atOnce` at a time; the next part is asked for only when one of them is done. If
 * anything fails, the parts are discarded before it throws.
 *
 * @returns the id of the new version
 */
export async function writeInParts<P>(
  client: S3Client,
  { target, options, parts, send, atOnce }: Multipart<P>,
  now: Date,
): Promise<string> {
  const { bucket, key } = target;
  const failing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failing.signal]) : failing.signal;
  const running = new Set<Promise<void>>();
  let uploadId: string | undefined;
  try {
    uploadId = await begin(client, target, options, now);
    const done: CompletedPart[] = [];
    for await (const part of parts) {
      const sending: Promise<void> = send(part, uploadId, signal).then((completed) => {
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

async function begin(client: S3Client, { bucket, key }: Target, options: PutOptions, now: Date): Promise<string> {
  const command = new CreateMultipartUploadCommand({
    Bucket: bucket,
    Key: key,
    ChecksumAlgorithm: 'SHA256',
    ...contentFields(options, now),
  });
  const { UploadId } = await client.send(command, abortable(options.signal));
  if (UploadId) return UploadId;
  throw new Fault('unavailable', 'store/unavailable', 'the store began an upload without naming it', { bucket });
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
