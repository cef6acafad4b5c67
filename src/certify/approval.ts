import { z } from 'zod';
import { sha256Hex } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import { type Signer, signDocument, TYP } from './jws.js';
import { checkSignature, NotAccepted, openJws } from './jws-open.js';
import type { PublicKey } from './public-key.js';

export const APPROVAL_SCHEMA = 'kimitsu/approval/1';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** The prefecture's decision on exactly one plan (B3-2-3), bound to the plan by its hash. */
export const approvalSchema = z.strictObject({
  schema: z.literal(APPROVAL_SCHEMA),
  /** `canonicalHash` of the plan. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.literal('approved'),
  /** As the prefecture names them; a person's name only if it chooses to. */
  approver: z.string().min(1).max(200),
  role: z.string().min(1).max(200),
  at: instant,
  /** Not to be used after this instant. */
  expires: instant.optional(),
});

export type ApprovalDocument = z.infer<typeof approvalSchema>;

/** The approval signed with the prefecture's key, JWS compact. */
export function signApproval(approval: ApprovalDocument, signer: Signer): Promise<string> {
  return signDocument(approvalSchema.parse(approval), TYP.approval, signer);
}

/** Hash by which records and certificates name an approval: SHA-256 over the JWS as handed over. */
export function approvalHash(jws: string | Uint8Array): string {
  return sha256Hex(jws);
}

export interface ApprovalExpectation {
  /** The prefecture's keys, pinned beforehand; a key that comes with the approval counts for nothing. */
  keys: readonly PublicKey[];
  planHash: string;
  now: Date;
}

/**
 * The approval, once it is shown to be signed by a pinned key, for this plan, and still good.
 *
 * @throws {Fault} `integrity` / `approval/not-valid`, `denied` / `approval/unknown-key`,
 *   `denied` / `approval/other-plan`, `denied` / `approval/expired`
 */
export function verifyApproval(jws: string | Uint8Array, expected: ApprovalExpectation): ApprovalDocument {
  const bytes = typeof jws === 'string' ? Buffer.from(jws, 'utf8') : jws;
  if (bytes.byteLength > MAX_BYTES) throw invalid('too large');
  try {
    const opened = openJws(bytes, TYP.approval);
    const key = expected.keys.find(({ fingerprint }) => fingerprint === opened.kid);
    if (!key) {
      throw new Fault('denied', 'approval/unknown-key', 'the approval is not signed by a key of the prefecture', {
        kid: opened.kid,
      });
    }
    checkSignature(opened, key);
    const { success, data } = approvalSchema.safeParse(opened.document);
    if (!success) throw invalid('not an approval of a known schema');
    assertMeant(data, expected);
    return data;
  } catch (error) {
    if (error instanceof NotAccepted) throw invalid(`${error.check}: ${error.message}`);
    throw error;
  }
}

function assertMeant(approval: ApprovalDocument, { planHash, now }: ApprovalExpectation): void {
  if (approval.planHash !== planHash) {
    throw new Fault(
      'denied',
      'approval/other-plan',
      'the approval is for another plan, or the plan has changed since',
      {
        approved: approval.planHash,
        planHash,
      },
    );
  }
  if (approval.expires && now.getTime() > Date.parse(approval.expires)) {
    throw new Fault('denied', 'approval/expired', 'the approval has expired', { expires: approval.expires });
  }
}

const MAX_BYTES = 64 * 1024;

const invalid = (reason: string): Fault =>
  new Fault('integrity', 'approval/not-valid', 'the approval is not valid', { reason });
