import { type DeliveredCertificate, deliver } from '../certificates/deliver.js';
import { erasedUnder } from '../certificates/erased.js';
import { overtaken } from '../certificates/overtaken.js';
import { asPredecessor, certify, keepCertificate } from '../certificates/sign-certificate.js';
import { certificatesOf, type StoredCertificate } from '../certificates/stored-certificate.js';
import type { Workspace } from '../workspace.js';
import { lookAgain } from './look-again.js';
import { assertStillGone } from './returned-keys.js';

export type { IssuedCertificate } from '../certificates/certificate-files.js';

export interface IssuedNowOrBefore extends DeliveredCertificate {
  /** It had been issued before: only its files were written again. */
  alreadyIssued: boolean;
  /** Objects in the store that look like copies of erased records. */
  copies: number;
}

/**
 * 廃棄証明書 for the erasure of this plan: interim while KMS keys wait, final once they are gone. Issuing again at the
 * same stage gives the same certificate, or its latest correction; one that was revoked, or from before something that
 * has to be named, is issued anew under another number. Either way the keys must be gone, or wait to go, as the
 * certificate says.
 *
 * @throws {Fault} usage `certificate/nothing-erased`; integrity as `certify`; conflict `store/unclaimed-files`; denied `workspace/copied`, unless it is only
 *   given again
 */
export async function issueCertificate(workspace: Workspace, planId: string): Promise<IssuedNowOrBefore> {
  const { catalog } = workspace.ports;
  const erased = await lookAgain(workspace, await erasedUnder(workspace, planId));
  const stage = erased.record.phase === 'complete' ? 'final' : 'interim';
  const issued = await certificatesOf(catalog, planId);
  const isOvertaken = await overtaken(catalog);
  const before = issued.findLast((one) => one.stage === stage && one.revocation === undefined && !isOvertaken(one));
  if (before) await assertStillGone(erased.record, workspace.ports);
  const predecessor = predecessorIn(issued, stage, isOvertaken);
  const stored =
    before ??
    (await keepCertificate(
      workspace,
      await certify(workspace, erased, { stage, ...(predecessor && { predecessor }) }),
    ));
  return { ...(await deliver(workspace, stored)), alreadyIssued: before !== undefined, copies: erased.copies ?? 0 };
}

/** The latest certificate before it: an interim one is completed; one that was revoked, or says too little, corrected. */
function predecessorIn(
  issued: readonly StoredCertificate[],
  stage: StoredCertificate['stage'],
  isOvertaken: (stored: StoredCertificate) => boolean,
) {
  const before = issued.at(-1);
  if (!before) return undefined;
  if (before.stage === 'interim' && stage === 'final') return asPredecessor(before, 'completes');
  const revoked = before.revocation !== undefined || !isOvertaken(before);
  return asPredecessor(before, 'corrects', revoked ? REVOKED : OVERTAKEN);
}

const REVOKED = '取り消した証明書に代えて発行';
const OVERTAKEN = '発行の後に判明した事項（「証明の限界」又は「残るもの」に記載）を加えて発行';
