import type { Catalog, CatalogObject } from '../ports/catalog.js';
import { isErasure } from '../ports/erasure-reason.js';

/** Reason on the review list, and code in the summary of a run. */
export const RETURNED = 'erase/record-returned';

/**
 * B3-2-1: whether what lies under a name now is by all appearances a record that was erased under a plan: a version of the
 * same name and as many bytes, in clear or encrypted, was destroyed by an erasure. A backup that was put back looks so; so
 * does, seldom, a new record of the same name and length. People tell them apart.
 *
 * @param sizes - bytes of what lies there, as stored and in clear: an erased copy in clear may have been put in an envelope since
 */
export async function isReturned(
  catalog: Pick<Catalog, 'versions'>,
  { objectId }: Pick<CatalogObject, 'objectId'>,
  ...sizes: number[]
): Promise<boolean> {
  let [wasErased, sameSize] = [false, false];
  for await (const version of catalog.versions({ objectId })) {
    if (version.state !== 'destroyed' || version.item !== 'version') continue;
    wasErased ||= isErasure(version.reason);
    // What was replaced by its encrypted form counts as well: a copy in clear may have been put back.
    sameSize ||= version.size > 0 && sizes.includes(version.size);
  }
  return wasErased && sameSize;
}
