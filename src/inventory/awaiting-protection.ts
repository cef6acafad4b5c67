import type { CatalogObject, Classification } from '../ports/catalog.js';
import { desiredProtection, sameKey, suffices } from '../protect/protection.js';
import { objectsWithLockedPlaintext } from '../protect/replaced-versions.js';
import type { JobPorts, SystemSettings } from '../run/ports.js';
import { isAsClassified } from './as-classified.js';
import type { Frozen } from './frozen.js';
import { placeOf } from './place.js';

type Ports = Pick<JobPorts, 'catalog' | 'objects' | 'unitKeys' | 'levelKeys' | 'seal' | 'service' | 'clock' | 'actor'>;

/** In place of a classifier's version, so that the next classification reads the object. */
export const LEVEL_UNKNOWN = 'enforce/level-unknown';

/**
 * Objects of a system that have to be looked at in the store to be protected as their level asks. Of an unchanged
 * object the listing alone tells that: whatever changes it in the store makes another version, but for one request
 * (S3's UpdateObjectEncryption), which only asking for every object finds.
 *
 * @param everyObject - also those that the listing shows unchanged
 */
export async function* awaitingProtection(
  system: SystemSettings,
  { everyObject, frozen }: { everyObject: boolean; frozen: Frozen },
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<CatalogObject> {
  const { catalog } = ports;
  const waiting = await objectsWithLockedPlaintext(system.id, catalog);
  for await (const object of catalog.objects({ system: system.id, states: ['found', 'classified', 'protected'] })) {
    // Before anything is looked at or noted: an erasure has it.
    if (frozen.has(placeOf(object)) || frozen.hasUnitOf(object)) continue;
    if (object.state === 'found') {
      if (!object.classification) continue;
      if (await isAsClassified(object, system, ports, signal)) yield object;
      // What was never protected waits until its level is known.
      else if (object.protection && object.protection.mode !== 'default')
        yield await asLevel3(object, object.classification, ports);
    } else if (everyObject || waiting.has(object.objectId) || (await needsWork(object, system, ports))) yield object;
  }
}

async function needsWork(
  object: CatalogObject,
  { access }: SystemSettings,
  { levelKeys, objects }: Ports,
): Promise<boolean> {
  const { state, versionId, etag, protection } = object;
  if (state !== 'protected' || protection?.etag !== etag || protection.versionId !== versionId) return true;
  const level = object.classification?.level ?? 3;
  const mode = desiredProtection(level, access);
  if (!suffices(protection.mode, mode)) return true;
  const underKey = mode === 'store-kms' || (mode === 'envelope' && objects.layered);
  if (!underKey || protection.mode !== mode) return false;
  return !sameKey(protection.kmsKeyId, await levelKeys.idOf(level));
}

/**
 * Other content in place of what was protected does not lie in clear until somebody classifies it: unknown is level 3.
 */
async function asLevel3(
  object: CatalogObject,
  before: Classification,
  { catalog, clock, actor }: Ports,
): Promise<CatalogObject> {
  const { objectId, etag, size } = object;
  const classification: Classification = {
    ...before,
    level: 3,
    because: [{ source: 'unread', level: 3, rule: LEVEL_UNKNOWN }],
    records: { 1: 0, 2: 0, 3: 1 },
    findings: [],
    review: [],
    examinedBytes: 0,
    unexaminedBytes: size,
    classifierVersion: LEVEL_UNKNOWN,
    classifiedAt: clock.now().toISOString(),
  };
  const audit = { actor, action: 'object.level-unknown', subject: objectId };
  await catalog.saveClassified([{ objectId, etag, classification }], [audit]);
  return { ...object, state: 'classified', classification };
}
