import { z } from 'zod';

export const LETTER_SCHEMA = 'kimitsu/letter-approval/1';

const text = z.string().trim().min(1).max(200);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const digits = z.int().min(0).max(64);
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
  /**
   * How many digits of the plan's hash each of the two has typed from the letter, 0 for none; all of them agreed. Absent
   * where nobody was asked.
   */
  typed: z.strictObject({ recorded: digits, confirmed: digits }).optional(),
  /** Whether the scan, where it is a PDF with text, has the plan's hash in it; absent where nobody has looked. */
  scanText: z.enum(['found', 'not-found', 'no-text', 'not-pdf', 'unreadable']).optional(),
});
export type LetterApproval = z.infer<typeof letterSchema>;
