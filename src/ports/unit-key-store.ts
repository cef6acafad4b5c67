import type { Level } from '../base/level.js';

/**
 * A unit key covers one system × level × retention period. It is 256 bits, known here only as wrapped by the
 * KMS key of its level. Destroying it makes everything of that period unreadable at once.
 */
export interface UnitKeyRecord {
  /** `system/level/period`, e.g. `pbx/3/2026-04`; part of the encryption context. */
  unitId: string;
  system: string;
  level: Level;
  /** Retention period the objects fall into, `YYYY-MM`. */
  period: string;
  kmsKeyId: string;
  /** Ciphertext of the 32-byte key, base64. */
  wrappedKey: string;
  createdAt: string;
}

/**
 * Wrapped unit keys, apart from the catalogue and its backups, so that a restored catalogue brings no key back.
 * Failures are Faults: `unavailable` / `unit-keys/unavailable`, `integrity` / `unit-keys/corrupt`.
 */
export interface UnitKeyStore {
  get(unitId: string): Promise<UnitKeyRecord | undefined>;
  list(): AsyncIterable<UnitKeyRecord>;

  /** Durable once it resolves. Never replaces: `conflict` / `unit-keys/exists` when the unit has a key already. */
  add(record: UnitKeyRecord): Promise<void>;

  /**
   * Puts another wrapping of the same unit key in the place of `expectedWrappedKey`, durable once it resolves, and leaves
   * nothing of the old one. A destruction wins, whenever it comes: what it has destroyed is never brought back.
   * @throws {Fault} `conflict` / `unit-keys/changed` when the unit's key is another by now, or there is none
   */
  replace(record: UnitKeyRecord, expectedWrappedKey: string): Promise<void>;

  /** Overwrites, removes and makes the removal durable. Resolves as well when there is none. */
  destroy(unitId: string): Promise<void>;
}
