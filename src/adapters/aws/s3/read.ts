import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import type { ByteStream } from '../../../base/bytes.js';
import { Fault } from '../../../base/fault.js';
import type { GetOptions, ObjectRef } from '../../../ports/object-store.js';
import { serviceError } from '../service-error.js';
import { isUnknownVersionId } from './head.js';
import { abortable } from './listing.js';
import { s3Fault } from './s3-fault.js';

/** Content of a version, or of a part of it. */
export async function contentOf(
  client: S3Client,
  { bucket, key, versionId }: ObjectRef,
  { range, signal }: GetOptions,
): Promise<ByteStream> {
  if (range && range.last < range.first) return nothing();
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
    ...(range ? { Range: `bytes=${range.first}-${range.last}` } : {}),
  });
  try {
    return content(await client.send(command, abortable(signal)), bucket, signal);
  } catch (error) {
    if (serviceError(error).status === 416) return nothing();
    if (isUnknownVersionId(error)) {
      throw new Fault('conflict', 'store/no-such-version', 'the version does not exist (any more)', { bucket });
    }
    throw s3Fault(error, { bucket, signal });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The content as it comes; a connection that ends early is an error, not an end. */
async function* content(
  { Body, ContentLength }: GetObjectCommandOutput,
  bucket: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
      signal?.throwIfAborted();
      bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    throw s3Fault(error, { bucket, signal });
  }
  if (ContentLength === undefined || bytes === ContentLength) return;
  throw new Fault('unavailable', 'store/unavailable', 'the content ended early', {
    bucket,
    expected: ContentLength,
    bytes,
  });
}
