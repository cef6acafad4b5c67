import { canonicalHash } from '../../base/canonical-json.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { LetterApproval } from '../../certify/letter-approval.js';
import { changesBetween } from '../../documents/agreed/changes.js';
import type { AgreedContent, AgreedDocument } from '../../documents/agreed/content.js';
import type { Catalog } from '../../ports/catalog.js';
import { type HeldApproval, type PinnedApprovers, verifiedApproval } from '../end-of-service/approval-check.js';

/** A version on record. */
export interface IssuedVersion {
  document: AgreedDocument;
  hash: string;
  /** Undefined: nobody has agreed to it, or what is on record does not hold. */
  approval: HeldApproval | undefined;
}

export interface ApprovalRules {
  approvers: PinnedApprovers;
  clock: Clock;
}

/** An agreement to a document does not run out as that to a plan does, unless it says so itself. */
export const AGREEMENT = { approvalDays: Number.POSITIVE_INFINITY };

export const nameOf = ({ number, version }: Pick<AgreedDocument, 'number' | 'version'>): string =>
  `${number}-v${version}`;

/** All versions of a document, oldest first. @throws {Fault} integrity `documents/altered` */
export async function versionsOf(catalog: Catalog, documentId: string, rules: ApprovalRules): Promise<IssuedVersion[]> {
  const stored = await catalog.documents('agreed-document', documentId);
  const versions: IssuedVersion[] = [];
  for (const { id, body } of stored) {
    const { document, hash } = body as unknown as { document: AgreedDocument; hash: string };
    if (canonicalHash(document) !== hash || nameOf(document) !== id)
      throw new Fault('integrity', 'documents/altered', 'the stored document was altered', { document: id });
    versions.push({ document, hash, approval: await approvalOfVersion(catalog, document, rules) });
  }
  return versions;
}

/** An agreement as the catalogue keeps it. */
export type StoredAgreement = ({ jws: string } | { letter: LetterApproval }) & {
  withdrawn?: { at: string; by: string; reason: string };
};

/** The latest approval on record, verified again now. */
async function approvalOfVersion(
  catalog: Catalog,
  document: AgreedDocument,
  { approvers, clock }: ApprovalRules,
): Promise<HeldApproval | undefined> {
  const recorded = (await catalog.documents('approval', nameOf(document))).at(-1);
  if (!recorded) return undefined;
  const given = recorded.body as unknown as StoredAgreement;
  if (given.withdrawn) return undefined;
  try {
    return verifiedApproval(given, document, approvers, { clock, service: AGREEMENT });
  } catch (error) {
    // What does not hold any more, a key that is no longer pinned for instance, is no agreement.
    if (error instanceof Fault && error.kind !== 'bug') return undefined;
    throw error;
  }
}

/** The version that shows this content: the last one, or the next, which counts its changes from the one agreed to. */
export function nextVersion(
  versions: readonly IssuedVersion[],
  content: AgreedContent,
  { number, createdAt, createdBy }: Pick<AgreedDocument, 'number' | 'createdAt' | 'createdBy'>,
): { document: AgreedDocument; made: boolean } {
  const last = versions.at(-1);
  if (last && isSame(last.document.content, content)) return { document: last.document, made: false };
  const base = versions.findLast(({ approval }) => approval !== undefined) ?? last;
  return {
    made: true,
    document: {
      schema: 'kimitsu/agreed-document/1',
      number,
      version: (last?.document.version ?? 0) + 1,
      createdAt,
      createdBy,
      content,
      ...(base
        ? {
            since: {
              version: base.document.version,
              createdAt: base.document.createdAt,
              hash: base.hash,
              agreed: base.approval !== undefined,
            },
          }
        : {}),
      changes: base ? changesBetween(base.document.content, content) : [],
    },
  };
}

export const isSame = (one: AgreedContent, other: AgreedContent): boolean =>
  canonicalHash(one) === canonicalHash(other);
