import { PutObjectLegalHoldCommand } from '@aws-sdk/client-s3';
import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { SettableClock } from '../../src/base/clock.js';
import type { ObjectHead } from '../../src/ports/object-store.js';
import { enforcementContract, type StoreToEnforce } from '../contract/enforcement.js';
import { CONNECTION, makeBucket, reset, s3Client } from './server.js';

const client = s3Client();

const release = async ({ bucket: Bucket, key: Key, versionId: VersionId }: ObjectHead) => {
  await client.send(new PutObjectLegalHoldCommand({ Bucket, Key, VersionId, LegalHold: { Status: 'OFF' } }));
};

enforcementContract('S3', async (): Promise<StoreToEnforce> => {
  await reset();
  await makeBucket(client, 'pbx', true);
  const clock = new SettableClock(new Date('2026-04-01T03:00:00Z'));
  const keys = new MemoryKeyService(clock);
  const objects = new S3ObjectStore({ client: CONNECTION, clock });
  return { objects, keys, clock, bucket: 'pbx', lock: { legalHold: true }, release, close: async () => {} };
});
