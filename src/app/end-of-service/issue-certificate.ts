import { Fault } from '../../base/fault.js';
import { hasReached } from '../../dispose/phases.js';
import type { IssuedCertificate } from '../certificates/certificate-files.js';
import { deliver } from '../certificates/deliver.js';
import { asPredecessor, certify, type Erased, keepCertificate } from '../certificates/sign-certificate.js';
import { certificatesOf, type StoredCertificate } from '../certificates/stored-certificate.js';
import type { Workspace } from '../workspace.js';
import { storedPlan } from './approvals.js';
import { ErasureLog } from './erasure-log.js';

export type { IssuedCertificate } from '../certificates/certificate-files.js';

/**
 * 廃棄証明書 for the erasure of this plan: interim while KMS keys wait, final once they are gone. Issuing again at the
 * same stage gives the same certificate, or its latest correction; one that was revoked is issued anew under another
 * number.
 *
 * @throws {Fault} usage `certificate/nothing-erased`; integrity `certificate/not-verified`
 */
export async function issueCertificate(workspace: Workspace, planId: string): Promise<IssuedCertificate> {
  const erased = await erasedUnder(workspace, planId);
  const stage = erased.record.phase === 'complete' ? 'final' : 'interim';
  const issued = await certificatesOf(workspace.ports.catalog, planId);
  const stored =
    issued.findLast((one) => one.stage === stage && one.revocation === undefined) ??
    (await keepCertificate(workspace, await certify(workspace, erased, { stage, ...following(issued, stage) })));
  return deliver(workspace, stored);
}

/** @throws {Fault} usage `certificate/nothing-erased`; integrity `certificate/not-verified` */
export async function erasedUnder({ ports }: Workspace, planId: string): Promise<Erased> {
  const { plan } = await storedPlan(ports.catalog, planId);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  if (!log)
    throw new Fault(
      'usage',
      'certificate/nothing-erased',
      'nothing was erased under this plan',
      { planId },
      { hint: 'run `kimitsu erase` first' },
    );
  const { phase } = log.record;
  if (hasReached(phase, 'kms-keys-scheduled')) return { plan, record: log.record };
  throw new Fault(
    'integrity',
    'certificate/not-verified',
    'the erasure is not finished',
    { planId, phase },
    { hint: 'run `kimitsu erase` to its end first' },
  );
}

/** The latest certificate before it: an interim one is completed, a revoked one of the same stage corrected. */
function following(issued: readonly StoredCertificate[], stage: StoredCertificate['stage']) {
  const before = issued.at(-1);
  if (!before) return {};
  const relation = before.stage === stage ? 'corrects' : 'completes';
  return { predecessor: asPredecessor(before, relation, relation === 'corrects' ? REVOKED : undefined) };
}

const REVOKED = '取り消した証明書に代えて発行';
