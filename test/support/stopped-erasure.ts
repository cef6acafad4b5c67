import type { Workspace } from '../../src/app/workspace.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';

/** Stops an erasure when it has frozen its scope and is about to destroy the first key. */
export function stopWhenFrozen({ ports: { catalog, unitKeys } }: Workspace, error: Error): void {
  const forReading = unitKeys.forReading.bind(unitKeys);
  unitKeys.forReading = async (unitId) => {
    const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
    if (erasures.some(({ phase }) => phase === 'frozen')) throw error;
    return forReading(unitId);
  };
}
