import type { CatalogObject } from '../ports/catalog.js';
import type { ObjectHead, ObjectStore } from '../ports/object-store.js';
import { beginningOf } from './clear-content.js';
import { type MessageHeader, parseMessageHeader } from './message-header.js';
import { type ProtectionGap, protectionOf } from './protection.js';

/** What was an envelope is one no more, and nobody has put anything readable in its place. */
const DAMAGED = 'protect/envelope-damaged';

export type Drift = ProtectionGap | typeof DAMAGED;

/** Codes in the summary of a run: protection that was changed, and what was damaged. */
export const DRIFT_NOTES = ['enforce/drifted', 'enforce/envelope-damaged'] as const;

/** Which of them a drift is noted under. */
export const driftNote = (drift: string): string => DRIFT_NOTES[drift === DAMAGED ? 1 : 0];

/**
 * Why an object does not have the protection any more that the last run left it with, because somebody else changed it
 * in the store. Undefined when it has, even if more is asked of it now: a higher level, another key.
 */
export async function driftOf(
  object: Pick<CatalogObject, 'objectId' | 'protection'>,
  head: ObjectHead,
  header: MessageHeader | undefined,
  objects: ObjectStore,
): Promise<Drift | undefined> {
  if (!object.protection) return undefined;
  const { mode, kmsKeyId } = object.protection;
  const left = mode !== 'default' && kmsKeyId !== undefined ? { mode, kmsKeyId } : { mode };
  const state = protectionOf(head, header, left);
  if (state.satisfied) return undefined;
  return state.reason === 'protect/no-envelope' && (await isDamaged(object, head, objects)) ? DAMAGED : state.reason;
}

/**
 * Whether what lies in place of an envelope is what is left of it: cut off within its header, as long as it was, or with
 * the object's id in its first bytes, as the header has it. Nobody can read it, and it is not what was protected.
 */
async function isDamaged(
  { objectId, protection }: Pick<CatalogObject, 'objectId' | 'protection'>,
  head: ObjectHead,
  objects: ObjectStore,
): Promise<boolean> {
  if (head.size === 0 || head.size === protection?.storedBytes) return true;
  const beginning = await beginningOf(head, objects);
  return parseMessageHeader(beginning) === 'incomplete' || beginning.includes(objectId);
}
