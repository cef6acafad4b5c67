import { Fault } from '../../base/fault.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { isAt } from '../../dispose/selection.js';
import { placeOf } from '../../inventory/place.js';
import { isReturned } from '../../inventory/returned.js';
import { type Erasing, judgedListing, type Listed, selectedListing } from '../../inventory/selected-listing.js';
import { clearBytes } from '../../protect/clear-content.js';
import type { JobPorts } from '../../run/ports.js';
import type { ErasureLog } from './erasure-log.js';
import { holdsInForce } from './holds.js';

/**
 * B3-2-1: of an erasure that is complete, where the service goes on: exactly those versions that it destroyed and that the
 * store shows again, as a restored backup of the store does. They are destroyed once more under the plan that was approved
 * for them, which is written down first and stands in the certificate.
 *
 * @param destroy - destroys what is listed of the erasure, and tries to read it
 * @throws {Fault} denied `erase/held` where a hold covers one of them by now; integrity `erase/incomplete`
 */
export async function destroyReturnedVersions(
  log: ErasureLog,
  erasing: Erasing,
  ports: JobPorts,
  destroy: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const found = await listedAgain(erasing, ports, signal);
  if (found.versions === 0) return;
  const { versions, bytes, held } = found;
  if (held > 0)
    throw new Fault(
      'denied',
      'erase/held',
      'versions that were erased are there again, and on hold by now',
      { objects: held },
      { hint: 'see `kimitsu hold list`; have it examined who has put them back, and release the hold first' },
    );
  const returnedVersions = [
    ...(log.record.returnedVersions ?? []),
    { versions, bytes, foundAt: ports.clock.now().toISOString() },
  ];
  await log.note('erasure.versions-came-back', { returnedVersions }, { versions, bytes });
  await destroy();
  const left = await listedAgain(erasing, ports, signal);
  if (left.versions > 0)
    throw new Fault('integrity', 'erase/incomplete', 'something is still there after the erasure', {
      versionsListedAfter: left.versions,
    });
  await closeObjects(found.objectIds, erasing, ports);
}

/**
 * Where the service goes on: what by name and size looks like a record that was erased, as another version than the
 * erasure was for, and no person has decided to be another record.
 *
 * @throws {Fault} integrity `erase/incomplete` when the store shows the very versions again
 */
export async function copiesListedAgain(
  erasing: Erasing & { plan: DisposalPlan },
  ports: JobPorts,
): Promise<{ objects: number; bytes: number }> {
  const copies = new Map<string, number>();
  let again = 0;
  for await (const { selected, ofSelectedObject, listed } of judgedListing(erasing, ports)) {
    if (selected) again += 1;
    else if (ofSelectedObject && listed.item === 'version' && (await isCopy(listed, ports)))
      copies.set(listed.objectId, (copies.get(listed.objectId) ?? 0) + listed.version.size);
  }
  if (again === 0) return { objects: copies.size, bytes: [...copies.values()].reduce((sum, bytes) => sum + bytes, 0) };
  throw new Fault(
    'integrity',
    'erase/incomplete',
    'versions that were erased are there again',
    { versionsListedAfter: again },
    {
      hint: `have it examined who has put them back, then \`kimitsu erase ${erasing.plan.planId}\` destroys them again`,
    },
  );
}

async function isCopy({ objectId, version }: Listed & { item: 'version' | 'delete-marker' }, ports: JobPorts) {
  const { catalog, objects } = ports;
  if (await catalog.decision(objectId, version.etag)) return false;
  return isReturned(catalog, { objectId }, version.size, async () => {
    const head = await objects.head(version);
    return head ? clearBytes(head, objects) : version.size;
  });
}

async function listedAgain(erasing: Erasing, ports: JobPorts, signal: AbortSignal | undefined) {
  const holds = await holdsInForce(ports.catalog);
  const found = { versions: 0, bytes: 0, held: 0, objectIds: new Set<string>() };
  for await (const listed of selectedListing(erasing, ports, signal)) {
    const { object } = listed;
    found.versions += 1;
    found.bytes += listed.item === 'upload' ? 0 : listed.version.size;
    found.objectIds.add(listed.objectId);
    if (object && holds.some(({ filter }) => isAt(placeOf(object), filter))) found.held += 1;
  }
  return found;
}

/** A name under which nothing is left is that of an erased record again, whatever a run has made of it meanwhile. */
async function closeObjects(objectIds: ReadonlySet<string>, { systems }: Erasing, { catalog, actor }: JobPorts) {
  const erased: string[] = [];
  for (const objectId of objectIds)
    if ((await catalog.object(objectId)) && !(await hasPresent(objectId, catalog))) erased.push(objectId);
  if (erased.length === 0) return;
  await catalog.saveState(
    erased.map((objectId) => ({ objectId, state: 'erased' as const })),
    [{ actor, action: 'objects.erased', subject: `${erased.length} object(s)`, detail: { objects: erased.length } }],
  );
  for (const system of systems)
    await catalog.sealAfterErasure([{ actor, action: 'catalogue.sealed', subject: system }], system, true);
}

async function hasPresent(objectId: string, catalog: JobPorts['catalog']): Promise<boolean> {
  for await (const { state } of catalog.versions({ objectId })) if (state === 'present') return true;
  return false;
}
