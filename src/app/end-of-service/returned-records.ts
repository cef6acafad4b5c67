import { RETURNED } from '../../inventory/returned.js';
import type { Catalog } from '../../ports/catalog.js';

/** How many objects of the systems look like records that were erased, by the last run that has read them. */
export async function returnedRecords(
  catalog: Pick<Catalog, 'objects'>,
  systems: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for await (const { system, classification } of catalog.objects({ toReview: true }))
    if (systems.has(system) && classification?.review.some(({ code }) => code === RETURNED)) count += 1;
  return count;
}
