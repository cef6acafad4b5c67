import { Fault } from '../../../base/fault.js';
import type { StoreEncryption } from '../../../ports/object-store.js';

/**
 * The request fields for a mode. Always stated, so that no default of the bucket decides.
 *
 * @throws {Fault} `usage` / `store/no-encryption` for `none`: S3 always encrypts
 */
export function encryptionFields(encryption: StoreEncryption) {
  switch (encryption.mode) {
    case 'none':
      throw new Fault('usage', 'store/no-encryption', 'this store never keeps a version without encryption');
    case 'default':
      return { ServerSideEncryption: 'AES256' } as const;
    case 'kms':
      return {
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: encryption.keyId,
        BucketKeyEnabled: encryption.bucketKey,
      } as const;
  }
}

/** @param answer - of HEAD; versions from before 2023 can have no encryption at all */
export function encryptionOf(answer: {
  ServerSideEncryption?: string | undefined;
  SSEKMSKeyId?: string | undefined;
  BucketKeyEnabled?: boolean | undefined;
}): StoreEncryption {
  switch (answer.ServerSideEncryption) {
    case undefined:
      return { mode: 'none' };
    case 'aws:kms':
    case 'aws:kms:dsse':
      return { mode: 'kms', keyId: answer.SSEKMSKeyId ?? '', bucketKey: answer.BucketKeyEnabled ?? false };
    default:
      return { mode: 'default' };
  }
}
