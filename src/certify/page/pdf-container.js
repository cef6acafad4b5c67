import { fromHex, sameBytes, toHex } from './bytes.js';
import { contentOf, inside, NotDer, onlyValue, TAG, valueAt } from './der.js';
import { PdfRejected } from './pdf-syntax.js';
import { fingerprintOf, importPublicKey } from './public-key-text.js';
import { isSignedBy } from './signature-algorithm.js';
import { HALF_ORDER } from './signed-data.js';
import { readX509 } from './x509.js';

/** RFC 5652, RFC 5035 and RFC 5758 in DER, as far as a signature of the issuer never differs. */
const DATA = fromHex('06092a864886f70d010701');
const SIGNED_DATA = fromHex('06092a864886f70d010702');
const SHA256 = fromHex('300b0609608648016503040201');
const ECDSA_WITH_SHA256 = fromHex('300a06082a8648ce3d040302');
const CONTENT_TYPE = fromHex('06092a864886f70d010903');
const MESSAGE_DIGEST = fromHex('06092a864886f70d010904');
const SIGNING_CERTIFICATE_V2 = fromHex('060b2a864886f70d010910022f');
const VERSION_1 = fromHex('020101');

/**
 * Who made a detached CMS signature over `digest`. Only the certificate and the two numbers of the signature are free: from
 * them the container is written again and compared byte by byte, so whatever else it might say is refused.
 *
 * @param {Uint8Array} container - DER with zeros behind it
 * @param {Uint8Array} digest - SHA-256
 * @returns {Promise<string>} fingerprint of the key
 * @throws {PdfRejected}
 */
export async function signerOfContainer(container, digest) {
  const { content, certificate, issuer, serial, signature, attributes } = opened(container);
  if (container.subarray(content.raw.length).some((byte) => byte !== 0)) throw new PdfRejected('container');
  const signed = concat(
    tlv(0x30, CONTENT_TYPE, tlv(0x31, DATA)),
    tlv(0x30, MESSAGE_DIGEST, tlv(0x31, tlv(0x04, digest))),
    tlv(0x30, SIGNING_CERTIFICATE_V2, tlv(0x31, tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x04, await sha256(certificate))))))),
  );
  // Before the comparison as a whole, so that a changed document gets its own reason.
  if (!toHex(attributes).includes(toHex(digest))) throw new PdfRejected('digest');
  const sid = tlv(0x30, issuer, serial);
  const info = tlv(0x30, VERSION_1, sid, SHA256, tlv(0xa0, signed), ECDSA_WITH_SHA256, signature);
  const signedData = tlv(0x30, VERSION_1, tlv(0x31, SHA256), tlv(0x30, DATA), tlv(0xa0, certificate), tlv(0x31, info));
  const expected = tlv(0x30, SIGNED_DATA, tlv(0xa0, signedData));
  if (!sameBytes(expected, content.raw)) throw new PdfRejected('container');
  const jwk = await selfSignedKey(certificate);
  const numbers = numbersOf(signature);
  const key = await importPublicKey(jwk);
  if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, numbers, tlv(0x31, signed))))
    throw new PdfRejected('signature');
  return fingerprintOf(jwk);
}

/** The free parts, at the places where they stand in a signature of the issuer. */
function opened(container) {
  try {
    const content = valueAt(container);
    const parts = inside(at(content, 1, 0));
    const info = inside(at(parts[4], 0));
    const certificate = at(parts[3], 0);
    const [, serial, , issuer] = inside(at(certificate, 0));
    const raws = { serial, issuer, signature: info[5], attributes: info[3], certificate };
    return { content, ...Object.fromEntries(Object.entries(raws).map(([name, value]) => [name, rawOf(value)])) };
  } catch (error) {
    if (error instanceof NotDer) throw new PdfRejected('container');
    throw error;
  }
}

function at(value, ...path) {
  let current = value;
  for (const index of path) current = inside(current)[index];
  return current;
}

function rawOf(value) {
  if (!value) throw new NotDer();
  return value.raw;
}

/** The key of a certificate of a P-256 key, signed by that key. Its dates and names are not judged. */
async function selfSignedKey(der) {
  try {
    const { spki, algorithm, signature, signed } = readX509(der);
    const key = await crypto.subtle.importKey('spki', spki.raw, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
    ]);
    const { x, y } = await crypto.subtle.exportKey('jwk', key);
    if (await isSignedBy(spki, algorithm, signature, signed)) return { x, y };
  } catch {
    // NotDer, or a key of another kind: not the certificate of an issuer.
  }
  throw new PdfRejected('signer-certificate');
}

/** r and s of an OCTET STRING that holds their DER, one after the other; one encoding of one of the two signatures. */
function numbersOf(octets) {
  try {
    const pair = inside(onlyValue(contentOf(valueAt(octets), TAG.octets), TAG.sequence));
    const [r, s] = pair.map((number) => wideOf(contentOf(number, TAG.integer)));
    if (pair.length === 2 && /[1-9a-f]/.test(r) && /[1-9a-f]/.test(s) && s <= HALF_ORDER) return fromHex(r + s);
  } catch (error) {
    if (!(error instanceof NotDer)) throw error;
  }
  throw new PdfRejected('signature');
}

/** A positive INTEGER in its shortest form, as 64 hexadecimal digits. */
function wideOf(digits) {
  const [first, second] = digits;
  const padded = first === 0 && second >= 0x80;
  if (digits.length === 0 || digits.length > (padded ? 33 : 32) || first >= 0x80) throw new NotDer();
  if (first === 0 && digits.length > 1 && !padded) throw new NotDer();
  return toHex(padded ? digits.subarray(1) : digits).padStart(64, '0');
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** With the shortest length, as DER asks. */
function tlv(tag, ...parts) {
  const value = concat(...parts);
  const n = value.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return concat(Uint8Array.of(tag, ...length), value);
}

function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
