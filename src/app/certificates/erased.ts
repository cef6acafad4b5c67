import { Fault } from '../../base/fault.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { storedPlan } from '../end-of-service/approvals.js';
import { ErasureLog } from '../end-of-service/erasure-log.js';
import type { Workspace } from '../workspace.js';

/** What a certificate is about. */
export interface Erased {
  plan: DisposalPlan;
  record: ErasureRecord;
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
