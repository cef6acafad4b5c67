import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.js';
import { Fault } from '../base/fault.js';
import type { CertificateDocument, PublicKeyJwk } from './certificate.js';

/** Kinds of signed documents; the header's `typ` keeps one from passing as another. */
export const TYP = {
  certificate: 'kimitsu-disposal-certificate+jws',
  approval: 'kimitsu-approval+jws',
  acceptance: 'kimitsu-migration-acceptance+jws',
} as const;

/** A P-256 key that signs, wherever its private half lives: a file, a KMS key. */
export interface Signer {
  readonly publicJwk: PublicKeyJwk;
  /** @param data - bytes to hash with SHA-256 and sign  @returns 64 bytes, r then s, big endian (RFC 7518 §3.4) */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** Canonical JSON of the certificate signed by `signer`: the authoritative form. ASCII, no line break at the end. */
export function signCertificate(document: CertificateDocument, signer: Signer): Promise<string> {
  if (thumbprint(document.issuerKey) !== thumbprint(signer.publicJwk)) {
    throw new Fault('bug', 'certificate/other-key', 'the certificate names another key than the one that signs');
  }
  return signDocument(document, TYP.certificate, signer);
}

/** JWS compact serialisation (RFC 7515), ES256, over canonical JSON, with canonical header and low-S signature. */
export async function signDocument(document: unknown, typ: string, signer: Signer): Promise<string> {
  const header = { alg: 'ES256', kid: thumbprint(signer.publicJwk), typ, cty: 'application/json' };
  const input = `${base64url(canonicalJson(header))}.${base64url(canonicalJson(document))}`;
  const signature = lowS(await signer.sign(Buffer.from(input, 'ascii')));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

/** RFC 7638 SHA-256 thumbprint, base64url: the fingerprint that people compare and `kid` carries. */
export function thumbprint({ crv, kty, x, y }: PublicKeyJwk): string {
  return createHash('sha256').update(canonicalJson({ crv, kty, x, y }), 'utf8').digest('base64url');
}

/** Order of the P-256 group, SP 800-186 §3.2.1.3. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** (r, s) and (r, n − s) both verify; only the smaller s is issued, so a certificate has one valid form per signing. */
function lowS(signature: Uint8Array): Uint8Array {
  if (signature.byteLength !== 64) throw new Fault('bug', 'certificate/bad-signer', 'a signer must give 64 bytes');
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  if (s <= ORDER / 2n) return signature;
  const low = (ORDER - s).toString(16).padStart(64, '0');
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(low, 'hex')]);
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
