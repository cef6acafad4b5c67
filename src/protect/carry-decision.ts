import type { Catalog, CatalogObject } from '../ports/catalog.js';

/**
 * What a person has decided on a content is valid for its encrypted form too, which has another ETag: said before the
 * form that it was decided on goes, since nobody could tell afterwards.
 */
export async function carryDecision(
  { objectId, classification }: Pick<CatalogObject, 'objectId' | 'classification'>,
  { from, to }: { from: string; to: string },
  catalog: Pick<Catalog, 'decision' | 'saveDecision'>,
): Promise<void> {
  const isDecided = classification?.because.some(({ source }) => source === 'review') ?? false;
  if (!isDecided || from === to || (await catalog.decision(objectId, to))) return;
  const decision = await catalog.decision(objectId, from);
  if (decision) await catalog.saveDecision({ ...decision, etag: to }, []);
}
