import { expect, it } from 'vitest';
import type { Protection } from '../../src/ports/catalog.js';
import type { ObjectHead, StoreEncryption } from '../../src/ports/object-store.js';
import { driftOf } from '../../src/protect/drift.js';
import type { MessageHeader } from '../../src/protect/message-header.js';
import { protectionOf, type WantedProtection } from '../../src/protect/protection.js';

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
  storedBytes: 1,
  plaintextHistory: 'never',
  protectedAt: '2026-04-01T00:00:00.000Z',
  ...more,
});

const LEVEL_2: WantedProtection = { mode: 'store-kms', kmsKeyId: 'key-2' };
const LEVEL_3: WantedProtection = { mode: 'envelope', unitId: 'pbx/3/2026-04' };
const PLAIN = head({ mode: 'default' });
const KMS_2 = recorded('store-kms', { kmsKeyId: ARN });
const ENVELOPE = recorded('envelope', { unitId: 'pbx/3/2026-04' });

it.each`
  why                                        | record                                            | object            | envelope                    | wanted     | drift
  ${'never protected'}                       | ${undefined}                                      | ${PLAIN}          | ${undefined}                | ${LEVEL_2} | ${undefined}
  ${'as it was left'}                        | ${KMS_2}                                          | ${kms(ARN)}       | ${undefined}                | ${LEVEL_2} | ${undefined}
  ${'level raised from 1'}                   | ${recorded('default')}                            | ${PLAIN}          | ${undefined}                | ${LEVEL_2} | ${undefined}
  ${'level raised from 2'}                   | ${KMS_2}                                          | ${kms(ARN)}       | ${undefined}                | ${LEVEL_3} | ${undefined}
  ${'plaintext over it'}                     | ${KMS_2}                                          | ${PLAIN}          | ${undefined}                | ${LEVEL_2} | ${'protect/not-encrypted-by-store'}
  ${'another key'}                           | ${KMS_2}                                          | ${kms('key-3')}   | ${undefined}                | ${LEVEL_2} | ${'protect/other-store-key'}
  ${'our key is another now'}                | ${recorded('store-kms', { kmsKeyId: 'key-1' })}   | ${kms('key-1')}   | ${undefined}                | ${LEVEL_2} | ${undefined}
  ${'bucket key switched on'}                | ${KMS_2}                                          | ${kms(ARN, true)} | ${undefined}                | ${LEVEL_2} | ${'protect/bucket-key'}
  ${'envelope replaced by plaintext'}        | ${ENVELOPE}                                       | ${PLAIN}          | ${undefined}                | ${LEVEL_3} | ${'protect/no-envelope'}
  ${'envelope replaced by the store’s key'}  | ${ENVELOPE}                                       | ${kms(ARN)}       | ${undefined}                | ${LEVEL_3} | ${'protect/no-envelope'}
  ${'envelope of a unit that was not ours'}  | ${ENVELOPE}                                       | ${PLAIN}          | ${header('form/3/2026-04')} | ${LEVEL_3} | ${'protect/other-unit'}
  ${'envelope of the unit it was left with'} | ${recorded('envelope', { unitId: 'old/3/2026' })} | ${PLAIN}          | ${header('old/3/2026')}     | ${LEVEL_3} | ${undefined}
`('$why: $drift', ({ record, object, envelope, wanted, drift }) => {
  const state = protectionOf(object, envelope, wanted);
  expect(driftOf(record, { head: object, header: envelope, state }, wanted)).toBe(drift);
});
