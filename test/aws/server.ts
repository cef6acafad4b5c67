import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { S3Connection } from '../../src/adapters/aws/connection.js';

const { KIMITSU_AWS_ENDPOINT: endpoint } = process.env;
if (!endpoint) throw new Error('KIMITSU_AWS_ENDPOINT is not set: run `npm run test:aws`');

/** The server that `npm run test:aws` has started. Its credentials mean nothing. */
const SHARED = {
  endpoint,
  region: 'ap-northeast-1',
  credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
};
export const CONNECTION = { ...SHARED, forcePathStyle: true } satisfies S3Connection;

/** Clients beside the adapters: what other programs do, or (through a proxy) what an adapter is given. */
export const s3Client = (config: S3ClientConfig = {}): S3Client =>
  new S3Client({ ...SHARED, forcePathStyle: true, ...config });
export const kmsClient = (config: KMSClientConfig = {}): KMSClient => new KMSClient({ ...SHARED, ...config });

export const iamClient = (config: IAMClientConfig = {}): IAMClient => new IAMClient({ ...SHARED, ...config });

export const stsClient = (config: STSClientConfig = {}): STSClient => new STSClient({ ...SHARED, ...config });

/** Makes the server forget everything. */
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
