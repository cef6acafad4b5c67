import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { StoredUnitKeyStore } from '../../src/adapters/stored-keys/stored-unit-key-store.js';
import { unitKeyStoreContract } from '../contract/unit-key-store.js';
import { CONNECTION, makeBucket, reset, s3Client } from './server.js';

unitKeyStoreContract('S3', async () => {
  await reset();
  await makeBucket(s3Client(), 'unit-keys');
  return {
    store: new StoredUnitKeyStore(new S3ObjectStore({ client: CONNECTION }), 'unit-keys'),
    close: async () => {},
  };
});
