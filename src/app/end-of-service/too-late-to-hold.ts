import type { ErasureRecord } from '../../dispose/erasure.js';
import { isPastReturn } from '../../dispose/phases.js';
import { isAt, type PlaceFilter, Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import type { Catalog } from '../../ports/catalog.js';
import { storedPlan } from './approvals.js';

/** How many records a hold cannot keep any more: the erasure that has them has begun to destroy keys. */
export async function tooLateToHold(catalog: Catalog, filter: PlaceFilter): Promise<number> {
  const selections: Selection[] = [];
  for (const { body } of await catalog.documents('erasure')) {
    const record = body as unknown as ErasureRecord;
    if (record.phase === 'cancelled' || record.phase === 'complete' || !isPastReturn(record)) continue;
    selections.push(new Selection((await storedPlan(catalog, record.planId)).plan));
  }
  if (selections.length === 0) return 0;
  let records = 0;
  for await (const object of catalog.objects({ states: ['found', 'classified', 'protected', 'migrated'] })) {
    const place = placeOf(object);
    if (isAt(place, filter) && selections.some((selection) => selection.fateOf(place) === 'erased')) records += 1;
  }
  return records;
}
