import type { Workspace } from '../../src/app/workspace.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { ObjectStore } from '../../src/ports/object-store.js';

/** Stops an erasure when it has frozen its scope and is about to destroy the first key. */
export function stopWhenFrozen({ ports: { catalog, unitKeys } }: Workspace, error: Error): void {
  const forReading = unitKeys.forReading.bind(unitKeys);
  unitKeys.forReading = async (unitId) => {
    const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
    if (erasures.some(({ phase }) => phase === 'frozen')) throw error;
    return forReading(unitId);
  };
}

/** Stops an erasure behind its unit keys, at the first version that it would delete. @returns what lets it go on */
export function stopBeforeDeletion(objects: ObjectStore): () => void {
  const destroy = objects.destroyVersion.bind(objects);
  objects.destroyVersion = () => Promise.reject(new Error('away'));
  return () => {
    objects.destroyVersion = destroy;
  };
}
