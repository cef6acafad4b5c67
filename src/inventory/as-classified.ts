import { Fault } from '../base/fault.js';
import type { CatalogObject } from '../ports/catalog.js';
import { carryDecision } from '../protect/carry-decision.js';
import { envelopeContext, envelopeHeader } from '../protect/clear-content.js';
import { foundProtection } from '../protect/protection.js';
import { clearDigest, sameDigest } from '../protect/write-protected.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';

type Ports = Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'seal' | 'service'>;

/**
 * Whether an object that is `found` again holds what it was classified by, so that its level stands: an enforcement was
 * interrupted between the encrypted version and its record, or somebody wrote the same content once more. What lies in
 * clear and never was protected is not compared: it is read for its classification anyway.
 *
 * The catalogue knows the level of versions: the one that was classified keeps it when another takes its place
 * (`Catalog.saveSeen`), and an encrypted one has it before the version that it was made from is destroyed.
 */
export async function isAsClassified(
  object: CatalogObject,
  system: SystemSettings,
  ports: Ports,
  signal: AbortSignal,
): Promise<boolean> {
  const levels = new Map<string, number>();
  for await (const { versionId, level } of ports.catalog.versions({ objectId: object.objectId, state: 'present' }))
    if (level !== undefined) levels.set(versionId, level);
  const { protection } = object;
  const wasProtected = protection !== undefined && protection.mode !== 'default';
  if (levels.size === 0 && !wasProtected) return false;
  try {
    return await compared(object, { levels, wasProtected }, system, ports, signal);
  } catch (error) {
    // What cannot be compared, because the version before is gone, counts as changed.
    if (error instanceof Fault) return false;
    throw error;
  }
}

async function compared(
  { objectId, sealedKey, versionId: now, etag, classification, protection }: CatalogObject,
  { levels, wasProtected }: { levels: ReadonlyMap<string, number>; wasProtected: boolean },
  { id, bucket }: SystemSettings,
  ports: Ports,
  signal: AbortSignal,
): Promise<boolean> {
  const { objects, seal, service } = ports;
  const key = seal.open(sealedKey);
  const current = await objects.head({ bucket, key, versionId: now }, { signal });
  if (!current || !classification) return false;
  const inClear = foundProtection(current, await envelopeHeader(current, objects)) === 'default';
  if (inClear && !wasProtected) return false;
  if (!inClear && levels.get(now) === classification.level) return true;

  const versions = await objects.versionsOf({ bucket, key }, { signal });
  // The newest of a known level is what the object was classified by.
  const before = versions.find(
    ({ versionId, deleteMarker }) =>
      versionId !== now && !deleteMarker && (versionId === protection?.versionId || levels.has(versionId)),
  );
  if (!before || (levels.get(before.versionId) ?? classification.level) !== classification.level) return false;
  const context = envelopeContext(service.parties.service.id, id, objectId);
  const digest = (versionId: string) => clearDigest({ bucket, key, versionId }, context, ports, signal);
  if (!sameDigest(await digest(before.versionId), await digest(now))) return false;
  await carryDecision({ objectId, classification }, { from: before.etag, to: etag }, ports.catalog);
  return true;
}
