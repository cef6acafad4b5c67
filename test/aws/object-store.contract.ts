import { S3ObjectStore, type S3ObjectStoreOptions } from '../../src/adapters/aws/s3/s3-object-store.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { objectStoreContract } from '../contract/object-store.js';
import { leaveOut } from './deviations.js';
import { CONNECTION, deletePlainly, makeBucket, reset, s3Client } from './server.js';

const client = s3Client();

const under = (options: Omit<S3ObjectStoreOptions, 'client'>) => async () => {
  await reset();
  await makeBucket(client, 'pbx', true);
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

const NO_PARTS_ACL = 'moto answers 500 to GetObjectAcl of what was uploaded in parts; shown with small bodies whole';
const NO_PARTS_PROPERTIES = 'moto keeps no redirect and no lock of an upload in parts; what is sent: copy.live.ts';
const NO_COPY_LOCK = 'moto wants a checksum header with a copy that states a lock, S3 does not; shown in copy.live.ts';
leaveOut('object store contract: S3, small bodies whole', {
  'takes the key "改行\\n入り.txt"': NO_NEWLINE,
  'kms mode needs its key: disabled it cannot be read, enabled again it can': NO_KEY_CHECK,
  'a listing that goes on behind a key › begins behind a key that is no longer there': SKIPS_ONE,
  'unfinished uploads › are listed until they are finished, and are no versions': ONE_REQUEST,
  'unfinished uploads › can be aborted, twice as well, and then never become a version': ONE_REQUEST,
  'delete markers › stay in the history when the key is put again':
    'moto lists delete markers apart, in times of whole seconds; shown with pages of one entry',
  'a rewrite with another encryption › keeps its lock, which then binds both': NO_COPY_LOCK,
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
  'what a version carries › is given back as it was put': NO_PARTS_PROPERTIES,
  'what a version carries › is nothing when nothing was put': NO_PARTS_ACL,
  "what a version carries › a lock, 'legal hold', stops its destruction and no reading": NO_PARTS_PROPERTIES,
  "what a version carries › a lock, 'retention', stops its destruction and no reading": NO_PARTS_PROPERTIES,
  "what a version carries › a lock, 'both', stops its destruction and no reading": NO_PARTS_PROPERTIES,
  'a rewrite with another encryption › makes a new version of the same content, and keeps the old one': NO_PARTS_ACL,
  'a rewrite with another encryption › keeps what the version carries': NO_PARTS_ACL,
  'a rewrite with another encryption › keeps its lock, which then binds both': NO_PARTS_ACL,
  'a rewrite with another encryption › takes the encryption away again': NO_PARTS_ACL,
  'a rewrite with another encryption › of 7 MB is the same to the last byte': NO_PARTS_ACL,
});
objectStoreContract('S3, every body in parts, pages of one entry', under({ smallBodies: 'in parts', pageSize: 1 }));

leaveOut('object store contract: S3, copies in parts', {
  'takes the key "改行\\n入り.txt"': NO_NEWLINE,
  'kms mode needs its key: disabled it cannot be read, enabled again it can': NO_KEY_CHECK,
  'unfinished uploads › are listed until they are finished, and are no versions': ONE_REQUEST,
  'unfinished uploads › can be aborted, twice as well, and then never become a version': ONE_REQUEST,
  'delete markers › stay in the history when the key is put again':
    'moto lists delete markers apart, in times of whole seconds; shown with pages of one entry',
  'a listing that goes on behind a key › begins behind a key that is no longer there': SKIPS_ONE,
  'a rewrite with another encryption › keeps what the version carries': NO_PARTS_PROPERTIES,
  'a rewrite with another encryption › keeps its lock, which then binds both': NO_PARTS_PROPERTIES,
});
objectStoreContract('S3, copies in parts', under({ copyLimit: 0, copyPartBytes: 5 * 1024 ** 2 }));
