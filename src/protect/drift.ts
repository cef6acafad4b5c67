import type { Protection } from '../ports/catalog.js';
import type { ObjectHead } from '../ports/object-store.js';
import type { MessageHeader } from './message-header.js';
import { type ProtectionGap, type ProtectionState, sameKey, suffices, type WantedProtection } from './protection.js';

/**
 * Why an object that was brought to its protection does not have it any more, because somebody else changed it in the
 * store. Undefined when it is as it was recorded, so that only more is asked of it now: a higher level, another key.
 *
 * @param recorded - what the last run left
 * @param state - what was found now, against `wanted`
 */
export function driftOf(
  recorded: Protection | undefined,
  found: { head: ObjectHead; header: MessageHeader | undefined; state: ProtectionState },
  wanted: WantedProtection,
): ProtectionGap | undefined {
  const { head, header, state } = found;
  if (!recorded || state.satisfied || !suffices(recorded.mode, wanted.mode)) return undefined;
  return state.found === recorded.mode && asRecorded(state.reason, recorded, head, header) ? undefined : state.reason;
}

function asRecorded(
  gap: ProtectionGap,
  recorded: Protection,
  { encryption }: ObjectHead,
  header: MessageHeader | undefined,
): boolean {
  if (gap === 'protect/other-store-key') {
    return encryption.mode === 'kms' && sameKey(encryption.keyId, recorded.kmsKeyId);
  }
  return gap === 'protect/other-unit' && header?.keyName === recorded.unitId;
}
