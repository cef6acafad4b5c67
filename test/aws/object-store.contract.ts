import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { objectStoreContract } from '../contract/object-store.js';
import { CONNECTION, deletePlainly, makeBucket, reset, s3Client } from './server.js';

const client = s3Client();

const under = (smallBodies: 'whole' | 'in parts') => async () => {
  await reset();
  await makeBucket(client, 'pbx');
  const keys = new MemoryKeyService();
  const { keyId } = await keys.createKey({ alias: 'alias/store', description: 'store', tags: {} });
  return {
    store: new S3ObjectStore({ client: CONNECTION, smallBodies }),
    bucket: 'pbx',
    keys,
    kmsKeyId: keyId,
    deleteByApplication: (key: string) => deletePlainly(client, 'pbx', key),
    close: async () => {},
  };
};

objectStoreContract('S3, small bodies whole', under('whole'));
objectStoreContract('S3, every body in parts', under('in parts'));
