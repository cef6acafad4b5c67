import { Fault } from '../base/fault.js';
import type { ReadBackOutcome } from '../dispose/erasure.js';
import type { CallOptions, ObjectRef, ObjectStore } from '../ports/object-store.js';

/**
 * Tries to read one version by both ways there are, since a store that answers HEAD with “absent” can still hand the
 * content out. `unreadable`: it is there, damaged or without the key that the store encrypted it with.
 *
 * @throws {Fault} what is no answer to the question, such as `denied` / `store/access-denied`
 */
export async function readOutcome(
  ref: ObjectRef,
  objects: ObjectStore,
  options: CallOptions = {},
): Promise<ReadBackOutcome> {
  try {
    if ((await objects.head(ref, options)) !== undefined) return 'altered';
    const content = await objects.get(ref, { ...options, range: { first: 0, last: 0 } });
    for await (const _ of content) break;
    return 'altered';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === 'store/no-such-version') return 'destroyed';
    if (error.kind === 'unavailable') return 'store-unavailable';
    if (error.kind === 'integrity' || error.code.startsWith('keys/')) return 'unreadable';
    throw error;
  }
}

/** @throws {Fault} integrity `erase/still-readable`, `erase/still-there`, unavailable `store/unavailable` */
export function assertDestroyed(outcome: ReadBackOutcome, objectId: string): void {
  if (outcome === 'destroyed') return;
  if (outcome === 'store-unavailable')
    throw new Fault('unavailable', 'store/unavailable', 'the store did not say whether a version is gone', {
      objectId,
    });
  if (outcome === 'altered')
    throw new Fault('integrity', 'erase/still-readable', 'a version can still be read after its destruction', {
      objectId,
    });
  throw new Fault('integrity', 'erase/still-there', 'a version is still there after its destruction, if unreadable', {
    objectId,
  });
}
