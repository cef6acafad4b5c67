import { z } from 'zod';

export const LETTER_SCHEMA = 'kimitsu/letter-approval/1';

const text = z.string().trim().min(1).max(200);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * 承認書: an approval on paper, as two people of the contractor recorded it (B3-2-3). Nothing in it proves that the
 * prefecture wrote the letter; documents that rely on it say so.
 */
export const letterSchema = z.strictObject({
  schema: z.literal(LETTER_SCHEMA),
  /** `canonicalHash` of the plan. */
  planHash: sha256,
  /** 文書番号 */
  number: text,
  /** Date of the letter, `YYYY-MM-DD`. */
  date: z.iso.date(),
  /** As the letter names them. */
  approver: text,
  /** The scan, kept beside the approval. */
  scan: z.strictObject({ name: text, sha256, bytes: z.int().positive() }),
  recordedBy: text,
  confirmedBy: text,
  recordedAt: instant,
});
export type LetterApproval = z.infer<typeof letterSchema>;
