import { Fault } from '../../base/fault.js';
import type { PlaceFilter } from '../../dispose/selection.js';
import type { Catalog } from '../../ports/catalog.js';

/** Ids that a filter names and the catalogue does not have: mistyped, or of what no listing has shown yet. */
export async function unknownObjects(
  { objectIds = [] }: PlaceFilter,
  catalog: Pick<Catalog, 'object'>,
): Promise<string[]> {
  const unknown: string[] = [];
  for (const objectId of objectIds) if (!(await catalog.object(objectId))) unknown.push(objectId);
  return unknown;
}

/** @throws {Fault} usage `plan/unknown-object` */
export async function assertKnownObjects(filter: PlaceFilter, catalog: Pick<Catalog, 'object'>): Promise<void> {
  const unknown = await unknownObjects(filter, catalog);
  if (unknown.length === 0) return;
  throw new Fault(
    'usage',
    'plan/unknown-object',
    'the catalogue has no object of this id',
    { objects: unknown.length },
    { hint: 'ids stand in `kimitsu review list`' },
  );
}
