import { contentOf, context, inside, NotDer, oidOf, TAG, valueAt } from './der.js';

/** SHA-1 and MD5 are refused wherever a hash protects something. */
export const HASHES = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const RSA_WITH = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
};
const ECDSA_WITH = {
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};
const CURVES = {
  '1.2.840.10045.3.1.7': ['P-256', 32],
  '1.3.132.0.34': ['P-384', 48],
  '1.3.132.0.35': ['P-521', 66],
};

/**
 * Whether `signature` is one over `data` by the key, with an accepted algorithm.
 *
 * @param {object} algorithm - AlgorithmIdentifier
 * @param {{ raw: Uint8Array }} spki - SubjectPublicKeyInfo
 * @param {string} [hash] - the hash that was said beside the algorithm, which then must be its own
 * @throws {NotDer} for a form that is not accepted
 */
export async function isSignedBy(spki, algorithm, signature, data, hash) {
  const named = namedBy(algorithm, hash);
  if (!named || (hash !== undefined && named.hash !== hash)) return false;
  const ec = named.scheme === 'ECDSA' ? curveOf(spki) : undefined;
  if (named.scheme === 'ECDSA' && !ec) return false;
  const [curve, width] = ec ?? [];
  const format = ec ? { name: 'ECDSA', namedCurve: curve } : { name: named.scheme, hash: named.hash };
  const verify = ec ? { name: 'ECDSA', hash: named.hash } : { name: named.scheme, saltLength: named.saltLength };
  try {
    const key = await crypto.subtle.importKey('spki', spki.raw, format, false, ['verify']);
    return await crypto.subtle.verify(verify, key, ec ? sideBySide(signature, width) : signature, data);
  } catch {
    // A key of another kind than the algorithm, or one that the browser does not take.
    return false;
  }
}

function namedBy(algorithm, hash) {
  const [id, parameters] = inside(algorithm, TAG.sequence);
  const oid = oidOf(id);
  if (oid === RSA) return { scheme: 'RSASSA-PKCS1-v1_5', hash };
  if (RSA_WITH[oid]) return { scheme: 'RSASSA-PKCS1-v1_5', hash: RSA_WITH[oid] };
  if (ECDSA_WITH[oid]) return { scheme: 'ECDSA', hash: ECDSA_WITH[oid] };
  return oid === PSS ? pssOf(parameters) : undefined;
}

/** RSASSA-PSS-params (RFC 4055 §3.1). What is left out means SHA-1, so everything has to be there. */
function pssOf(parameters) {
  const [hash, mask, salt, ...more] = inside(parameters, TAG.sequence);
  const [hashAlgorithm] = inside(hash, context(0));
  const [maskAlgorithm] = inside(mask, context(1));
  const [maskId, maskHash] = inside(maskAlgorithm, TAG.sequence);
  const [saltLength] = inside(salt, context(2));
  const digits = contentOf(saltLength, TAG.integer);
  const name = hashOf(hashAlgorithm);
  if (oidOf(maskId) !== MGF1 || name === undefined || hashOf(maskHash) !== name) return undefined;
  return digits.length === 1 && digits[0] < 0x80 && more.length === 0
    ? { scheme: 'RSA-PSS', hash: name, saltLength: digits[0] }
    : undefined;
}

/** The accepted hash that an AlgorithmIdentifier names; its parameters are NULL or absent (RFC 5754 §2). */
export function hashOf(algorithm) {
  const [id, parameters, ...more] = inside(algorithm, TAG.sequence);
  if (more.length > 0 || (parameters && contentOf(parameters, TAG.null).length > 0)) throw new NotDer();
  return HASHES[oidOf(id)];
}

function curveOf(spki) {
  const [algorithm] = inside(spki, TAG.sequence);
  const [id, curve] = inside(algorithm, TAG.sequence);
  return oidOf(id) === '1.2.840.10045.2.1' ? CURVES[oidOf(curve)] : undefined;
}

/** r and s in DER become r and s one after the other (RFC 7518 §3.4). */
function sideBySide(signature, width) {
  const value = valueAt(signature);
  const [r, s, ...more] = inside(value, TAG.sequence);
  if (value.raw.length !== signature.length || more.length > 0) throw new NotDer();
  const both = new Uint8Array(2 * width);
  for (const [index, number] of [r, s].entries()) {
    const digits = contentOf(number, TAG.integer);
    const bare = digits[0] === 0 ? digits.subarray(1) : digits;
    if (bare.length > width || digits[0] >= 0x80) throw new NotDer();
    both.set(bare, (index + 1) * width - bare.length);
  }
  return both;
}
