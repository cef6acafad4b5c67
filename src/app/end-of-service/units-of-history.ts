import { Fault } from '../../base/fault.js';
import type { Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import type { CatalogObject } from '../../ports/catalog.js';
import { envelopeHeader } from '../../protect/clear-content.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

/**
 * Unit ids that protect older versions of what a plan leaves: their keys must stay with them. Reads the header of each
 * such version; objects with one version cost nothing.
 *
 * @throws {Fault} unavailable `inventory/listing-incomplete` when the store does not give what it has just listed
 */
export async function unitsOfHistory(
  systems: readonly SystemSettings[],
  selection: Selection,
  ports: Needs,
  signal?: AbortSignal,
): Promise<Set<string>> {
  const units = new Set<string>();
  for (const system of systems) {
    let objectId: string | undefined;
    let versions = 0;
    const look = async (): Promise<void> => {
      const object = objectId !== undefined && versions > 1 ? await ports.catalog.object(objectId) : undefined;
      if (object && selection.fateOf(placeOf(object)) !== 'erased')
        await addUnits(object, system, units, ports, signal);
    };
    for await (const version of ports.catalog.versions({ system: system.id, state: 'present' })) {
      if (version.objectId !== objectId) {
        await look();
        objectId = version.objectId;
        versions = 0;
      }
      if (version.item === 'version') versions += 1;
    }
    await look();
  }
  return units;
}

async function addUnits(
  object: CatalogObject,
  { bucket }: SystemSettings,
  units: Set<string>,
  { catalog, objects, seal }: Needs,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = signal ? { signal } : {};
  const key = seal.open(object.sealedKey);
  for await (const { versionId, item } of catalog.versions({ objectId: object.objectId, state: 'present' })) {
    if (item !== 'version') continue;
    const head = await objects.head({ bucket, key, versionId }, options);
    if (!head) throw notShown(object.objectId);
    const header = await envelopeHeader(head, objects);
    if (header) units.add(header.keyName);
  }
}

function notShown(objectId: string): Fault {
  return new Fault(
    'unavailable',
    'inventory/listing-incomplete',
    'the store does not give a version that it has just listed',
    { objectId },
    { hint: 'run the command again; if it stays so, have the store examined' },
  );
}
