import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Fault } from '../base/fault.js';

/** A P-256 public key for verification. */
export interface PublicKey {
  key: KeyObject;
  /** RFC 7638 SHA-256 thumbprint, base64url, 43 characters. */
  fingerprint: string;
}

/**
 * Reads a public key as people hand it over: PEM (SPKI), JWK, or JWK as text.
 *
 * @throws {Fault} `usage` / `key/not-public-p256` for anything else, a private key above all
 */
export function readPublicKey(source: string | JsonWebKey): PublicKey {
  try {
    if (typeof source !== 'string') return fromJwk(source);
    const text = source.trim();
    if (text.startsWith('{')) return fromJwk(JSON.parse(text));
    if (!text.startsWith('-----BEGIN PUBLIC KEY-----')) throw new TypeError('neither JWK nor SPKI PEM');
    return fromJwk(createPublicKey(text).export({ format: 'jwk' }));
  } catch (cause) {
    const hint = 'give the public key as PEM (BEGIN PUBLIC KEY) or JWK, P-256';
    throw new Fault('usage', 'key/not-public-p256', 'not a P-256 public key', {}, { cause, hint });
  }
}

function fromJwk(jwk: JsonWebKey): PublicKey {
  const { kty, crv, x, y } = jwk;
  if (kty !== 'EC' || crv !== 'P-256' || 'd' in jwk) throw new TypeError('not a P-256 public key');
  for (const coordinate of [x, y]) {
    const canonical = typeof coordinate === 'string' && Buffer.from(coordinate, 'base64url').toString('base64url');
    if (canonical !== coordinate || canonical.length !== 43) throw new TypeError('coordinate is not 32 bytes');
  }
  const members = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
  return {
    // Refuses a point that is not on the curve.
    key: createPublicKey({ key: { kty, crv, x: x!, y: y! }, format: 'jwk' }),
    fingerprint: createHash('sha256').update(members, 'ascii').digest('base64url'),
  };
}
