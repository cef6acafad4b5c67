import { describe, expect, it } from 'vitest';
import type { ObjectHead, StoreEncryption } from '../../src/ports/object-store.js';
import type { MessageHeader } from '../../src/protect/message-header.js';
import { desiredProtection, protectionOf } from '../../src/protect/protection.js';

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
const NONE = head({ mode: 'none' });
const DEFAULT = head({ mode: 'default' });
const KMS = head({ mode: 'kms', keyId: 'key-2', bucketKey: false });
const BUCKET_KEY = head({ mode: 'kms', keyId: 'key-2', bucketKey: true });
const HEADER: MessageHeader = { keyName: 'pbx/3/2026-04', context: {}, messageId: '', frameBytes: 1, headerBytes: 1 };

it.each`
  level | access       | mode
  ${3}  | ${'archive'} | ${'envelope'}
  ${3}  | ${'live'}    | ${'store-kms'}
  ${2}  | ${'archive'} | ${'store-kms'}
  ${2}  | ${'live'}    | ${'store-kms'}
  ${1}  | ${'archive'} | ${'default'}
  ${1}  | ${'live'}    | ${'default'}
`('別紙４: level $level of a system that is $access asks for $mode', ({ level, access, mode }) => {
  expect(desiredProtection(level, access)).toBe(mode);
});

describe('an object is protected as its level asks, or it is said why not', () => {
  it.each`
    object        | header       | wanted                                                              | expected
    ${NONE}       | ${undefined} | ${{ mode: 'default' }}                                              | ${{ satisfied: true, found: 'default', stronger: false }}
    ${DEFAULT}    | ${undefined} | ${{ mode: 'default' }}                                              | ${{ satisfied: true, found: 'default', stronger: false }}
    ${KMS}        | ${undefined} | ${{ mode: 'default' }}                                              | ${{ satisfied: true, found: 'store-kms', stronger: true }}
    ${NONE}       | ${HEADER}    | ${{ mode: 'default' }}                                              | ${{ satisfied: true, found: 'envelope', stronger: true }}
    ${KMS}        | ${undefined} | ${{ mode: 'store-kms' }}                                            | ${{ satisfied: true, found: 'store-kms', stronger: false }}
    ${KMS}        | ${undefined} | ${{ mode: 'store-kms', kmsKeyId: 'key-2' }}                         | ${{ satisfied: true, found: 'store-kms', stronger: false }}
    ${NONE}       | ${HEADER}    | ${{ mode: 'store-kms', kmsKeyId: 'key-2' }}                         | ${{ satisfied: true, found: 'envelope', stronger: true }}
    ${NONE}       | ${undefined} | ${{ mode: 'store-kms' }}                                            | ${{ satisfied: false, found: 'default', reason: 'protect/not-encrypted-by-store' }}
    ${DEFAULT}    | ${undefined} | ${{ mode: 'store-kms' }}                                            | ${{ satisfied: false, found: 'default', reason: 'protect/not-encrypted-by-store' }}
    ${KMS}        | ${undefined} | ${{ mode: 'store-kms', kmsKeyId: 'key-3' }}                         | ${{ satisfied: false, found: 'store-kms', reason: 'protect/other-store-key' }}
    ${BUCKET_KEY} | ${undefined} | ${{ mode: 'store-kms', kmsKeyId: 'key-2' }}                         | ${{ satisfied: false, found: 'store-kms', reason: 'protect/bucket-key' }}
    ${NONE}       | ${HEADER}    | ${{ mode: 'envelope' }}                                             | ${{ satisfied: true, found: 'envelope', stronger: false }}
    ${NONE}       | ${HEADER}    | ${{ mode: 'envelope', unitId: 'pbx/3/2026-04' }}                    | ${{ satisfied: true, found: 'envelope', stronger: false }}
    ${KMS}        | ${HEADER}    | ${{ mode: 'envelope', unitId: 'pbx/3/2026-04', kmsKeyId: 'key-2' }} | ${{ satisfied: true, found: 'envelope', stronger: false }}
    ${KMS}        | ${undefined} | ${{ mode: 'envelope' }}                                             | ${{ satisfied: false, found: 'store-kms', reason: 'protect/no-envelope' }}
    ${NONE}       | ${HEADER}    | ${{ mode: 'envelope', unitId: 'pbx/3/2026-05' }}                    | ${{ satisfied: false, found: 'envelope', reason: 'protect/other-unit' }}
    ${DEFAULT}    | ${HEADER}    | ${{ mode: 'envelope', unitId: 'pbx/3/2026-04', kmsKeyId: 'key-2' }} | ${{ satisfied: false, found: 'envelope', reason: 'protect/not-encrypted-by-store' }}
  `(
    '$object.encryption.mode, header $header.keyName, wanted $wanted: $expected',
    ({ object, header, wanted, expected }) => {
      expect(protectionOf(object, header, wanted)).toEqual(expected);
    },
  );
});
