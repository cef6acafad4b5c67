import { join } from 'node:path';
import { canonicalJson } from '../../base/canonical-json.js';
import { approvalPage } from '../../certify/verify-page.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { replaceFile } from '../replace-file.js';
import type { Workspace } from '../workspace.js';
import { type MadePlan, makeDisposalPlan, type PlanRequest } from './make-plan.js';

export { partText } from '../../certify/certificate-texts.js';

/** Makes the plan and writes it as canonical JSON and as 終了計画書 (PDF) under `plans/`, beside the page to approve it with. */
export async function planDisposal(
  workspace: Workspace,
  request: PlanRequest = {},
  signal?: AbortSignal,
): Promise<MadePlan & { json: string; pdf: string }> {
  const made = await makeDisposalPlan(workspace.ports, request, signal);
  const folder = await workspace.folder('plans');
  const json = join(folder, `${made.plan.planId}.json`);
  const pdf = join(folder, `${made.plan.planId}.pdf`);
  await replaceFile(json, canonicalJson(made.plan));
  await replaceFile(pdf, await renderTerminationPlan(made.plan, made.hash));
  await replaceFile(join(folder, 'approval.html'), await approvalPage());
  return { ...made, json, pdf };
}
