import { asFault, type Fault } from '../../base/fault.js';
import type { Workspace } from '../workspace.js';
import type { Approvable, HeldApproval } from './approval-check.js';
import { currentApproval } from './approvals.js';
import { assertPlanOnFile } from './plan-on-file.js';

/** Whether a plan may be carried out as far as its approval goes, and by whom it was approved. */
export type ApprovalState =
  | { approved: true; approver: string; at: string; form: 'signature' | 'letter' }
  | { approved: false; code: string };

/** Looks at the approval as the command itself will, for who wants to see before it is given (B3-2-3). */
export async function approvalState(
  { ports, approvers }: Pick<Workspace, 'ports' | 'approvers'>,
  plan: Approvable,
): Promise<ApprovalState> {
  const held: HeldApproval | Fault = await currentApproval(ports, plan, approvers).catch(asFault);
  if (held instanceof Error) {
    if (held.kind === 'bug') throw held;
    return { approved: false, code: held.code };
  }
  const { approver, at, letter } = held;
  return { approved: true, approver, at, form: letter ? 'letter' : 'signature' };
}

/**
 * Before anything is asked, announced or shown as about to happen: the work itself looks again.
 * @throws {Fault} as `currentApproval` and `assertPlanOnFile`
 */
export async function assertPlanApproved(
  workspace: Pick<Workspace, 'ports' | 'approvers' | 'folder'>,
  plan: Approvable,
): Promise<void> {
  const { ports, approvers } = workspace;
  await currentApproval(ports, plan, approvers);
  await assertPlanOnFile(workspace, plan.planId);
}
