import { Fault } from '../base/fault.js';
import type { CatalogVersion } from '../ports/catalog.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { readOutcome } from './read-outcome.js';

const CONFIRMED = 'inventory/confirmed-absent';
const BATCH = 500;

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

/**
 * Asks the store once for every version that its listing has ceased to show. A listing that is short by one record
 * would otherwise let the key of that record be destroyed as if nothing needed it any more.
 *
 * @throws {Fault} unavailable `inventory/listing-incomplete`
 */
export async function assertVanished(
  systems: readonly SystemSettings[],
  { catalog, objects, seal }: Needs,
  signal?: AbortSignal,
): Promise<void> {
  for (const { id: system, bucket } of systems) {
    const confirmed: CatalogVersion[] = [];
    for await (const version of catalog.versions({ system, state: 'exception' })) {
      if (version.item !== 'version' || version.reason === CONFIRMED) continue;
      const object = await catalog.object(version.objectId);
      if (!object || object.state === 'erased') continue; // its name is not known (any more)
      const ref = { bucket, key: seal.open(object.sealedKey), versionId: version.versionId };
      if ((await readOutcome(ref, objects, signal ? { signal } : {})) !== 'destroyed') throw incomplete(system);
      confirmed.push({ ...version, reason: CONFIRMED });
    }
    for (let from = 0; from < confirmed.length; from += BATCH)
      await catalog.saveVersions(confirmed.slice(from, from + BATCH), []);
  }
}

function incomplete(system: string): Fault {
  return new Fault(
    'unavailable',
    'inventory/listing-incomplete',
    'the store has a version that its listing did not show',
    { system },
    { hint: 'run the command again; if it stays so, have the listing of the store examined' },
  );
}
