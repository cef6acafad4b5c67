import type { Approvable } from '../app/end-of-service/approval-check.js';
import { type ApprovalState, approvalState } from '../app/end-of-service/approval-state.js';
import type { Workspace } from '../app/workspace.js';
import { faultWording } from './faults-ja.js';
import { japaneseTime, type Output } from './print.js';

/** B3-2-3: says in a trial whether the plan is approved, and by whom. */
export async function sayApproval(workspace: Workspace, plan: Approvable, output: Output): Promise<ApprovalState> {
  const state = await approvalState(workspace, plan);
  if (state.approved) {
    // A letter has a day and no time.
    const at = japaneseTime(state.at);
    const how = state.form === 'letter' ? `書面、${at.split(' ')[0]}` : `署名、${at}`;
    output.say(`府の承認  ${state.approver}（${how}）`);
  } else
    output.say(`府の承認  有効な承認がないため、実行できません。[${state.code}] ${faultWording(state.code).message}`);
  return state;
}
