import type { Level } from '../base/level.js';
import type { DisappearedLine, Parties, PlanScope, ScopeLine } from '../dispose/plan.js';
import type { UnreadableObject } from '../dispose/unreadable.js';

/** How the records travel: as BagIt packages in a folder, or as the same packages in a bucket of the receiver's. */
export type MigrationForm = 'bagit' | 'copy';

/** Who takes the records over. */
export interface Receiver {
  name: string;
  office?: string;
  /** Where it is reached: telephone, mail, address. */
  contact: string;
  /** RFC 7638 thumbprint of the P-256 key that is going to sign the acceptance. */
  fingerprint: string;
}

/** What protects the records on their way. */
export type MigrationProtection =
  /** Decrypted for the receiver. */
  | { mode: 'none' }
  /** AWS Encryption SDK, data keys wrapped for the receiver's RSA key. `fingerprint`: SHA-256 of its SPKI, hex. */
  | { mode: 'raw-rsa'; fingerprint: string }
  /** Encrypted at rest by the destination under the receiver's KMS key. */
  | { mode: 'kms'; keyArn: string };

/** Where the packages are put. */
export type MigrationDestination =
  | { type: 'folder'; folder: string }
  | { type: 's3'; region: string; endpoint?: string; bucket: string; prefix: string };

/** What moves, one line per system × level: current versions. */
export interface MigrationLine {
  system: string;
  systemName: string;
  level: Level;
  objects: number;
  records: number;
  versions: number;
  /** Bytes as stored at the source. */
  bytes: number;
}

export type LeftBehindReason =
  /** Older content of a record that has a newer one. */
  | 'noncurrent-version'
  /** A version whose record was deleted, or whose name the catalogue never learnt. */
  | 'deleted-record'
  | 'delete-marker'
  | 'unfinished-upload'
  /** A link or pipe: a name without content of its own. */
  | 'no-content'
  /** No key of this service opens it to its end: named in `notHandedOver`. */
  | 'unreadable'
  /** Its key was destroyed by an erasure: named in `notHandedOver`. */
  | 'cryptographically-erased';

/** 残置対象: counted by system and reason; they stay at the source and go with its disposal. */
export interface LeftBehindLine {
  system: string;
  reason: LeftBehindReason;
  versions: number;
}

/** A version that would be handed over, could anybody read it. */
export interface NotHandedOver extends UnreadableObject {
  versionId: string;
  reason: Extract<LeftBehindReason, 'unreadable' | 'cryptographically-erased'>;
}

/** B3-2-2: how a level is handed over. */
export interface MigrationMethod {
  level: Level;
  protection: MigrationProtection['mode'];
  /** Share of the copies that are read back and compared. */
  readBack: 'full';
}

/** One package (bag) per system. */
export interface PlannedPackage {
  system: string;
  /** Folder name of the package; ASCII. */
  name: string;
  /** Bucket or folder of the source. */
  source: string;
}

/** 移行計画書 as data. Its canonical hash is its identity: approvals, packages and acceptances name it. */
export interface MigrationPlan {
  schema: 'kimitsu/migration-plan/1';
  planId: string;
  createdAt: string;
  createdBy: string;
  parties: Parties;
  /** The contractor's verifier, who is not the one that executes. */
  verifier: string;
  receiver: Receiver;
  scope: PlanScope;
  /** Everything stored in these systems, as a disposal plan counts it. */
  lines: ScopeLine[];
  moved: MigrationLine[];
  methods: MigrationMethod[];
  leftBehind: LeftBehindLine[];
  /** Each of those left behind because nobody can read them; absent where there is none. */
  notHandedOver?: NotHandedOver[];
  disappeared?: DisappearedLine[];
  packages: PlannedPackage[];
  form: MigrationForm;
  destination: MigrationDestination;
  protection: MigrationProtection;
  /** Whether older versions go along. */
  history: boolean;
  /** Days agreed for the work, `YYYY-MM-DD`; absent: from the approval on. */
  schedule: { from?: string; until?: string };
  /** Product of the source store, and the program with its version. */
  tools: { store: string; software: string };
  /** Hash over every version in scope: the plan is void once this changes. */
  inventoryHash: string;
  auditHead: { seq: number; hash: string };
}

/** Whether a stored plan is one of a migration. */
export function isMigrationPlan(plan: { schema: string }): plan is MigrationPlan {
  return plan.schema === 'kimitsu/migration-plan/1';
}
