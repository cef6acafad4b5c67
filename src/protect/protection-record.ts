import type { Catalog, CatalogObject, CatalogVersion, Protection } from '../ports/catalog.js';
import type { ObjectHead } from '../ports/object-store.js';

/** Of a name without content of its own. */
export function unprotectable({ versionId, etag }: ObjectHead, now: Date): Protection {
  return {
    mode: 'default',
    unitId: undefined,
    kmsKeyId: undefined,
    versionId,
    etag,
    storedBytes: 0,
    plaintextHistory: 'unknown',
    protectedAt: now.toISOString(),
  };
}

/** Whether the place has ever held the object in clear, as far as the catalogue knows. */
export async function plaintextHistory(
  object: CatalogObject,
  catalog: Catalog,
): Promise<Protection['plaintextHistory']> {
  if (object.protection?.plaintextHistory === 'plaintext-before') return 'plaintext-before';
  for await (const version of catalog.versions({ objectId: object.objectId }))
    if (version.plaintext) return 'plaintext-before';
  return 'never';
}

export interface DestroyedVersion {
  versionId: string;
  size: number;
  /** Whether it was readable in the store. */
  plaintext: boolean;
}

const ofObject = ({ objectId, system, classification }: CatalogObject) =>
  ({ objectId, system, item: 'version', level: classification?.level }) as const;

export function protectedVersion(object: CatalogObject, { versionId, storedBytes, mode }: Protection): CatalogVersion {
  const plaintext = mode === 'default';
  const there = { state: 'present', destroyedAt: undefined, reason: undefined } as const;
  return { ...ofObject(object), ...there, versionId, size: storedBytes, plaintext };
}

export function destroyedVersion(object: CatalogObject, version: DestroyedVersion, at: string): CatalogVersion {
  return { ...ofObject(object), ...version, state: 'destroyed', destroyedAt: at, reason: 'superseded' };
}

/**
 * The encrypted version that stays, said before those that it replaces go: whoever goes on after an interruption sees by
 * its level that it holds what was classified.
 */
export function keptVersion(object: CatalogObject, { versionId, size }: ObjectHead): CatalogVersion {
  const there = { state: 'present', destroyedAt: undefined, reason: undefined } as const;
  return { ...ofObject(object), ...there, versionId, size, plaintext: false };
}

/** A version that is to be destroyed, or would be if nothing kept it. */
export function replacedVersion(object: CatalogObject, version: DestroyedVersion, reason: string): CatalogVersion {
  return { ...ofObject(object), ...version, state: 'present', destroyedAt: undefined, reason };
}
