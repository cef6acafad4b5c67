import { decodeBase64url, toHex, toLatin1 } from './bytes.js';
import { readCanonical } from './canonical-parser.js';
import { importPublicKey } from './public-key-text.js';

/** Kinds of signed documents that this page reads. */
export const TYPES = {
  certificate: 'kimitsu-disposal-certificate+jws',
  revocation: 'kimitsu-certificate-revocation+jws',
  excerpt: 'kimitsu-audit-evidence+jws',
  checkpoint: 'kimitsu-audit-checkpoint+jws',
};

/** Half the order of P-256, rounded down, as 64 hex digits: compares as text. */
export const HALF_ORDER = '7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8';

/**
 * Takes a JWS compact serialisation apart, holding it to the one form in which certificates are issued.
 *
 * @param {Uint8Array} bytes
 * @param {string} [type]
 * @returns an object with `problem` (check id and Japanese sentence), or the parts
 */
export function openSignedData(bytes, type = TYPES.certificate) {
  const parts = toLatin1(bytes).split('.');
  const [header, payload, signature] = parts.map(decodeBase64url);
  if (parts.length !== 3 || !header || !payload || !signature) {
    return problem('form', '署名付きデータの形式が崩れています。途中で切れているか、書き換えられています。');
  }
  const wrong = headerProblem(readCanonical(header)?.value, type);
  if (wrong) return problem('header', wrong);
  const content = readCanonical(payload);
  if (!content) return problem('payload', '記載内容が、定められた書式（正規形のJSON）ではありません。');
  return {
    kid: readCanonical(header).value.kid,
    payload,
    document: content.value,
    input: bytes.subarray(0, parts[0].length + 1 + parts[1].length),
    signature,
  };
}

function headerProblem(header, type) {
  if (typeof header !== 'object' || header === null) return '署名の方式を示す部分が読み取れません。';
  if (header.alg !== 'ES256') return '署名の方式が、認められたもの（ES256）ではありません。';
  if (header.typ !== type)
    return type === TYPES.certificate
      ? '文書の種類が廃棄証明書ではありません。'
      : '文書の種類が、求められたものではありません。';
  if (header.cty !== 'application/json') return '記載内容の種類が正しくありません。';
  if (typeof header.kid !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(header.kid))
    return '署名に使われた鍵の指紋がありません。';
  if (Object.keys(header).length !== 4) return '署名の方式を示す部分に、認められていない項目があります。';
  return undefined;
}

/**
 * Whether `signature` is ES256 over `input` by the key, in its low-S form.
 *
 * @param {{ input: Uint8Array, signature: Uint8Array }} opened
 * @param {{ x: string, y: string }} jwk
 */
export async function signatureHolds({ input, signature }, jwk) {
  if (signature.length !== 64 || toHex(signature.subarray(32)) > HALF_ORDER) return false;
  const key = await importPublicKey(jwk);
  return key !== undefined && crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, input);
}

const problem = (check, text) => ({ problem: { check, text } });
