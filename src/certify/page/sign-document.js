import { encodeBase64url, fromHex, toHex } from './bytes.js';
import { canonicalText } from './canonical-writer.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * JWS compact serialisation, ES256, over canonical JSON, in the one form that kimitsu accepts: canonical header, low-S.
 *
 * @param {object} document
 * @param {string} type - of the header
 * @param {{ privateKey: CryptoKey, fingerprint: string }} key
 */
export async function signDocument(document, type, { privateKey, fingerprint }) {
  const encoder = new TextEncoder();
  const header = { alg: 'ES256', cty: 'application/json', kid: fingerprint, typ: type };
  const parts = [header, document].map((part) => encodeBase64url(encoder.encode(canonicalText(part))));
  const input = parts.join('.');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, encoder.encode(input)));
  const s = BigInt(`0x${toHex(signature.subarray(32))}`);
  // Of s and n − s the smaller one counts.
  if (s > ORDER / 2n) signature.set(fromHex((ORDER - s).toString(16).padStart(64, '0')), 32);
  return `${input}.${encodeBase64url(signature)}`;
}
