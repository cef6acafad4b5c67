import { join } from 'node:path';
import { approvalPage } from '../../certify/verify-page.js';
import { coversAll } from '../../dispose/selection.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { assertNothingUnclaimed } from '../ownership/unclaimed.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { type MadePlan, makeDisposalPlan, type PlanRequest, scopeOfRequest } from './make-plan.js';
import { pathsIn, writePlanFiles } from './plan-on-file.js';

export { partText } from '../../certify/certificate-texts.js';

/**
 * Makes the plan and writes it as canonical JSON and as 終了計画書 (PDF) under `plans/`, beside the page to approve it with.
 *
 * @throws {Fault} conflict `store/unclaimed-files` for one of the whole service; as `makeDisposalPlan`
 */
export async function planDisposal(
  workspace: Workspace,
  request: PlanRequest = {},
  signal?: AbortSignal,
): Promise<MadePlan & { json: string; pdf: string }> {
  const { accountsOnly = false, ...ofRecords } = request;
  const whole = !accountsOnly && coversAll(scopeOfRequest(ofRecords, workspace.ports.clock.now()));
  if (whole) await assertNothingUnclaimed(workspace);
  const folder = await workspace.folder('plans');
  await replaceFile(join(folder, 'approval.html'), await approvalPage());
  const made = await makeDisposalPlan(workspace.ports, request, signal, ({ plan, hash }) =>
    writePlanFiles(folder, plan, () => renderTerminationPlan(plan, hash)),
  );
  return { ...made, ...pathsIn(folder, made.plan) };
}
