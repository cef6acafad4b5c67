import { createHash } from 'node:crypto';
import { NotCanonical, writeCanonical } from './canonical-check.js';
import { type CertificateDocument, certificateSchema } from './certificate-schema.js';
import { checkSignature, NotAccepted, type OpenedJws, openJws } from './jws-open.js';
import { readPublicKey } from './public-key.js';
import { REVOCATION_TYP, revocationSchema } from './revocation-schema.js';
import type { CheckList } from './verification.js';

/** A revocation has a few kilobytes; a certificate that follows is no larger than one. */
const MAX_BYTES = 32 * 1024 * 1024;
const CERTIFICATE_TYP = 'kimitsu-disposal-certificate+jws';

/**
 * Whether `bytes`, a revocation, revokes this certificate. A file that was handed in and does not show that it leaves
 * the certificate alone makes the check fail: who holds a revocation must not be told that all is well.
 *
 * @param signedBy - fingerprint of the key that signed the certificate; the same must have signed the revocation
 */
export function checkRevocation(
  bytes: Uint8Array,
  certificate: CertificateDocument,
  signedBy: string | undefined,
  list: CheckList,
): void {
  try {
    const opened = opens(bytes, REVOCATION_TYP);
    const { success, data } = revocationSchema.safeParse(opened.document);
    if (!success) throw new NotAccepted('payload', 'not a revocation of a known schema');
    const key = signedIt(opened, data.issuerKey);
    if (data.certificate.sha256 !== hashOf(certificate) && !sameName(data.certificate, certificate))
      list.pass('revocation', 'the revocation is of another certificate');
    else if (key === signedBy) list.fail('revocation', `revoked at ${data.revokedAt}`);
    else list.fail('revocation', `a revocation by another key, ${key}, names this certificate`);
  } catch (error) {
    if (!(error instanceof NotAccepted) && !(error instanceof NotCanonical)) throw error;
    list.fail('revocation', `the revocation cannot be relied on: ${error.message}`);
  }
}

/**
 * Whether `bytes`, the JWS of another certificate, takes the place of this one: an interim certificate that is shown
 * although the final one exists, a certificate that was corrected or revoked by a later one.
 */
export function checkSuccession(
  bytes: Uint8Array,
  certificate: CertificateDocument,
  signedBy: string | undefined,
  list: CheckList,
): void {
  try {
    const opened = opens(bytes, CERTIFICATE_TYP);
    const { success, data } = certificateSchema.safeParse(opened.document);
    if (!success) throw new NotAccepted('payload', 'not a certificate of a known schema');
    const key = signedIt(opened, data.issuerKey);
    const { predecessor } = data;
    const follows =
      predecessor !== undefined && (predecessor.sha256 === hashOf(certificate) || sameName(predecessor, certificate));
    const completes =
      certificate.stage === 'interim' && data.stage === 'final' && data.erasureId === certificate.erasureId;
    const replaced = WORDS[follows ? predecessor.relation : 'completes'];
    if (!follows && !completes) list.pass('succession', 'the other certificate does not take its place');
    else if (key === signedBy) list.fail('succession', `${replaced} by the other certificate`);
    else list.fail('succession', `a certificate by another key, ${key}, claims to take its place`);
  } catch (error) {
    if (!(error instanceof NotAccepted) && !(error instanceof NotCanonical)) throw error;
    list.fail('succession', `the other certificate cannot be relied on: ${error.message}`);
  }
}

const WORDS = { completes: 'completed', corrects: 'corrected', revokes: 'revoked' } as const;

function opens(bytes: Uint8Array, typ: string): OpenedJws {
  if (bytes.byteLength > MAX_BYTES) throw new NotAccepted('form', 'too large');
  return openJws(bytes, typ);
}

/** Fingerprint of the key, once it is shown to have signed. */
function signedIt(opened: OpenedJws, jwk: CertificateDocument['issuerKey']): string {
  let key: ReturnType<typeof readPublicKey>;
  try {
    key = readPublicKey(jwk);
  } catch {
    throw new NotAccepted('signature', 'it names no P-256 public key');
  }
  if (key.fingerprint !== opened.kid) throw new NotAccepted('signature', 'the header names another key');
  checkSignature(opened, key);
  return key.fingerprint;
}

function sameName(named: { number: string; version: number }, { number, version }: CertificateDocument): boolean {
  return named.number === number && named.version === version;
}

const hashOf = (certificate: CertificateDocument): string =>
  createHash('sha256').update(writeCanonical(certificate), 'utf8').digest('hex');
