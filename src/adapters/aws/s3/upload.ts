import { type CompletedPart, PutObjectCommand, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { Fault } from '../../../base/fault.js';
import type { PutOptions } from '../../../ports/object-store.js';
import { headOf, versionIdOf } from './head.js';
import { abortable, bareEtag } from './listing.js';
import { LAST_PART, writeInParts } from './multipart.js';
import type { Part } from './parts.js';
import { conditionFields, conditionOf, contentFields, type Target } from './put-fields.js';
import { s3Fault } from './s3-fault.js';

/** Parts grow so that a body of unknown length can reach 293 GiB from 8 MiB, 64 MiB at most being held per part. */
const PARTS_PER_SIZE = 2500;

export const partSize =
  (first: number) =>
  (number: number): number =>
    first * 2 ** Math.min(3, Math.floor((number - 1) / PARTS_PER_SIZE));

/** @returns the id of the new version */
export async function putWhole(
  client: S3Client,
  { bucket, key }: Target,
  bytes: Buffer,
  options: PutOptions,
  now: Date,
): Promise<string> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: bytes,
    ContentLength: bytes.byteLength,
    ChecksumAlgorithm: 'SHA256',
    ...contentFields(options, now),
    ...conditionFields(options),
  });
  try {
    return versionIdOf(await client.send(command, abortable(options.signal)));
  } catch (error) {
    throw s3Fault(error, { bucket, signal: options.signal, condition: conditionOf(options) });
  }
}

/** As `writeInParts`, from a body. @returns the id of the new version */
export async function putInParts(
  client: S3Client,
  target: Target,
  parts: AsyncIterable<Part>,
  options: PutOptions,
  { atOnce, now }: { atOnce: number; now: Date },
): Promise<string> {
  await checkCondition(client, target, options);
  const send = (part: Part, uploadId: string, signal: AbortSignal) => sendPart(client, target, uploadId, part, signal);
  return writeInParts(client, { target, options, parts: notEmpty(parts), send, atOnce }, now);
}

/** An upload has at least one part; behind others an empty one is no part. */
async function* notEmpty(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
  for await (const part of parts) if (part.bytes.byteLength > 0 || part.number === 1) yield part;
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
