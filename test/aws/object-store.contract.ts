import { S3ObjectStore, type S3ObjectStoreOptions } from '../../src/adapters/aws/s3/s3-object-store.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { objectStoreContract } from '../contract/object-store.js';
import { leaveOut } from './deviations.js';
import { CONNECTION, deletePlainly, makeBucket, reset, s3Client } from './server.js';

const client = s3Client();

const under = (options: Omit<S3ObjectStoreOptions, 'client'>) => async () => {
  await reset();
  await makeBucket(client, 'pbx');
  const keys = new MemoryKeyService();
  const { keyId } = await keys.createKey({ alias: 'alias/store', description: 'store', tags: {} });
  return {
    store: new S3ObjectStore({ client: CONNECTION, ...options }),
    bucket: 'pbx',
    keys,
    kmsKeyId: keyId,
    deleteByApplication: (key: string) => deletePlainly(client, 'pbx', key),
    close: async () => {},
  };
};

const NO_NEWLINE = 'moto answers 404 to a path with a line feed; the encoding is shown in store-protocol.live.ts';
const NO_KEY_CHECK =
  'moto serves SSE-KMS content whatever the state of the key; the translation: store-protocol.live.ts';
const ONE_REQUEST = 'a body shorter than a part is one request, so no upload is begun; shown with every body in parts';
const SKIPS_ONE =
  'moto passes over the first key behind a key marker that is not there; resuming names a key it has seen';

leaveOut('object store contract: S3, small bodies whole', {
  'takes the key "改行\\n入り.txt"': NO_NEWLINE,
  'kms mode needs its key: disabled it cannot be read, enabled again it can': NO_KEY_CHECK,
  'a listing that goes on behind a key › begins behind a key that is no longer there': SKIPS_ONE,
  'unfinished uploads › are listed until they are finished, and are no versions': ONE_REQUEST,
  'unfinished uploads › can be aborted, twice as well, and then never become a version': ONE_REQUEST,
  'delete markers › stay in the history when the key is put again':
    'moto lists delete markers apart, in times of whole seconds; shown with pages of one entry',
});
objectStoreContract('S3, small bodies whole', under({ smallBodies: 'whole' }));

leaveOut('object store contract: S3, every body in parts, pages of one entry', {
  'takes the key "改行\\n入り.txt"': NO_NEWLINE,
  'kms mode needs its key: disabled it cannot be read, enabled again it can': NO_KEY_CHECK,
  'a listing that goes on behind a key › begins behind a key that is no longer there': SKIPS_ONE,
  'conditional writes › of two writers with the same expectation one wins':
    'moto ignores If-Match when an upload is completed; shown with small bodies whole',
  'unfinished uploads › can be aborted, twice as well, and then never become a version':
    'moto answers 500 to a part of an aborted upload, where S3 answers NoSuchUpload; shown in store-protocol.live.ts',
});
objectStoreContract('S3, every body in parts, pages of one entry', under({ smallBodies: 'in parts', pageSize: 1 }));
