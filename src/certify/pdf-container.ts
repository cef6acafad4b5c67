import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { PdfRejected } from './pdf-lexer.js';

export interface ContainerSigner {
  /** DER of the X.509 certificate that came with the signature. */
  certificate: Buffer;
  /** RFC 7638 SHA-256 thumbprint of its key, base64url. */
  fingerprint: string;
}

/** RFC 5652, RFC 5035 and RFC 5758 in DER, as far as a signature of ours never differs. */
const DATA = hex('06092a864886f70d010701');
const SIGNED_DATA = hex('06092a864886f70d010702');
const SHA256 = hex('300b0609608648016503040201');
const ECDSA_WITH_SHA256 = hex('300a06082a8648ce3d040302');
const CONTENT_TYPE = hex('06092a864886f70d010903');
const MESSAGE_DIGEST = hex('06092a864886f70d010904');
const SIGNING_CERTIFICATE_V2 = hex('060b2a864886f70d010910022f');
const VERSION_1 = hex('020101');

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Checks a detached CMS signature over `digest`. Only two things in it are free: the certificate and the two numbers of
 * the ECDSA signature. From these the container is written again and compared byte by byte, so that whatever else a
 * container might say, in whatever encoding, is refused: other attributes, unsigned ones, a second signer or
 * certificate, BER, bytes after the end that are not zero. The certificate is bound by its hash among the signed
 * attributes, the numbers by ECDSA in its low-S form: no byte is left that can be changed.
 *
 * @throws {PdfRejected}
 */
export function checkContainer(container: Buffer, digest: Buffer): ContainerSigner {
  const content = first(container);
  if (container.subarray(content.length).some((byte) => byte !== 0))
    throw rejected('container', 'there are bytes after the signature');
  const signedData = at(content, 1, 0);
  const certificate = at(signedData, 3, 0);
  const [issuer, serial] = [at(certificate, 0, 3), at(certificate, 0, 1)];
  const signature = at(signedData, 4, 0, 5);
  const attributes = signedAttributes(digest, certificate);
  const expected = write(certificate, concat([issuer, serial]), attributes, signature);
  // Before the comparison as a whole, so that a changed document gets its own reason.
  if (!at(signedData, 4, 0, 3).includes(digest)) throw rejected('digest', 'the document was changed after signing');
  if (!expected.equals(content))
    throw rejected('container', 'the signature has another form than the one that is issued');
  const { key, fingerprint } = checkCertificate(certificate);
  const raw = readEcdsa(signature);
  const signed = tlv(0x31, attributes);
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, raw)) throw rejected('signature', 'does not match');
  return { certificate: Buffer.from(certificate), fingerprint };
}

function write(certificate: Buffer, sid: Buffer, attributes: Buffer, signature: Buffer): Buffer {
  const info = tlv(
    0x30,
    concat([VERSION_1, tlv(0x30, sid), SHA256, tlv(0xa0, attributes), ECDSA_WITH_SHA256, signature]),
  );
  const signedData = tlv(
    0x30,
    concat([VERSION_1, tlv(0x31, SHA256), tlv(0x30, DATA), tlv(0xa0, certificate), tlv(0x31, info)]),
  );
  return tlv(0x30, concat([SIGNED_DATA, tlv(0xa0, signedData)]));
}

function signedAttributes(digest: Buffer, certificate: Buffer): Buffer {
  const hash = createHash('sha256').update(certificate).digest();
  const essCertificate = tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x04, hash))));
  return concat([
    tlv(0x30, concat([CONTENT_TYPE, tlv(0x31, DATA)])),
    tlv(0x30, concat([MESSAGE_DIGEST, tlv(0x31, tlv(0x04, digest))])),
    tlv(0x30, concat([SIGNING_CERTIFICATE_V2, tlv(0x31, essCertificate)])),
  ]);
}

/** A certificate of a P-256 key, signed by that key. Its dates and names are not judged: the key is what is compared. */
function checkCertificate(der: Buffer): { key: KeyObject; fingerprint: string } {
  try {
    const certificate = new X509Certificate(der);
    const key = certificate.publicKey;
    if (!certificate.raw.equals(der) || !certificate.verify(key)) throw new TypeError('not signed by its own key');
    const { kty, crv, x, y } = key.export({ format: 'jwk' });
    if (kty !== 'EC' || crv !== 'P-256') throw new TypeError('not a P-256 key');
    const members = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`;
    return { key, fingerprint: createHash('sha256').update(members, 'ascii').digest('base64url') };
  } catch {
    throw rejected('signer-certificate', 'the certificate is not a self-signed one of a P-256 key');
  }
}

/** What cannot be read within a signature is no one's signature: the container around it is whole. */
function partsOfSignature(octets: Buffer): Buffer[] {
  try {
    return children(first(content(octets)));
  } catch {
    throw rejected('signature', 'not in its one DER form');
  }
}

/** r and s from an OCTET STRING that holds their DER, as 64 bytes. Accepts one encoding of one of the two signatures. */
function readEcdsa(octets: Buffer): Buffer {
  const pair = partsOfSignature(octets);
  const numbers = pair.map((part) => BigInt(`0x${content(part).toString('hex') || '0'}`));
  const [r = 0n, s = 0n] = numbers;
  const again = tlv(0x04, tlv(0x30, concat([r, s].map(derInteger))));
  if (pair.length !== 2 || !again.equals(octets)) throw rejected('signature', 'not in its one DER form');
  if (r <= 0n || r >= ORDER || s <= 0n || s > ORDER / 2n) throw rejected('signature', 'not in low-S form');
  return Buffer.from(r.toString(16).padStart(64, '0') + s.toString(16).padStart(64, '0'), 'hex');
}

function derInteger(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return tlv(0x02, bytes[0]! >= 0x80 ? concat([Buffer.from([0]), bytes]) : bytes);
}

/** The element reached by taking the child of that position, again and again; whole, with tag and length. */
function at(element: Buffer, ...path: number[]): Buffer {
  let current = element;
  for (const index of path) {
    const child = children(current)[index];
    if (!child) throw rejected('container', 'the signature has another form than the one that is issued');
    current = child;
  }
  return current;
}

function children(element: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let rest = content(element);
  while (rest.length > 0) {
    const part = first(rest);
    parts.push(part);
    rest = rest.subarray(part.length);
  }
  return parts;
}

/** First DER element of `bytes`: low tag number, definite length of at most two bytes. */
function first(bytes: Buffer): Buffer {
  const end = headLength(bytes) + contentLength(bytes);
  if (end > bytes.length) throw rejected('container', 'the signature is cut short');
  return bytes.subarray(0, end);
}

function content(element: Buffer): Buffer {
  return element.subarray(headLength(element));
}

function headLength(bytes: Buffer): number {
  const length = bytes[1] ?? 0xff;
  if (length > 0x82 || length === 0x80) throw rejected('container', 'the signature is not DER');
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}

function contentLength(bytes: Buffer): number {
  const length = bytes[1]!;
  if (length < 0x80) return length;
  return length === 0x81 ? (bytes[2] ?? 0) : (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
}

/** With the shortest length, as DER asks. */
function tlv(tag: number, value: Buffer): Buffer {
  const n = value.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return concat([Buffer.from([tag, ...length]), value]);
}

function concat(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

function hex(digits: string): Buffer {
  return Buffer.from(digits, 'hex');
}

function rejected(check: 'container' | 'signer-certificate' | 'digest' | 'signature', why: string): PdfRejected {
  return new PdfRejected(check, why);
}
