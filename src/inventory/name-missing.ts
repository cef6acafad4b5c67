import type { CatalogVersion } from '../ports/catalog.js';
import type { JobPorts } from '../run/ports.js';
import { inBatches } from './batches.js';

type Needs = Pick<JobPorts, 'catalog' | 'clock' | 'actor'>;

/** Each has an audit entry of its own or a place in one. */
const BATCH = 500;

/** Objects the catalogue knows and the store no longer shows: named, not forgotten. @returns how many */
export async function markGone(objectIds: AsyncIterable<string>, { catalog, actor }: Needs): Promise<number> {
  let gone = 0;
  for await (const batch of inBatches(objectIds, BATCH)) {
    await catalog.saveState(
      batch.map((objectId) => ({ objectId, state: 'gone', reason: 'inventory/not-in-store' })),
      batch.map((objectId) => ({ actor, action: 'object.gone', subject: objectId })),
    );
    gone += batch.length;
  }
  return gone;
}

/** Versions that were there and are not: overwritten or deleted by something other than kimitsu. */
export async function markDisappeared(
  system: string,
  versions: AsyncIterable<CatalogVersion>,
  { catalog, clock, actor }: Needs,
): Promise<void> {
  for await (const batch of inBatches(versions, BATCH)) {
    const now = clock.now();
    await catalog.saveVersions(
      batch.map((version) => settled(version, now)),
      [{ actor, action: 'versions.disappeared', subject: system, detail: batch.map(({ objectId }) => objectId) }],
    );
  }
}

/** A version marked `superseded` was being destroyed by us when the process died; any other vanished without us. */
function settled(version: CatalogVersion, now: Date): CatalogVersion {
  if (version.reason === 'superseded') return { ...version, state: 'destroyed', destroyedAt: now.toISOString() };
  return { ...version, state: 'exception', reason: 'inventory/not-in-store' };
}
