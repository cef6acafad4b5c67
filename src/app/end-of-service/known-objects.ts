import { Fault } from '../../base/fault.js';
import type { PlaceFilter } from '../../dispose/selection.js';
import type { Catalog } from '../../ports/catalog.js';

/**
 * Whoever names a record means one that there is: a hold on a mistyped id would keep nothing.
 * @throws {Fault} usage `plan/unknown-object`
 */
export async function assertKnownObjects(
  { objectIds = [] }: PlaceFilter,
  catalog: Pick<Catalog, 'object'>,
): Promise<void> {
  for (const objectId of objectIds)
    if (!(await catalog.object(objectId)))
      throw new Fault(
        'usage',
        'plan/unknown-object',
        'no object of the catalogue has this id',
        {},
        { hint: 'ids stand in `kimitsu review list`' },
      );
}
