import type { KeyMetadata } from '@aws-sdk/client-kms';
import { Fault } from '../../../base/fault.js';
import type { KeyDescription } from '../../../ports/key-service.js';

/**
 * A key as the port describes it.
 *
 * @throws {Fault} `denied` / `keys/multi-region`: replicas in other regions would outlive the key;
 * `usage` / `keys/unsupported-key`: not for symmetric encryption, or its material lies outside of KMS
 */
export function describe(metadata: KeyMetadata, alias: string | undefined): KeyDescription {
  const keyId = idOf(metadata);
  if (metadata.MultiRegion) throw multiRegion(keyId);
  const { Origin: origin } = metadata;
  if (!isSymmetric(metadata) || (origin !== 'AWS_KMS' && origin !== 'EXTERNAL')) {
    const message = 'the key is not a symmetric key for encryption with its material in KMS';
    throw new Fault('usage', 'keys/unsupported-key', message, { keyId });
  }
  return {
    keyId,
    alias,
    state: metadata.KeyState ?? 'Unavailable',
    createdAt: metadata.CreationDate ?? new Date(0),
    deletionDate: metadata.DeletionDate,
    origin,
    spec: 'SYMMETRIC_DEFAULT',
  };
}

/** Whether `describe` takes it and the account's owner rules over it: AWS's own keys cannot be destroyed by anyone. */
export function isOwn(metadata: KeyMetadata): boolean {
  const { KeyManager, MultiRegion, Origin } = metadata;
  return (
    KeyManager === 'CUSTOMER' && !MultiRegion && isSymmetric(metadata) && /^(AWS_KMS|EXTERNAL)$/.test(Origin ?? '')
  );
}

export const idOf = ({ Arn, KeyId }: KeyMetadata): string => Arn ?? KeyId ?? '';

const isSymmetric = ({ KeySpec, KeyUsage }: KeyMetadata): boolean =>
  KeySpec === 'SYMMETRIC_DEFAULT' && KeyUsage === 'ENCRYPT_DECRYPT';

/** The ids of multi-Region keys, and of these keys only, begin with `mrk-`. */
export function checkSingleRegion(keyId: string): void {
  if (/(^|:key\/)mrk-/.test(keyId)) throw multiRegion(keyId);
}

function multiRegion(keyId: string): Fault {
  const message = 'a multi-Region key is not used: its replicas would outlive its destruction';
  return new Fault('denied', 'keys/multi-region', message, { keyId }, { hint: 'create a single-Region key' });
}
