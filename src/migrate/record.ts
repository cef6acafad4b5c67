import type { LevelCount } from './package/counts.js';
import type { Receiver } from './plan.js';

/** `opened`: packages are being made; `verified`: each was read back whole; `accepted`: the receiver signed for each. */
export type MigrationPhase = 'opened' | 'verified' | 'accepted';

/** The receiver's signed acceptance of one package. */
export interface RecordedAcceptance {
  /** SHA-256 of the JWS as handed over. */
  hash: string;
  jws: string;
  receiver: string;
  /** When the receiver signed, and when it was taken into the catalogue. */
  at: string;
  importedAt: string;
}

/** What was measured of a package after it was complete. */
export interface VerifiedPackage {
  system: string;
  name: string;
  /** SHA-256 of `tagmanifest-sha256.txt`, which binds every file of the package. */
  tagManifest: string;
  objects: number;
  /** Payload bytes (Payload-Oxum). */
  bytes: number;
  levels: LevelCount[];
  verifiedAt: string;
  acceptance?: RecordedAcceptance;
}

/** All that was done under one migration plan; opened before the first byte is written. */
export interface MigrationRecord {
  schema: 'kimitsu/migration/1';
  migrationId: string;
  planId: string;
  planHash: string;
  approvalHash: string;
  phase: MigrationPhase;
  systems: string[];
  receiver: Receiver;
  startedAt: string;
  executedBy: string;
  verifiedBy: string;
  approvedBy: string;
  approvedAt: string;
  /** SHA-256 of the tag manifest by system, on record before the package is completed; absent in older records. */
  sealed?: Readonly<Record<string, string>>;
  packages: VerifiedPackage[];
  verifiedAt: string | undefined;
  acceptedAt: string | undefined;
}
