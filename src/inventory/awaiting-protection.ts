import { Fault } from '../base/fault.js';
import type { CatalogObject } from '../ports/catalog.js';
import { envelopeContext } from '../protect/clear-content.js';
import { desiredProtection, sameKey, suffices } from '../protect/protection.js';
import { objectsWithLockedPlaintext } from '../protect/replaced-versions.js';
import { clearDigest, sameDigest } from '../protect/write-protected.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';

type Ports = Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'levelKeys' | 'seal' | 'service'>;

/**
 * Objects of a system that have to be looked at in the store to be protected as their level asks. Of an unchanged
 * object the listing alone tells that: whatever changes it in the store makes another version, but for one request
 * (S3's UpdateObjectEncryption), which only asking for every object finds.
 *
 * @param everyObject - also those that the listing shows unchanged
 */
export async function* awaitingProtection(
  system: SystemSettings,
  everyObject: boolean,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<CatalogObject> {
  const { catalog } = ports;
  const waiting = await objectsWithLockedPlaintext(system.id, catalog);
  for await (const object of catalog.objects({ system: system.id, states: ['found', 'classified', 'protected'] })) {
    if (object.state === 'found') {
      if (await isSameContent(object, system, ports, signal)) yield object;
    } else if (everyObject || waiting.has(object.objectId) || (await needsWork(object, system, ports))) yield object;
  }
}

async function needsWork(object: CatalogObject, { access }: SystemSettings, { levelKeys }: Ports): Promise<boolean> {
  const { state, versionId, etag, protection } = object;
  if (state !== 'protected' || protection?.etag !== etag || protection.versionId !== versionId) return true;
  const level = object.classification?.level ?? 3;
  const mode = desiredProtection(level, access);
  if (!suffices(protection.mode, mode)) return true;
  if (mode !== 'store-kms' || protection.mode !== mode) return false;
  return !sameKey(protection.kmsKeyId, await levelKeys.idOf(level));
}

/**
 * Whether an object that was changed after it had been protected holds the same content as before. Then its level is
 * known and it can be protected again at once; any other content has to be classified first.
 */
async function isSameContent(
  object: CatalogObject,
  { bucket }: SystemSettings,
  ports: Ports,
  signal: AbortSignal,
): Promise<boolean> {
  const { protection, classification, versionId } = object;
  if (!classification || !protection || protection.mode === 'default') return false;
  const key = ports.seal.open(object.sealedKey);
  const context = envelopeContext(ports.service.parties.service.id, object.system, object.objectId);
  const digest = (id: string) => clearDigest({ bucket, key, versionId: id }, context, ports, signal);
  try {
    return sameDigest(await digest(protection.versionId), await digest(versionId));
  } catch (error) {
    // What cannot be compared is classified like anything new.
    if (error instanceof Fault) return false;
    throw error;
  }
}
