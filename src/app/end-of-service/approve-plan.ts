import { join } from 'node:path';
import { Fault } from '../../base/fault.js';
import { readOrFault } from '../private-key.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { notingRefusedApproval } from './approval-attempt.js';
import { type AnyPlan, anyPlan, type HeldApproval, recordApproval, withdrawApprovals } from './approvals.js';
import { ErasureLog } from './erasure-log.js';
import { type LetterRequest, letterGiven, signedHere, vouchingOf } from './given-approval.js';
import { assertPlanOnFile } from './plan-on-file.js';

export { letterLimits } from '../../certify/certificate-texts.js';
export type { LetterRequest } from './given-approval.js';

export interface ApprovedPlan extends HeldApproval {
  plan: AnyPlan;
}

/**
 * Signs the plan's hash with the prefecture's private key and records the approval. The key is read, used and not kept.
 * @throws {Fault} denied `approval/unknown-key` when the configuration does not pin its public half; as `assertPlanOnFile`
 */
export async function approvePlan(
  workspace: Workspace,
  planId: string,
  keyFile: string,
  output?: string,
): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan, hash } = await anyPlan(ports.catalog, planId);
  await assertPlanOnFile(workspace, planId);
  const jws = await signedHere({ approvers, clock: ports.clock }, hash, keyFile);
  const file = output ?? join(await workspace.folder('approvals'), `${planId}.jws`);
  await replaceFile(file, jws);
  return { ...(await recordApproval(ports, plan, { jws }, approvers)), plan };
}

/** Records an approval that the prefecture signed elsewhere. @throws {Fault} as `assertPlanOnFile` and `recordApproval` */
export async function importApproval(workspace: Workspace, planId: string, file: string): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan } = await anyPlan(ports.catalog, planId);
  await assertPlanOnFile(workspace, planId);
  const jws = (await readOrFault(file)).trim();
  const recorded = await recordApproval(ports, plan, { jws }, approvers);
  await replaceFile(join(await workspace.folder('approvals'), `${planId}.jws`), jws);
  return { ...recorded, plan };
}

/**
 * Records an approval on paper (承認書). The scan is kept in `approvals/` under its hash.
 * @throws {Fault} usage `approval/letter-incomplete`, `approval/letter-hash-form`, denied `approval/letter-hash-differs`,
 *   `approval/second-person`, `approval/own-plan`; as `assertPlanOnFile`
 */
export async function recordLetter(
  workspace: Workspace,
  planId: string,
  request: LetterRequest,
): Promise<ApprovedPlan> {
  const { ports, approvers } = workspace;
  const { plan, hash: planHash } = await anyPlan(ports.catalog, planId);
  await assertPlanOnFile(workspace, planId);
  const typed = request.typed ?? {};
  const { letter, scan } = await notingRefusedApproval(ports, planId, () =>
    letterGiven(ports, { planHash, name: planId }, { ...request, typed }),
  );
  const vouching = vouchingOf(request.people);
  const recorded = await recordApproval(ports, plan, { letter, ...(vouching ? { vouching } : {}) }, approvers);
  await replaceFile(join(await workspace.folder('approvals'), letter.scan.name), scan);
  return { ...recorded, plan };
}

/**
 * Withdraws the approval of a plan, which also cancels an erasure that has begun and destroyed nothing yet.
 * @throws {Fault} usage `approval/no-reason`, `approval/none`, denied `erase/past-return`
 */
export async function withdrawApproval({ ports }: Workspace, planId: string, reason: string): Promise<void> {
  if (reason.trim() === '')
    throw new Fault('usage', 'approval/no-reason', 'withdrawing needs a reason', {}, { hint: 'give --reason' });
  await anyPlan(ports.catalog, planId);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, planId);
  if (log) await log.cancel(reason.trim());
  if ((await withdrawApprovals(ports, planId, reason.trim())) === 0)
    throw new Fault('usage', 'approval/none', 'the plan has no approval to withdraw', { planId });
}
