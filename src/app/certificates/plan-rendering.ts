import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import { canonicalHash } from '../../base/canonical-json.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { renderTerminationPlan } from '../../documents/termination-plan.js';
import { planAsWritten } from '../end-of-service/plan-on-file.js';
import type { Workspace } from '../workspace.js';

/**
 * The PDF of the plan as it was written for those who approve it, by the hash that the audit log has of it: the file in
 * `plans/`, or one rendered anew where that was moved or changed.
 *
 * @returns undefined where none was written, or none with this hash can be had any more
 */
export async function planRendering(workspace: Workspace, plan: DisposalPlan): Promise<Buffer | undefined> {
  const { planId } = plan;
  const written = (await planAsWritten(workspace.ports.catalog, planId))?.pdf;
  if (written === undefined) return undefined;
  const file = await readFile(join(await workspace.folder('plans'), `${planId}.pdf`)).catch(() => undefined);
  if (file && sha256Hex(file) === written) return file;
  const rendered = Buffer.from(await renderTerminationPlan(plan, canonicalHash(plan)));
  return sha256Hex(rendered) === written ? rendered : undefined;
}
