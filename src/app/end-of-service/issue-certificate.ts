import { type DeliveredCertificate, deliver } from '../certificates/deliver.js';
import { erasedUnder } from '../certificates/erased.js';
import { asPredecessor, certify, keepCertificate } from '../certificates/sign-certificate.js';
import { certificatesOf, type StoredCertificate } from '../certificates/stored-certificate.js';
import type { Workspace } from '../workspace.js';
import { assertStillGone } from './returned-keys.js';

export type { IssuedCertificate } from '../certificates/certificate-files.js';

export interface IssuedNowOrBefore extends DeliveredCertificate {
  /** It had been issued before: only its files were written again. */
  alreadyIssued: boolean;
}

/**
 * 廃棄証明書 for the erasure of this plan: interim while KMS keys wait, final once they are gone. Issuing again at the
 * same stage gives the same certificate, or its latest correction; one that was revoked is issued anew under another
 * number. Either way the keys must be gone, or wait to go, as the certificate says.
 *
 * @throws {Fault} usage `certificate/nothing-erased`; integrity as `certify`; denied `workspace/copied`, unless it is only
 *   given again
 */
export async function issueCertificate(workspace: Workspace, planId: string): Promise<IssuedNowOrBefore> {
  const erased = await erasedUnder(workspace, planId);
  const stage = erased.record.phase === 'complete' ? 'final' : 'interim';
  const issued = await certificatesOf(workspace.ports.catalog, planId);
  const before = issued.findLast((one) => one.stage === stage && one.revocation === undefined);
  if (before) await assertStillGone(erased.record, workspace.ports);
  const stored =
    before ??
    (await keepCertificate(workspace, await certify(workspace, erased, { stage, ...following(issued, stage) })));
  return { ...(await deliver(workspace, stored)), alreadyIssued: before !== undefined };
}

/** The latest certificate before it: an interim one is completed, a revoked one of the same stage corrected. */
function following(issued: readonly StoredCertificate[], stage: StoredCertificate['stage']) {
  const before = issued.at(-1);
  if (!before) return {};
  const relation = before.stage === stage ? 'corrects' : 'completes';
  return { predecessor: asPredecessor(before, relation, relation === 'corrects' ? REVOKED : undefined) };
}

const REVOKED = '取り消した証明書に代えて発行';
