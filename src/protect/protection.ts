import type { Level } from '../base/level.js';
import type { ProtectionMode } from '../ports/catalog.js';
import type { ObjectHead } from '../ports/object-store.js';
import type { MessageHeader } from './message-header.js';

/** `archive`: only kimitsu reads the records. `live`: the system's own application still reads them in the store. */
export type SystemAccess = 'archive' | 'live';

/** How the store and kimitsu protect a record of this level (別紙４; policy of the service). */
export function desiredProtection(level: Level, access: SystemAccess): ProtectionMode {
  if (level === 3) return access === 'live' ? 'store-kms' : 'envelope';
  return level === 2 ? 'store-kms' : 'default';
}

export interface WantedProtection {
  mode: ProtectionMode;
  /** The unit whose key an envelope must be made with. */
  unitId?: string;
  /** The key of the key service that the store must use; for `envelope` checked only when given. */
  kmsKeyId?: string;
}

export type ProtectionGap =
  | 'protect/no-envelope'
  | 'protect/other-unit'
  | 'protect/not-encrypted-by-store'
  | 'protect/other-store-key'
  | 'protect/bucket-key';

export type ProtectionState =
  /** `stronger`: the object is protected better than its level asks, e.g. after the level was lowered. */
  | { satisfied: true; found: ProtectionMode; stronger: boolean }
  | { satisfied: false; found: ProtectionMode; reason: ProtectionGap };

const STRENGTH: Record<ProtectionMode, number> = { default: 0, 'store-kms': 1, envelope: 2 };

/** Whether what one mode protects counts as protected where the other is asked for. */
export const suffices = (found: ProtectionMode, wanted: ProtectionMode): boolean => STRENGTH[found] >= STRENGTH[wanted];

/** What protects this object as it stands. @param header - of its content, when that is a message of ours */
export function foundProtection(head: ObjectHead, header: MessageHeader | undefined): ProtectionMode {
  if (header) return 'envelope';
  return head.encryption.mode === 'kms' ? 'store-kms' : 'default';
}

/**
 * Is this object protected as its level asks? Judged by what the store says and by the unauthenticated header;
 * whether the content can really be opened is proven only by reading it.
 */
export function protectionOf(
  head: ObjectHead,
  header: MessageHeader | undefined,
  wanted: WantedProtection,
): ProtectionState {
  const found = foundProtection(head, header);
  const reason = wanted.mode === 'default' ? undefined : gap(head, header, wanted);
  if (reason) return { satisfied: false, found, reason };
  return { satisfied: true, found, stronger: STRENGTH[found] > STRENGTH[wanted.mode] };
}

function gap(head: ObjectHead, header: MessageHeader | undefined, wanted: WantedProtection): ProtectionGap | undefined {
  if (wanted.mode === 'envelope') {
    if (!header) return 'protect/no-envelope';
    if (wanted.unitId !== undefined && header.keyName !== wanted.unitId) return 'protect/other-unit';
    return wanted.kmsKeyId === undefined ? undefined : storeGap(head, wanted.kmsKeyId);
  }
  // An envelope needs nothing from the store to count for level 2.
  return header ? undefined : storeGap(head, wanted.kmsKeyId);
}

function storeGap({ encryption }: ObjectHead, kmsKeyId: string | undefined): ProtectionGap | undefined {
  if (encryption.mode !== 'kms') return 'protect/not-encrypted-by-store';
  if (kmsKeyId !== undefined && !sameKey(encryption.keyId, kmsKeyId)) return 'protect/other-store-key';
  // With a bucket key S3 keeps a key of its own for a while, which an erasure cannot account for.
  return encryption.bucketKey ? 'protect/bucket-key' : undefined;
}

/** Key ids, with or without the ARN around them. */
export function sameKey(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.slice(a.lastIndexOf('/') + 1) === b.slice(b.lastIndexOf('/') + 1);
}
