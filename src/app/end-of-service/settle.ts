import { Selection } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import { assertDestroyed, readOutcome } from '../../inventory/read-outcome.js';
import { type Erasing, markOf } from '../../inventory/selected-listing.js';
import { systemOf } from '../../inventory/systems.js';
import type { CatalogVersion } from '../../ports/catalog.js';
import type { JobPorts } from '../../run/ports.js';

/**
 * Versions of the erasure that the store did not list: destroyed by a run that died before it could record them, or
 * left out by the listing. Each is destroyed again by its name, which changes nothing where it is gone, and tried.
 *
 * @throws {Fault} as `assertDestroyed`
 */
export async function settleUnlisted(ports: JobPorts, { systems, erasureId }: Erasing, at: string): Promise<void> {
  for (const system of systems) {
    for await (const version of ports.catalog.versions({ system, state: 'present' })) {
      if (version.reason !== markOf(erasureId)) continue;
      await destroyByName(version, ports);
      await ports.catalog.saveVersions(
        [{ ...version, state: 'destroyed', destroyedAt: at, reason: erasureId }],
        [{ actor: ports.actor, action: 'version.found-destroyed', subject: version.objectId }],
      );
    }
  }
}

/** Of a version whose object was never current the name is not known: only the listing can tell. */
async function destroyByName(
  { objectId, system, versionId, item }: CatalogVersion,
  { catalog, objects, seal, service }: JobPorts,
): Promise<void> {
  const object = await catalog.object(objectId);
  if (!object?.sealedKey) return;
  const ref = { bucket: systemOf(service, system).bucket, key: seal.open(object.sealedKey), versionId };
  if (item === 'upload') return objects.abortUpload({ ...ref, uploadId: versionId, initiated: new Date(0) });
  await objects.destroyVersion(ref);
  if (item === 'version') assertDestroyed(await readOutcome(ref, objects), objectId);
}

export async function markErased({ catalog, actor }: JobPorts, { plan, systems }: Erasing): Promise<void> {
  const selection = new Selection(plan);
  for (const system of systems) {
    const erased: string[] = [];
    for await (const object of catalog.objects({ system, states: ['found', 'classified', 'protected', 'migrated'] }))
      if (selection.fateOf(placeOf(object)) === 'erased') erased.push(object.objectId);
    for (let from = 0; from < erased.length; from += 500)
      await catalog.saveState(
        erased.slice(from, from + 500).map((objectId) => ({ objectId, state: 'erased' as const })),
        [
          {
            actor,
            action: 'objects.erased',
            subject: system,
            detail: { objects: Math.min(500, erased.length - from) },
          },
        ],
      );
  }
}
