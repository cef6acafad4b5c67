import { Fault } from '../../base/fault.js';
import type { PlaceFilter } from '../../dispose/selection.js';
import type { Catalog } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';
import { objectNamed } from '../object-named.js';

/**
 * The filter with ids where people named records by their files: what a plan or a hold says goes into the catalogue,
 * the audit log and the papers, and no name of a file may.
 *
 * @throws {Fault} usage `plan/unknown-object` for what is neither an id nor a name of a file
 */
export function withObjectIds<F extends PlaceFilter>(filter: F, ports: Pick<JobPorts, 'seal' | 'service'>): F {
  if (filter.objectIds === undefined) return filter;
  const named = filter.objectIds.map((text) => objectNamed(text, ports)?.objectId);
  const objectIds = named.filter((id) => id !== undefined);
  if (objectIds.length < named.length) throw unknownObject(named.length - objectIds.length);
  return { ...filter, objectIds };
}

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
  if (unknown.length > 0) throw unknownObject(unknown.length);
}

function unknownObject(objects: number): Fault {
  return new Fault(
    'usage',
    'plan/unknown-object',
    'the catalogue has no record of this id or name',
    { objects },
    { hint: 'give <system>/<path below data/<system>/> or the id shown by `kimitsu review list`' },
  );
}
