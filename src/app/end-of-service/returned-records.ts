import type { DisposalPlan } from '../../dispose/plan.js';
import { RETURNED } from '../../inventory/returned.js';
import type { Workspace } from '../workspace.js';

/** How many objects of the plan's systems look like records that were erased, by the last run that has read them. */
export async function returnedRecords(
  { ports: { catalog } }: Pick<Workspace, 'ports'>,
  { lines }: Pick<DisposalPlan, 'lines'>,
): Promise<number> {
  const systems = new Set(lines.map(({ system }) => system));
  let count = 0;
  for await (const { system, classification } of catalog.objects({ toReview: true }))
    if (systems.has(system) && classification?.review.some(({ code }) => code === RETURNED)) count += 1;
  return count;
}
