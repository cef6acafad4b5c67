import { maskedKey } from '../base/mask.js';
import type { AuditDraft, CatalogVersion, SeenObject } from '../ports/catalog.js';
import type { ObjectVersion } from '../ports/object-store.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';

const BATCH = 500;

export interface InventoryTaken {
  system: string;
  /** Objects with a current version. */
  objects: number;
  versions: number;
  newOrChanged: number;
  /** Known objects that have no current version any more. */
  gone: number;
}

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'clock' | 'actor'>;

/**
 * Brings the catalogue up to date with what the store of one system holds: current versions, noncurrent versions,
 * delete markers and unfinished uploads. Reads listings only, no content (B3-2-1: nothing stored stays unknown).
 */
export async function takeInventory(
  system: SystemSettings,
  ports: Needs,
  signal?: AbortSignal,
): Promise<InventoryTaken> {
  const { catalog, objects, seal, actor } = ports;
  const taken: InventoryTaken = { system: system.id, objects: 0, versions: 0, newOrChanged: 0, gone: 0 };
  const current = new Set<string>();
  const listed = new Set<string>();
  let seen: SeenObject[] = [];
  let versions: CatalogVersion[] = [];

  const flush = async (): Promise<void> => {
    if (versions.length > 0) await catalog.saveVersions(versions, []);
    if (seen.length > 0) taken.newOrChanged += (await catalog.saveSeen(seen, [])).length;
    versions = [];
    seen = [];
  };

  const options = signal ? { signal } : {};
  for await (const version of objects.listVersions(system.bucket, system.prefix, options)) {
    const objectId = seal.objectId(system.id, version.key);
    versions.push(catalogVersion(version, objectId, system.id));
    listed.add(`${objectId} ${version.versionId}`);
    taken.versions += 1;
    if (version.isLatest && !version.deleteMarker) {
      current.add(objectId);
      seen.push(seenObject(version, objectId, system.id, seal.seal(version.key)));
      taken.objects += 1;
    }
    if (versions.length >= BATCH) await flush();
  }
  for await (const upload of objects.listUploads(system.bucket, system.prefix, options)) {
    listed.add(`${seal.objectId(system.id, upload.key)} ${upload.uploadId}`);
    versions.push({
      objectId: seal.objectId(system.id, upload.key),
      system: system.id,
      versionId: upload.uploadId,
      item: 'upload',
      size: 0,
      plaintext: true,
      state: 'present',
      level: undefined,
      destroyedAt: undefined,
      reason: undefined,
    });
    taken.versions += 1;
  }
  await flush();
  taken.gone = await markGone(system, current, ports);
  await markDisappeared(system, listed, ports);
  const audit: AuditDraft = { actor, action: 'inventory.taken', subject: system.id, detail: { ...taken } };
  if (taken.newOrChanged + taken.gone > 0) await catalog.appendAudit([audit]);
  return taken;
}

/** Objects the catalogue knows and the store no longer shows: named, not forgotten. */
async function markGone(
  system: SystemSettings,
  current: ReadonlySet<string>,
  { catalog, actor }: Needs,
): Promise<number> {
  const gone: string[] = [];
  for await (const object of catalog.objects({ system: system.id, states: ['found', 'classified', 'protected'] }))
    if (!current.has(object.objectId)) gone.push(object.objectId);
  for (let from = 0; from < gone.length; from += BATCH) {
    const batch = gone.slice(from, from + BATCH);
    await catalog.saveState(
      batch.map((objectId) => ({ objectId, state: 'gone', reason: 'inventory/not-in-store' })),
      batch.map((objectId) => ({ actor, action: 'object.gone', subject: objectId })),
    );
  }
  return gone.length;
}

/** Versions that were there and are not: overwritten or deleted by something other than kimitsu. */
async function markDisappeared(
  system: SystemSettings,
  listed: ReadonlySet<string>,
  { catalog, clock, actor }: Needs,
): Promise<void> {
  const lost: CatalogVersion[] = [];
  for await (const version of catalog.versions({ system: system.id, state: 'present' }))
    if (!listed.has(`${version.objectId} ${version.versionId}`)) lost.push(settled(version, clock.now()));
  for (let from = 0; from < lost.length; from += BATCH) {
    const batch = lost.slice(from, from + BATCH);
    await catalog.saveVersions(batch, [
      { actor, action: 'versions.disappeared', subject: system.id, detail: batch.map(({ objectId }) => objectId) },
    ]);
  }
}

/** A version marked `superseded` was being destroyed by us when the process died; any other vanished without us. */
function settled(version: CatalogVersion, now: Date): CatalogVersion {
  if (version.reason === 'superseded') return { ...version, state: 'destroyed', destroyedAt: now.toISOString() };
  return { ...version, state: 'exception', reason: 'inventory/not-in-store' };
}

function seenObject(version: ObjectVersion, objectId: string, system: string, sealedKey: string): SeenObject {
  return {
    objectId,
    system,
    sealedKey,
    maskedKey: maskedKey(version.key),
    versionId: version.versionId,
    etag: version.etag,
    size: version.size,
    lastModified: version.lastModified.toISOString(),
  };
}

function catalogVersion(version: ObjectVersion, objectId: string, system: string): CatalogVersion {
  return {
    objectId,
    system,
    versionId: version.versionId,
    item: version.deleteMarker ? 'delete-marker' : 'version',
    size: version.size,
    // Until protection is recorded for exactly this version it counts as readable.
    plaintext: !version.deleteMarker,
    state: 'present',
    level: undefined,
    destroyedAt: undefined,
    reason: undefined,
  };
}
