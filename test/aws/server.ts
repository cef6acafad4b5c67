import { CreateBucketCommand, DeleteObjectCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Connection } from '../../src/adapters/aws/connection.js';

const { KIMITSU_AWS_ENDPOINT: endpoint } = process.env;
if (!endpoint) throw new Error('KIMITSU_AWS_ENDPOINT is not set: run `npm run test:aws`');

/** The server that `npm run test:aws` has started. Its credentials mean nothing. */
export const CONNECTION: S3Connection = {
  endpoint,
  region: 'ap-northeast-1',
  forcePathStyle: true,
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
};

/** A client beside the adapter: what other programs do to a bucket. */
export function s3Client(): S3Client {
  const { credentials, ...rest } = CONNECTION;
  return new S3Client({ ...rest, ...(credentials ? { credentials } : {}) });
}

/** Makes the server forget every bucket and key. */
export async function reset(): Promise<void> {
  const answer = await fetch(new URL('/moto-api/reset', endpoint), { method: 'POST' });
  if (!answer.ok) throw new Error(`the server did not reset: ${answer.status}`);
}

export async function makeBucket(client: S3Client, bucket: string, lock = false): Promise<void> {
  await client.send(
    new CreateBucketCommand({
      Bucket: bucket,
      ObjectLockEnabledForBucket: lock,
      CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' },
    }),
  );
  await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}

export async function deletePlainly(client: S3Client, bucket: string, key: string): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}
