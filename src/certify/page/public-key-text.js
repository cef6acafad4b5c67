import { decodeBase64url, encodeBase64url } from './bytes.js';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** RFC 7638 thumbprint of a P-256 key, base64url. @param {{ x: string, y: string }} jwk */
export async function fingerprintOf({ x, y }) {
  const members = new TextEncoder().encode(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', members)));
}

/** For verification; undefined when the coordinates are no point of the curve. @param {{ x: string, y: string }} jwk */
export async function importPublicKey({ x, y }) {
  if (decodeBase64url(x)?.length !== 32 || decodeBase64url(y)?.length !== 32) return undefined;
  try {
    return await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, P256, false, ['verify']);
  } catch {
    // DataError or OperationError, by browser: the key itself is the fault.
    return undefined;
  }
}

/**
 * Fingerprint that a person typed or pasted: the fingerprint itself, a public key in PEM, or a JWK.
 *
 * @param {string} typed
 * @returns {Promise<string | undefined>} undefined when it is none of these
 */
export async function readPin(typed) {
  const text = typed.trim();
  if (/^[A-Za-z0-9_-]{43}$/.test(text)) return text;
  try {
    if (text.startsWith('{')) return await fingerprintOfJwk(JSON.parse(text));
    const pem = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/.exec(text);
    if (!pem) return undefined;
    const der = Uint8Array.from(atob(pem[1].replace(/\s/g, '')), (character) => character.charCodeAt(0));
    const key = await crypto.subtle.importKey('spki', der, P256, true, ['verify']);
    return await fingerprintOfJwk(await crypto.subtle.exportKey('jwk', key));
  } catch {
    // Malformed JSON, base64 or key: all the same to the person who typed it.
    return undefined;
  }
}

async function fingerprintOfJwk(jwk) {
  const { kty, crv, x, y } = jwk;
  if (kty !== 'EC' || crv !== 'P-256' || 'd' in jwk || !(await importPublicKey({ x, y }))) return undefined;
  return fingerprintOf({ x, y });
}
