import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { Fault } from '../base/fault.js';

/** Bytes of a key material that can be imported. */
export const IMPORT_BYTES = 32;

/**
 * Wraps key material for a key service: RSAES-OAEP with SHA-256 (RFC 8017 section 7.1), MGF1 with SHA-256.
 *
 * @param publicKey - SubjectPublicKeyInfo, DER, from the service's import parameters
 * @throws {Fault} `integrity` / `keys/bad-import` when it is no such key
 */
export function wrapForImport(publicKey: Uint8Array, material: Uint8Array): Uint8Array {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, material);
  } catch {
    // Without the cause: it may quote what was to be encrypted.
    throw new Fault(
      'integrity',
      'keys/bad-import',
      'the service gave no public key that the material can be wrapped with',
    );
  }
}
