import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { ImportRequest, KeyDescription, KeyMaterial, KeyOrigin } from '../../ports/key-service.js';
import type { ProvenWaiting } from '../local/keys/proven-waiting.js';
import type { PendingImport } from './key-import.js';
import { materialIdOf, newMaterial, type StoredMaterial } from './key-material.js';

/** One key as it is kept; times in RFC 3339. */
export interface StoredKey {
  keyId: string;
  alias: string;
  description: string;
  tags: Record<string, string>;
  origin: KeyOrigin;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion' | 'PendingImport';
  createdAt: string;
  deletionDate?: string | undefined;
  /** Oldest first. */
  materials: StoredMaterial[];
  /** While it waits for its deletion: see `hasPassed`. The service in memory goes by its clock alone. */
  waiting?: ProvenWaiting | undefined;
  /** When the key rotates by itself. */
  rotation?: { days: number; next: string } | undefined;
  pendingImports?: PendingImport[] | undefined;
}

export function describe(key: StoredKey): KeyDescription {
  return {
    keyId: key.keyId,
    alias: key.alias,
    state: key.state,
    createdAt: new Date(key.createdAt),
    deletionDate: key.deletionDate === undefined ? undefined : new Date(key.deletionDate),
    origin: key.origin,
    spec: 'SYMMETRIC_DEFAULT',
  };
}

export function isOver({ state, deletionDate }: StoredKey, now: Date): boolean {
  return state === 'PendingDeletion' && deletionDate !== undefined && Date.parse(deletionDate) <= now.getTime();
}

/** Only an enabled key rotates by itself; one that was disabled meanwhile does so once it is enabled. */
export function rotatesBy({ state, rotation }: StoredKey, now: Date): boolean {
  return state === 'Enabled' && rotation !== undefined && Date.parse(rotation.next) <= now.getTime();
}

/** Whether no material that anything may be encrypted with is missing. */
export function isComplete({ materials }: StoredKey): boolean {
  const used = materials.filter(({ state }) => state !== 'PENDING_ROTATION');
  return used.length > 0 && used.every(({ bytes }) => bytes !== undefined);
}

export function currentOf({ materials, keyId }: StoredKey): StoredMaterial {
  const current = materials.find(({ state }) => state === 'CURRENT');
  if (current) return current;
  throw new Fault('integrity', 'keys/corrupt', 'the key has no material in use', { keyId });
}

/** `material` is in use from now on, and those before it only open. */
export function replaceCurrent(
  key: StoredKey,
  material: StoredMaterial,
  rotation: NonNullable<KeyMaterial['rotation']>,
  now: Date,
): StoredMaterial {
  currentOf(key).state = 'NON_CURRENT';
  const inUse: StoredMaterial = { ...material, state: 'CURRENT', rotatedAt: now.toISOString(), rotation };
  key.materials = [...key.materials.filter(({ materialId }) => materialId !== material.materialId), inUse];
  return inUse;
}

/** Puts imported bytes in their place. @throws {Fault} as `KeyService.importKeyMaterial` */
export function place(key: StoredKey, bytes: Uint8Array, kind: ImportRequest['kind']): StoredMaterial {
  const { keyId, materials } = key;
  const known = materials.find(({ materialId }) => materialId === materialIdOf(keyId, bytes));
  if (kind === 'EXISTING' ? !known : known) {
    const message =
      kind === 'EXISTING' ? 'the key never had this material' : 'the key has or had this material: it is not new';
    throw new Fault('conflict', 'keys/other-material', message, { keyId });
  }
  if (known) {
    known.bytes = Buffer.from(bytes).toString('base64');
    return known;
  }
  if (materials.some(({ state }) => state === 'PENDING_ROTATION')) {
    const message = 'an imported material waits for the rotation already';
    throw new Fault('conflict', 'keys/material-waiting', message, { keyId }, { hint: 'rotate the key first' });
  }
  const material = newMaterial(keyId, bytes, materials.length === 0 ? 'CURRENT' : 'PENDING_ROTATION');
  materials.push(material);
  return material;
}

/** @throws {Fault} `usage` / `keys/not-importable` */
export function external(key: StoredKey): StoredKey {
  if (key.origin === 'EXTERNAL') return key;
  const message = 'the key has material of the service; none can be imported';
  throw new Fault('usage', 'keys/not-importable', message, { keyId: key.keyId });
}

export function later(from: Date, days: number): string {
  return new Date(from.getTime() + days * DAY_MS).toISOString();
}
