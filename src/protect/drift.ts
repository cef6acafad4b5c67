import type { Protection } from '../ports/catalog.js';
import type { ObjectHead } from '../ports/object-store.js';
import type { MessageHeader } from './message-header.js';
import { type ProtectionGap, protectionOf } from './protection.js';

/**
 * Why an object does not have the protection any more that the last run left it with, because somebody else changed it
 * in the store. Undefined when it has, even if more is asked of it now: a higher level, another key.
 */
export function driftOf(
  recorded: Protection | undefined,
  head: ObjectHead,
  header: MessageHeader | undefined,
): ProtectionGap | undefined {
  if (!recorded) return undefined;
  const { mode, kmsKeyId } = recorded;
  const left = mode !== 'default' && kmsKeyId !== undefined ? { mode, kmsKeyId } : { mode };
  const state = protectionOf(head, header, left);
  return state.satisfied ? undefined : state.reason;
}
