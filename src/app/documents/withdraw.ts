import { Fault } from '../../base/fault.js';
import { definitionOf } from './definition-of.js';
import type { OpenDocuments } from './open-documents.js';
import { nameOf, type StoredAgreement, versionsOf } from './versions.js';

export interface WithdrawalRequest {
  reason: string;
  /** The latest that is agreed to when absent. */
  version?: number;
}

export interface WithdrawnAgreement {
  id: string;
  title: string;
  number: string;
  version: number;
  /** SHA-256 of each approval that counts no more. */
  approvals: string[];
}

/**
 * The prefecture's agreement to a version no longer counts (B2-1-1, B2-5-1, B3-2-4): on record it stays, marked with who
 * withdrew it, when and why.
 *
 * @throws {Fault} usage `documents/unknown`, `documents/no-reason`, `documents/none-agreed`
 */
export async function withdrawAgreement(
  open: OpenDocuments,
  given: string,
  { reason: text, version }: WithdrawalRequest,
): Promise<WithdrawnAgreement> {
  const { catalog, actor, clock, approvers, config } = open;
  const reason = text.trim();
  if (reason === '')
    throw new Fault('usage', 'documents/no-reason', 'withdrawing needs a reason', {}, { hint: 'give --reason' });
  const { id, title } = definitionOf(given, config);
  const versions = await versionsOf(catalog, id, { approvers, clock });
  const found = versions.findLast(
    ({ document, approval }) => approval !== undefined && (version === undefined || document.version === version),
  );
  if (!found) {
    const hint = 'see `kimitsu documents list`';
    throw new Fault('usage', 'documents/none-agreed', 'no such version is agreed to', { document: id }, { hint });
  }
  const name = nameOf(found.document);
  const withdrawn = { at: clock.now().toISOString(), by: actor, reason };
  const approvals: string[] = [];
  for (const { kind, id: hash, parentId, body } of await catalog.documents('approval', name)) {
    if ((body as unknown as StoredAgreement).withdrawn) continue;
    const audit = {
      actor,
      action: 'document.approval-withdrawn',
      subject: name,
      detail: { approvalHash: hash, reason },
    };
    await catalog.saveDocument({ kind, id: hash, parentId, body: { ...(body as object), withdrawn } }, [audit]);
    approvals.push(hash);
  }
  return { id, title, number: found.document.number, version: found.document.version, approvals };
}
