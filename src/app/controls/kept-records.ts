import { japaneseDay } from '../../base/japanese-day.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { retainedUntil } from '../../dispose/retention.js';
import { isAt } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import type { CatalogObject, ObjectState } from '../../ports/catalog.js';
import { BoundFiles } from '../bound-files.js';
import { holdsInForce } from '../end-of-service/holds.js';
import { configuredRetention } from '../retention-rules.js';
import type { Workroom } from './evidence.js';

/** Of records that are there. */
export const KEPT: readonly ObjectState[] = ['found', 'classified', 'protected'];

/** Records that are kept although others were erased, for a reason that can be shown. Numbers of objects. */
export interface KeptForReason {
  /** On hold now. */
  held: number;
  /** Named as exceptions by a plan that was carried out, and on hold or within their retention period now. */
  excepted: number;
}

/**
 * B3-2-1: what of the kept records has a reason. What a plan named stands for itself only while its reason does: a hold
 * that was released, or a retention period that has ended, leaves a record that should go.
 */
export async function keptForReason(room: Workroom): Promise<KeptForReason> {
  const { dir, config, catalog, clock } = room;
  const holds = await holdsInForce(catalog);
  const rules = await configuredRetention(new BoundFiles(dir), config);
  const today = japaneseDay(clock.now());
  const isHeld = (object: CatalogObject): boolean => holds.some(({ filter }) => isAt(placeOf(object), filter));
  const isRetained = (object: CatalogObject): boolean => (retainedUntil(placeOf(object), rules)?.day ?? '') >= today;

  let held = 0;
  if (holds.length > 0)
    for await (const object of catalog.objects({ states: [...KEPT] })) if (isHeld(object)) held += 1;
  let excepted = 0;
  for (const objectId of await exceptionsCarriedOut(catalog)) {
    const object = await catalog.object(objectId);
    if (object && KEPT.includes(object.state) && (isHeld(object) || isRetained(object))) excepted += 1;
  }
  return { held, excepted };
}

async function exceptionsCarriedOut(catalog: Workroom['catalog']): Promise<Set<string>> {
  const named = new Set<string>();
  for (const { body, parentId } of await catalog.documents('erasure')) {
    const { phase } = body as unknown as ErasureRecord;
    if (phase === 'approved' || phase === 'cancelled' || parentId === undefined) continue;
    const planned = await catalog.document('plan', parentId);
    const plan = (planned?.body as { plan?: DisposalPlan } | undefined)?.plan;
    for (const { objectId } of plan?.exceptions ?? []) named.add(objectId);
  }
  return named;
}
