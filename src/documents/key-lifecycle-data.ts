import type { Level } from '../base/level.js';
import type { Parties } from '../dispose/plan.js';
import type { KeyMaterial, KeyOrigin, KeyState } from '../ports/key-service.js';

/** What tells that something happened to a key. */
export type KeyEvidence =
  /** An entry of the audit log; its hash is linked to all entries before it. */
  | { source: 'audit'; seq: number; hash: string }
  /** What the key service shows by itself. */
  | { source: 'key-service' }
  /** The record of an erasure. */
  | { source: 'erasure'; erasureId: string };

/** The verb of the audit action for a key: `created`, `imported`, `rotated`, `rewrapped`, `disabled`, `destroyed`, … */
export interface KeyEvent {
  event: string;
  /** RFC 3339. */
  at: string;
  /** Undefined where the service acted by itself. */
  actor: string | undefined;
  evidence: KeyEvidence;
  /** State that the key service showed then, as far as it was written down. */
  state?: KeyState | undefined;
  materialId?: string | undefined;
  deletionDate?: string | undefined;
}

/** Where what is shown differs from what is written down. */
export type KeyDeviationCode =
  /** No entry tells of the making. */
  | 'creation-not-recorded'
  /** Somebody changed the state by other means. */
  | 'state-differs'
  | 'rotation-not-recorded'
  /** Gone, and no entry tells of a destruction. */
  | 'missing'
  /** Its waiting period is over and it is gone; the erasure has not noted it yet. */
  | 'destruction-not-confirmed'
  /** Destroyed by the record, and there. */
  | 'back';

export interface KeyDeviation {
  code: KeyDeviationCode;
  expected?: string | undefined;
  found?: string | undefined;
}

interface Life {
  createdAt: string | undefined;
  /** Oldest first. */
  events: KeyEvent[];
  deviations: KeyDeviation[];
}

/** A key of the key service from its making to its end. */
export interface KmsKeyLife extends Life {
  keyId: string;
  alias: string | undefined;
  /** Undefined for a key whose alias was taken away and of which nothing is recorded. */
  level: Level | undefined;
  /** `Destroyed`: by the record of an erasure, and gone. `Missing`: gone without. */
  state: KeyState | 'Destroyed' | 'Missing';
  origin: KeyOrigin | undefined;
  deletionDate: string | undefined;
  /** Undefined when the service does not tell. */
  materials: (Pick<KeyMaterial, 'materialId' | 'state' | 'present'> & { rotatedAt?: string | undefined })[] | undefined;
  /** Unit keys that it wraps at present. */
  unitKeys: number;
}

export interface UnitKeyLife extends Life {
  unitId: string;
  system: string;
  level: Level;
  period: string;
  kmsKeyId: string | undefined;
  state: 'Present' | 'Destroyed' | 'Missing';
}

/** Every key that the service has or ever had, as far as anything tells of it. */
export interface KeyLedger {
  kmsKeys: KmsKeyLife[];
  unitKeys: UnitKeyLife[];
}

/** 鍵ライフサイクル報告書 as data. */
export interface KeyLifecycleReport {
  schema: 'kimitsu/key-lifecycle-report/1';
  reportId: string;
  createdAt: string;
  createdBy: string;
  parties: Parties;
  keyService: { vendor: string; name: string; version: string };
  settings: { origin: KeyOrigin; rotationDays: number; waitingDays: number };
  ledger: KeyLedger;
  auditHead: { seq: number; hash: string } | undefined;
}
