import { z } from 'zod';

/**
 * 廃棄証明書の取消し: that the issuer no longer stands by one certificate, as data. A document of its own, because a
 * certificate that was handed over cannot be taken back: it is checked together with this.
 */
export const REVOCATION_SCHEMA = 'kimitsu/certificate-revocation/1';
export const REVOCATION_TYP = 'kimitsu-certificate-revocation+jws';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const name = z.string().min(1).max(500);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const revocationSchema = z.strictObject({
  schema: z.literal(REVOCATION_SCHEMA),
  /** What is revoked; the hash is of its canonical JSON. */
  certificate: z.strictObject({ number: z.string().min(1).max(100), version: z.int().positive(), sha256 }),
  reason: z.string().min(1).max(4000),
  revokedAt: instant,
  /** Two persons or posts of the contractor. */
  revokedBy: name,
  confirmedBy: name,
  issuer: z.strictObject({ name, department: name.optional(), responsible: name }),
  auditHead: z.strictObject({ seq: z.int().nonnegative(), hash: sha256 }),
  issuerKey: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});

export type RevocationDocument = z.infer<typeof revocationSchema>;
