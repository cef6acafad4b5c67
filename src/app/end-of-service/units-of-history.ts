import { Fault } from '../../base/fault.js';
import type { Selection } from '../../dispose/selection.js';
import { formerUnitOf } from '../../inventory/former-key.js';
import { fateIn } from '../../inventory/place.js';
import { isUnopened } from '../../inventory/unopened.js';
import type { CatalogObject } from '../../ports/catalog.js';
import type { ObjectRef } from '../../ports/object-store.js';
import { envelopeHeader } from '../../protect/clear-content.js';
import type { JobPorts, SystemSettings } from '../../run/ports.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal'>;

/**
 * Unit ids that protect older versions of what a plan leaves, and current ones that are not what was protected last: their
 * keys must stay with them. Reads the header of each such version; objects whose one version is the protected one cost
 * nothing. Of a name that was erased, or never was current, the catalogue knows the versions alone: the listing of the
 * store has their keys.
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
    const nameless = new Set<string>();
    let objectId: string | undefined;
    let versions = 0;
    let markers = 0;
    let last = '';
    const look = async (): Promise<void> => {
      // The only thing under a name is current.
      if (objectId === undefined || versions === 0 || versions + markers < 2) return;
      const object = await ports.catalog.object(objectId);
      if (fateIn(selection, object, system.id) === 'erased') return;
      if (!object?.sealedKey) nameless.add(objectId);
      else if (versions > 1 || last !== object.protection?.versionId)
        await addUnits(object, system, units, ports, signal);
    };
    for await (const version of ports.catalog.versions({ system: system.id, state: 'present' })) {
      if (version.objectId !== objectId) {
        await look();
        objectId = version.objectId;
        [versions, markers] = [0, 0];
      }
      if (version.item === 'version') [versions, last] = [versions + 1, version.versionId];
      if (version.item === 'delete-marker') markers += 1;
    }
    await look();
    if (nameless.size > 0) await addListed(nameless, system, units, ports, signal);
    await addReplaced(system, selection, units, ports, signal);
  }
  return units;
}

/**
 * Current versions that are not the one which was protected last: an older one that is current again, or that was put
 * back, may be under another key than the catalogue knows. Until enforcement has looked, only its header tells. What does
 * not open where it lies may only have been moved there.
 */
async function addReplaced(
  { id, bucket }: SystemSettings,
  selection: Selection,
  units: Set<string>,
  ports: Needs,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const object of ports.catalog.objects({ system: id, states: ['found', 'classified'] })) {
    const { objectId, sealedKey, versionId, protection } = object;
    const isReplaced = protection !== undefined && protection.versionId !== versionId;
    if (!(isReplaced || isUnopened(object)) || formerUnitOf(object) !== undefined) continue;
    if (fateIn(selection, object, id) === 'erased') continue;
    await addUnit({ bucket, key: ports.seal.open(sealedKey), versionId }, objectId, units, ports, signal);
  }
}

async function addUnits(
  object: CatalogObject,
  { bucket }: SystemSettings,
  units: Set<string>,
  ports: Needs,
  signal: AbortSignal | undefined,
): Promise<void> {
  const key = ports.seal.open(object.sealedKey);
  for await (const { versionId, item } of ports.catalog.versions({ objectId: object.objectId, state: 'present' }))
    if (item === 'version') await addUnit({ bucket, key, versionId }, object.objectId, units, ports, signal);
}

async function addListed(
  nameless: ReadonlySet<string>,
  { id, bucket, prefix }: SystemSettings,
  units: Set<string>,
  ports: Needs,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const version of ports.objects.listVersions(bucket, prefix, signal ? { signal } : {})) {
    const objectId = ports.seal.objectId(id, version.key);
    if (!version.deleteMarker && nameless.has(objectId)) await addUnit(version, objectId, units, ports, signal);
  }
}

async function addUnit(
  version: ObjectRef,
  objectId: string,
  units: Set<string>,
  { objects }: Needs,
  signal: AbortSignal | undefined,
): Promise<void> {
  const head = await objects.head(version, signal ? { signal } : {});
  if (!head) throw notShown(objectId);
  const header = await envelopeHeader(head, objects);
  if (header) units.add(header.keyName);
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
