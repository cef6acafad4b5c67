import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { approvalPage } from '../../certify/verify-page.js';
import { coversAll } from '../../dispose/selection.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { assertNothingUnclaimed } from '../ownership/unclaimed.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { type MadePlan, makeDisposalPlan, type PlanRequest, scopeOfRequest } from './make-plan.js';
import { PLAN_WRITTEN } from './plan-on-file.js';

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
  const made = await makeDisposalPlan(workspace.ports, request, signal);
  const folder = await workspace.folder('plans');
  const json = join(folder, `${made.plan.planId}.json`);
  const pdf = join(folder, `${made.plan.planId}.pdf`);
  const bytes = canonicalJson(made.plan);
  const rendered = await renderTerminationPlan(made.plan, made.hash);
  await replaceFile(json, bytes);
  await replaceFile(pdf, rendered);
  await replaceFile(join(folder, 'approval.html'), await approvalPage());
  const { catalog, actor } = workspace.ports;
  const detail = { json: sha256Hex(bytes), pdf: sha256Hex(rendered) };
  await catalog.appendAudit([{ actor, action: PLAN_WRITTEN, subject: made.plan.planId, detail }]);
  return { ...made, json, pdf };
}
