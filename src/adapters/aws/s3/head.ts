import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { ObjectHead } from '../../../ports/object-store.js';
import { lockText } from '../../object-lock.js';
import { serviceError } from '../service-error.js';
import { encryptionOf } from './encryption.js';
import { abortable, bareEtag, wholeSeconds } from './listing.js';
import { propertiesOf } from './properties.js';
import { s3Fault } from './s3-fault.js';

export interface Wanted {
  bucket: string;
  key: string;
  versionId?: string | undefined;
}

/**
 * HEAD of the current version, or of the named one.
 *
 * @returns undefined when there is none or it is a delete marker
 */
export async function headOf(
  client: S3Client,
  { bucket, key, versionId }: Wanted,
  signal: AbortSignal | undefined,
): Promise<HeadObjectCommandOutput | undefined> {
  const input = { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
  try {
    return await client.send(new HeadObjectCommand(input), abortable(signal));
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const { status } = serviceError(error);
    // An answer to HEAD has no body: what is wrong has to be asked for otherwise.
    if (status === 404) return void (await checkBucket(client, bucket, signal));
    if (status === 405) return undefined;
    if (status === 400) return void (await checkRefusal(client, input, signal));
    throw s3Fault(error, { bucket, signal });
  }
}

/** @throws {Fault} `usage` / `store/no-bucket` */
export async function checkBucket(client: S3Client, bucket: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }), abortable(signal));
  } catch (error) {
    if (serviceError(error).status === 404) {
      throw new Fault('usage', 'store/no-bucket', 'there is no such bucket', { bucket });
    }
    throw s3Fault(error, { bucket, signal });
  }
}

/**
 * Why HEAD was refused with 400: GET is refused for the same reason and says so. Resolves when it is that there can be
 * no version of this id.
 */
async function checkRefusal(
  client: S3Client,
  input: { Bucket: string; Key: string; VersionId?: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { Bucket: bucket } = input;
  try {
    const { Body } = await client.send(new GetObjectCommand({ ...input, Range: 'bytes=0-0' }), abortable(signal));
    (Body as { destroy?: () => void } | undefined)?.destroy?.();
  } catch (error) {
    if (input.VersionId !== undefined && isUnknownVersionId(error)) return;
    throw s3Fault(error, { bucket, signal });
  }
  throw new Fault('unavailable', 'store/unavailable', 'the store has the version and does not describe it', { bucket });
}

/** S3 calls a version id that it cannot have given an invalid argument. */
export function isUnknownVersionId(error: unknown): boolean {
  const { name } = serviceError(error);
  const { ArgumentName } = error as { ArgumentName?: string };
  if (name === 'InvalidArgument') return ArgumentName === undefined || ArgumentName === 'versionId';
  return name === 'NoSuchVersion' || name === 'NoSuchKey';
}

export function asHead(
  { bucket, key }: Wanted,
  answer: HeadObjectCommandOutput,
  isLatest: boolean,
  now: Date,
): ObjectHead {
  const properties = propertiesOf(answer);
  return {
    bucket,
    key,
    versionId: versionIdOf(answer),
    isLatest,
    deleteMarker: false,
    size: answer.ContentLength ?? 0,
    lastModified: wholeSeconds(answer.LastModified),
    etag: bareEtag(answer.ETag),
    contentType: answer.ContentType,
    metadata: answer.Metadata ?? {},
    properties,
    encryption: encryptionOf(answer),
    lock: lockText(properties.lock, now),
  };
}

/** What was written before versioning was switched on has the version id `null`. */
export const versionIdOf = ({ VersionId }: { VersionId?: string | undefined }): string => VersionId ?? 'null';
