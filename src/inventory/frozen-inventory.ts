import { canonicalHash } from '../base/canonical-json.js';
import { inventoryHash, type ScopedVersion } from '../dispose/inventory-hash.js';
import type { Catalog, CatalogVersion } from '../ports/catalog.js';
import { type Erasing, markOf } from './selected-listing.js';

/**
 * Hash over exactly what an erasure is for, by object and version: taken when it freezes and again when all of it is said
 * to be destroyed. Whoever takes a row out meanwhile, or puts another in, is found out.
 *
 * @param stage - `frozen`: as it was marked; `destroyed`: as it was recorded to be gone
 */
export async function frozenInventory(
  { erasureId, systems }: Pick<Erasing, 'erasureId' | 'systems'>,
  catalog: Pick<Catalog, 'versions'>,
  stage: 'frozen' | 'destroyed',
): Promise<string> {
  const isIn = ({ state, reason }: CatalogVersion): boolean =>
    stage === 'frozen'
      ? state === 'present' && reason === markOf(erasureId)
      : state === 'destroyed' && reason === erasureId;
  const hashes: Record<string, string> = {};
  for (const system of systems) hashes[system] = await inventoryHash(chosen(system, catalog, isIn));
  return canonicalHash(hashes);
}

async function* chosen(
  system: string,
  catalog: Pick<Catalog, 'versions'>,
  isIn: (version: CatalogVersion) => boolean,
): AsyncGenerator<ScopedVersion> {
  // Without the size: of an upload it is known only while it is there.
  for await (const version of catalog.versions({ system }))
    if (isIn(version)) yield { objectId: version.objectId, versionId: version.versionId, size: 0 };
}
