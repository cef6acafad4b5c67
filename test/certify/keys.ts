import { generateKeyPairSync } from 'node:crypto';
import type { Signer } from '../../src/certify/jws.js';
import { signerOf } from '../../src/certify/signing-key.js';

/** A fresh P-256 signer. */
export function newSigner(): Signer {
  return signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
}
