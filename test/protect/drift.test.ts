import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Protection } from '../../src/ports/catalog.js';
import type { ObjectHead, ObjectStore, StoreEncryption } from '../../src/ports/object-store.js';
import { driftOf } from '../../src/protect/drift.js';
import type { MessageHeader } from '../../src/protect/message-header.js';

const ARN = 'arn:aws:kms:ap-northeast-1:123456789012:key/key-2';
const head = (encryption: StoreEncryption): ObjectHead => ({
  bucket: 'pbx',
  key: 'k',
  versionId: 'v',
  isLatest: true,
  deleteMarker: false,
  size: 1,
  lastModified: new Date(0),
  etag: 'e',
  contentType: undefined,
  metadata: {},
  properties: {},
  encryption,
  lock: undefined,
});
const kms = (keyId: string, bucketKey = false) => head({ mode: 'kms', keyId, bucketKey });
const header = (keyName: string): MessageHeader => ({
  keyName,
  context: {},
  messageId: '',
  frameBytes: 1,
  headerBytes: 1,
});
const recorded = (mode: Protection['mode'], more: Partial<Protection> = {}): Protection => ({
  mode,
  unitId: undefined,
  kmsKeyId: undefined,
  versionId: 'v',
  etag: 'e',
  storedBytes: 500,
  plaintextHistory: 'never',
  protectedAt: '2026-04-01T00:00:00.000Z',
  ...more,
});

const PLAIN = head({ mode: 'default' });
const LONG = { ...PLAIN, size: 500 };
const store = { get: async () => Readable.from([Buffer.from('a')]) } as unknown as ObjectStore;
const KMS_2 = recorded('store-kms', { kmsKeyId: ARN });
const ENVELOPE = recorded('envelope', { unitId: 'pbx/3/2026-04' });
const HEADER = header('pbx/3/2026-04');

it.each`
  why                                        | record                                          | object            | envelope     | drift
  ${'never protected'}                       | ${undefined}                                    | ${PLAIN}          | ${undefined} | ${undefined}
  ${'level 1, as it was left'}               | ${recorded('default')}                          | ${PLAIN}          | ${undefined} | ${undefined}
  ${'level 2, as it was left'}               | ${KMS_2}                                        | ${kms(ARN)}       | ${undefined} | ${undefined}
  ${'the same key without its ARN'}          | ${KMS_2}                                        | ${kms('key-2')}   | ${undefined} | ${undefined}
  ${'plaintext over it'}                     | ${KMS_2}                                        | ${PLAIN}          | ${undefined} | ${'protect/not-encrypted-by-store'}
  ${'another key'}                           | ${KMS_2}                                        | ${kms('key-3')}   | ${undefined} | ${'protect/other-store-key'}
  ${'the key it was left with, ours or not'} | ${recorded('store-kms', { kmsKeyId: 'key-1' })} | ${kms('key-1')}   | ${undefined} | ${undefined}
  ${'bucket key switched on'}                | ${KMS_2}                                        | ${kms(ARN, true)} | ${undefined} | ${'protect/bucket-key'}
  ${'an envelope is more'}                   | ${KMS_2}                                        | ${PLAIN}          | ${HEADER}    | ${undefined}
  ${'level 3, as it was left'}               | ${ENVELOPE}                                     | ${PLAIN}          | ${HEADER}    | ${undefined}
  ${'envelope replaced by plaintext'}        | ${ENVELOPE}                                     | ${PLAIN}          | ${undefined} | ${'protect/no-envelope'}
  ${'envelope replaced by the store’s key'}  | ${ENVELOPE}                                     | ${kms(ARN)}       | ${undefined} | ${'protect/no-envelope'}
  ${'something as long as the envelope was'} | ${ENVELOPE}                                     | ${LONG}           | ${undefined} | ${'protect/envelope-damaged'}
`('$why: $drift', async ({ record, object, envelope, drift }) => {
  const known = { objectId: `obj-${'0'.repeat(32)}`, protection: record };
  expect(await driftOf(known, object, envelope, store)).toBe(drift);
});
