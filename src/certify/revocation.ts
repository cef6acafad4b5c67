import { canonicalHash } from '../base/canonical-json.js';
import type { CertificateDocument } from './certificate-schema.js';
import { type Signer, signDocument } from './jws.js';
import { REVOCATION_SCHEMA, REVOCATION_TYP, type RevocationDocument, revocationSchema } from './revocation-schema.js';

export interface RevocationInput {
  certificate: CertificateDocument;
  reason: string;
  /** Two different persons or posts of the contractor. */
  revokedBy: string;
  confirmedBy: string;
  revokedAt: Date;
  auditHead: { seq: number; hash: string };
}

/** 取消し通知 for one certificate, signed: JWS compact. */
export async function signRevocation(
  { certificate, reason, revokedBy, confirmedBy, revokedAt, auditHead }: RevocationInput,
  signer: Signer,
): Promise<{ revocation: RevocationDocument; jws: string }> {
  const { kty, crv, x, y } = signer.publicJwk;
  const revocation = revocationSchema.parse({
    schema: REVOCATION_SCHEMA,
    certificate: { number: certificate.number, version: certificate.version, sha256: canonicalHash(certificate) },
    reason,
    revokedAt: revokedAt.toISOString(),
    revokedBy,
    confirmedBy,
    issuer: certificate.issuer,
    auditHead,
    issuerKey: { kty, crv, x, y },
  });
  return { revocation, jws: await signDocument(revocation, REVOCATION_TYP, signer) };
}
