import { z } from 'zod';

export const ACCEPTANCE_SCHEMA = 'kimitsu/acceptance/1';
export const ACCEPTANCE_TYP = 'kimitsu-acceptance+jws';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * 受領: the prefecture's own decision to accept a certificate (validation, NIST SP 800-88 r2 §4.5.2), with what it has
 * looked at and the entry of the audit log that it has seen last.
 */
export const acceptanceSchema = z.strictObject({
  schema: z.literal(ACCEPTANCE_SCHEMA),
  /** The hash is of the certificate's canonical JSON. */
  certificate: z.strictObject({ number: z.string().min(1).max(100), version: z.int().positive(), sha256 }),
  /** `signature`: of the certificate; `issuer-key`: compared with one received by another way; `scope`, `remaining`: read. */
  checked: z.array(z.enum(['signature', 'issuer-key', 'scope', 'remaining'])).max(4),
  auditHead: z.strictObject({ seq: z.int().nonnegative(), hash: sha256 }),
  approver: z.string().min(1).max(200),
  role: z.string().min(1).max(200),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
});

export type AcceptanceDocument = z.infer<typeof acceptanceSchema>;
