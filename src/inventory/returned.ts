import type { Catalog, CatalogObject } from '../ports/catalog.js';
import { isErasure } from '../ports/destroyed-reason.js';

/** Reason on the review list, and code in the summary of a run. */
export const RETURNED = 'erase/record-returned';

/**
 * B3-2-1: whether what lies under a name now is by all appearances a record that was erased under a plan: a version of the
 * same name and as many bytes, in clear or encrypted, was destroyed by an erasure. A backup that was put back looks so; so
 * does, seldom, a new record of the same name and length. People tell them apart.
 *
 * @param size - bytes of what lies there, as stored
 * @param inClear - the same in clear: an erased copy in clear may have been put in an envelope since; asked only of a
 *   name that was erased
 */
export async function isReturned(
  catalog: Pick<Catalog, 'versions'>,
  { objectId }: Pick<CatalogObject, 'objectId'>,
  size: number,
  inClear: () => Promise<number>,
): Promise<boolean> {
  let erasedAt = '';
  const destroyed: { size: number; at: string }[] = [];
  for await (const { state, item, reason, size: bytes, destroyedAt: at = '' } of catalog.versions({ objectId })) {
    if (state !== 'destroyed' || item !== 'version') continue;
    if (isErasure(reason) && at >= erasedAt) erasedAt = at || NOT_KNOWN;
    if (bytes > 0) destroyed.push({ size: bytes, at });
  }
  if (erasedAt === '') return false;
  const sizes = [size, await inClear().catch(() => size)];
  // What was replaced by its encrypted form before counts as well: a copy in clear may have been put back. What was
  // replaced since then belongs to a record that has come to the name after it.
  return destroyed.some(({ size: bytes, at }) => at <= erasedAt && sizes.includes(bytes));
}

/** Later than every time: of an erasure whose time is not on record all that was destroyed counts. */
const NOT_KNOWN = '\uffff';
