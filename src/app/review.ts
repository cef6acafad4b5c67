import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import { Frozen } from '../inventory/frozen.js';
import { placeOf } from '../inventory/place.js';
import type { CatalogObject, ReviewDecision, ReviewReason } from '../ports/catalog.js';
import type { Workspace } from './workspace.js';

export interface ReviewItem {
  objectId: string;
  system: string;
  /** Masked, unless names were asked for. */
  name: string;
  level: Level;
  kind: string;
  reasons: ReviewReason[];
}

/** Objects that someone has to look at. Asking for their names is a reading of personal data and is audited. */
export async function listReview({ ports }: Workspace, showNames: boolean): Promise<ReviewItem[]> {
  const { catalog, seal, actor } = ports;
  const items: ReviewItem[] = [];
  for await (const object of catalog.objects({ toReview: true })) {
    if (!object.classification) continue;
    items.push({
      objectId: object.objectId,
      system: object.system,
      name: showNames ? seal.open(object.sealedKey) : object.maskedKey,
      level: object.classification.level,
      kind: object.classification.kind,
      reasons: object.classification.review,
    });
  }
  if (showNames)
    await catalog.appendAudit([{ actor, action: 'review.names-shown', subject: `${items.length} object(s)` }]);
  return items;
}

/** Why an object has its level: what each part says, and what was found, masked. @throws {Fault} as `decideReview` */
export async function explainObject({ ports }: Workspace, objectId: string): Promise<CatalogObject> {
  const object = await ports.catalog.object(objectId);
  if (!object) throw unknownObject();
  return object;
}

function unknownObject(): Fault {
  return new Fault(
    'usage',
    'review/unknown-object',
    'no such object',
    {},
    { hint: 'ids stand in `kimitsu review list`' },
  );
}

/**
 * Decides the level of an object's present content. Lowering needs a second person.
 * @throws {Fault} usage `review/unknown-object`, `review/not-classified`, denied `review/second-person`, conflict
 *   `erase/frozen`
 */
export async function decideReview(
  { ports }: Workspace,
  request: Omit<ReviewDecision, 'etag' | 'decidedAt'>,
): Promise<ReviewDecision> {
  const { catalog, clock, actor } = ports;
  const object = await catalog.object(request.objectId);
  if (!object) throw unknownObject();
  const { classification } = object;
  if (!classification)
    throw new Fault(
      'usage',
      'review/not-classified',
      'the object is not classified yet',
      {},
      { hint: 'run `kimitsu classify`' },
    );
  (await Frozen.in(catalog)).assertOpen(placeOf(object));
  const second = request.confirmedBy?.trim() ?? '';
  if (request.level < classification.level && (second === '' || second === request.decidedBy.trim()))
    throw new Fault(
      'denied',
      'review/second-person',
      'lowering a level needs a second person',
      {},
      {
        hint: 'name another person with --confirmed-by',
      },
    );
  const decision: ReviewDecision = { ...request, etag: object.etag, decidedAt: clock.now().toISOString() };
  await catalog.saveDecision(decision, [
    {
      actor,
      action: 'review.decided',
      subject: object.objectId,
      detail: { from: classification.level, to: request.level, confirmed: second !== '' },
    },
  ]);
  await catalog.saveClassified(
    [{ objectId: object.objectId, etag: object.etag, classification: decided(object, request.level) }],
    [{ actor, action: 'objects.classified', subject: object.objectId, detail: { level: request.level, by: 'review' } }],
  );
  return decision;
}

function decided(object: CatalogObject, level: Level): NonNullable<CatalogObject['classification']> {
  const { classification } = object;
  if (!classification) throw new Fault('bug', 'review/not-classified', 'decided on nothing');
  const records = { 1: 0, 2: 0, 3: 0 };
  records[level] = classification.records[1] + classification.records[2] + classification.records[3];
  return {
    ...classification,
    level,
    records,
    because: [...classification.because, { source: 'review', level, rule: 'review/decided' }],
    review: [],
  };
}
