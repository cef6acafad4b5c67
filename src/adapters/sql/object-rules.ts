import { saysUnreadable } from '../../base/unreadable-code.js';
import type { CatalogObject, Classification, ObjectState, Protection, SeenObject } from '../../ports/catalog.js';

/** An object of the catalogue and whether a person has decided on the content it has now. */
export interface HeldObject {
  object: CatalogObject;
  decided: boolean;
}

type Place = Pick<SeenObject, 'versionId' | 'etag'>;

function samePlace(a: Place, b: Place | undefined): boolean {
  return a.versionId === b?.versionId && a.etag === b.etag;
}

/** What a listing found → the object to be written and whether it is new or changed; undefined when nothing is new. */
export function afterSeen(
  held: CatalogObject | undefined,
  seen: SeenObject,
): { object: CatalogObject; changed: boolean } | undefined {
  if (!held) {
    const fresh = { state: 'found', classification: undefined, protection: undefined, reason: undefined } as const;
    return { object: { ...onlySeen(seen), ...fresh }, changed: true };
  }
  const asSeen = samePlace(seen, held);
  // What was gone and is back must be read again, or the end of service would pass it over.
  const changed = held.state === 'gone' || !(asSeen || samePlace(seen, held.protection));
  if (changed) return { object: { ...held, ...onlySeen(seen), state: 'found', reason: undefined }, changed };
  // A listing that shows the same again is not written: an unchanged store costs no writes.
  if (asSeen) return undefined;
  return { object: { ...held, ...onlySeen(seen) }, changed };
}

/** States in which there is nothing left to classify: a late result must not bring findings back after an erasure. */
const NOT_CLASSIFIABLE: readonly ObjectState[] = ['erased', 'gone'];

/** Undefined when the object has changed since it was read, is no longer there, or has been sealed (no ETag). */
export function afterClassified(
  held: CatalogObject,
  etag: string,
  classification: Classification,
): CatalogObject | undefined {
  if (held.etag !== etag || etag === '' || NOT_CLASSIFIABLE.includes(held.state)) return undefined;
  // Protection answers to a level: with another level the object waits for enforcement again.
  // So does what does not open: enforcement tells whether it does after all.
  const opens = !classification.because.some(saysUnreadable);
  const asProtected = held.state === 'protected' && held.classification?.level === classification.level && opens;
  const waits = held.state === 'found' || (held.state === 'protected' && !asProtected);
  return { ...held, classification, state: waits ? 'classified' : held.state };
}

export function afterProtected(held: CatalogObject, protection: Protection): CatalogObject {
  const { versionId, etag, storedBytes: size } = protection;
  return { ...held, protection, versionId, etag, size, state: 'protected', reason: undefined };
}

export function afterState(held: CatalogObject, state: ObjectState, reason: string | undefined): CatalogObject {
  return { ...held, state, reason };
}

/** Callers may hand in more than the type says; only what a listing shows is taken over. */
function onlySeen(seen: SeenObject): SeenObject {
  const { objectId, system, sealedKey, maskedKey, versionId, etag, size, lastModified } = seen;
  return { objectId, system, sealedKey, maskedKey, versionId, etag, size, lastModified };
}
