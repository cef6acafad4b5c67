import type { Level } from '../base/level.js';
import type { DisappearedLine } from './plan.js';

/**
 * Where an erasure stands; each move is one transaction with its audit entry. It moves forward, but for a key that was
 * seen gone and is there again: then it goes back to `kms-keys-scheduled`.
 */
export type ErasurePhase =
  | 'approved'
  | 'frozen'
  | 'unit-keys-destroyed'
  | 'versions-deleted'
  | 'read-back'
  | 'kms-keys-scheduled'
  | 'complete'
  | 'cancelled';

/** Outcome of trying to read what was erased; never merged into fewer. */
export type ReadBackOutcome = 'destroyed' | 'altered' | 'unreadable' | 'store-unavailable';

/** Of a key of the key service there is a time between: it is there and refuses everybody. */
export type KmsCanaryOutcome = ReadBackOutcome | 'refused';

export type Verdict = 'PASS' | 'FAIL' | 'UNKNOWN';

/**
 * How many versions were judged how. `DELETED`: shown to be gone, of an object that the plan names as unreadable: whether
 * a key that was destroyed had protected it nobody can tell, so it is never counted as `PASS`.
 */
export type Verdicts = Record<Verdict, number> & { DELETED?: number | undefined };

export interface UnitKeyErasure {
  unitId: string;
  system: string;
  level: Level;
  kmsKeyId: string;
  createdAt: string;
  destroyedAt: string;
  /** The canary message encrypted under this unit key before must not decrypt afterwards. */
  canary: {
    decryptedBefore: boolean;
    outcomeAfter: ReadBackOutcome;
    checkedAt: string;
    /** The encrypted canary, base64: whoever doubts can try again. */
    message: string;
  };
}

export interface KmsKeyErasure {
  kmsKeyId: string;
  alias: string;
  level: Level;
  disabledAt: string;
  scheduledAt: string;
  /** As the key service reported it. */
  deletionDate: string;
  /** When the key was found gone after having been seen pending; undefined while it waits. */
  destroyedAt: string | undefined;
  /** Absent where the key was disabled already when its turn came. `message`: base64. */
  canary?: { message: string; outcomeAfter: KmsCanaryOutcome; checkedAt: string };
  /** What the log of the key service says of its deletion; absent where no log was looked at. */
  trail?: KeyTrail | 'not-found';
}

/**
 * A key that was found taken back after its deletion had been scheduled, or there again after it had been seen gone, and
 * who answers for going on. From `unusableAt` to `unusableAgainAt` it may have been used.
 */
export interface KeyIncident {
  kmsKeyId: string;
  alias: string;
  /** As the key service showed it when the incident was written down; `gone` when it was there no more. */
  state: string;
  /** What its canary gave at that time, before anything was done: `altered` is that it opened. Absent where none was made. */
  canary?: KmsCanaryOutcome;
  /** When it was last shown to be of no use to anybody; absent in records of an older version. */
  unusableAt?: string;
  /** When it was shown so anew: absent until then, and where the key is gone. */
  unusableAgainAt?: string;
  /** When it had been seen gone, of one that was there again after that. */
  seenGoneAt?: string;
  /** What the log of the key service says of it, where one was looked at. */
  event?: { name: string; eventId: string; at: string };
  /** As it was typed. */
  reason: string;
  /** Identity that wrote it down: `account:…`. */
  by: string;
  at: string;
}

/** A unit key that was destroyed and was there again: it was destroyed once more as soon as it was found. */
export interface ReturnedUnitKey {
  unitId: string;
  /** When it was last shown to be gone, and when it was found again: in between it may have been used. */
  goneAt: string;
  foundAt: string;
}

/** `DeleteKey` of AWS CloudTrail, written by the key service itself. */
export interface KeyTrail {
  eventId: string;
  at: string;
  /** SHA-256 of the log file, unpacked. */
  log: string;
  /** Whether a signed digest names the log with this content. */
  digest: 'PASS' | 'UNKNOWN';
}

export interface SystemErasure {
  system: string;
  systemName: string;
  level: Level;
  objects: number;
  records: number;
  versions: number;
  bytes: number;
  plaintextBefore: number;
  verdicts: Verdicts;
}

/** What came to the places of a system after the erasure had frozen its scope, and was left alone. */
export interface ArrivedLine {
  system: string;
  systemName: string;
  /** Versions, delete markers and unfinished uploads. */
  versions: number;
  bytes: number;
}

/**
 * Form of the records that are begun now. It counts what a record must have, in what order its phases follow, and by what
 * it is vouched for; an optional member more is no other form. The second enters the hash of the whole record into the
 * audit log with every step. The first has begun without that; see `takeOver`.
 */
export const ERASURE_SCHEMA = 'kimitsu/erasure/2';

/** All that was done and measured under one plan; the only source a certificate is made from. */
export interface ErasureRecord {
  schema: typeof ERASURE_SCHEMA | 'kimitsu/erasure/1';
  erasureId: string;
  planId: string;
  planHash: string;
  approvalHash: string;
  phase: ErasurePhase;
  startedAt: string;
  frozenAt: string | undefined;
  /** Hash over what was marked then, see `frozenInventory`; absent where an older version has frozen it. */
  frozenInventory?: string;
  /** Who executes and who verifies: persons or posts, as the configuration names them. */
  executedBy: string;
  verifiedBy: string;
  /** B1-1-1: the account that began it, and the factors that were shown for that. Absent where none were asked for. */
  begunBy?: { account: string; factors: ('secret' | 'totp' | 'recovery-code' | 'aws-mfa')[] };
  approvedBy: string;
  approvedAt: string;
  unitKeys: UnitKeyErasure[];
  /**
   * Keys that did not open when their turn came: removed like the others, without a canary that would show it.
   * `destroyedAt` is absent until that is done.
   */
  damagedUnits?: { unitId: string; destroyedAt?: string }[];
  kmsKeys: KmsKeyErasure[];
  systems: SystemErasure[];
  /** Keys that were taken back or came back; those still there were scheduled anew. */
  incidents?: KeyIncident[];
  /** Versions that were destroyed, came back and were destroyed again, as often as that was found. */
  returnedVersions?: { versions: number; bytes: number; foundAt: string }[];
  /**
   * What by name and size looks like a record that was erased, and lay in the store as another version when that was
   * looked at for a certificate. Nobody had decided that it is another record, and this erasure is not for it.
   */
  returnedCopies?: { objects: number; bytes: number; foundAt: string }[];
  /** Unit keys that came back after they had been destroyed, as often as that was. */
  returnedUnitKeys?: ReturnedUnitKey[];
  /** Who vouched for the clock where the waiting period was not seen to pass. */
  waitingEnded?: { reason: string; by: string; at: string };
  readBack:
    | {
        method: string;
        versionsListedAfter: number;
        probed: number;
        outcomes: Record<ReadBackOutcome, number>;
        at: string;
      }
    | undefined;
  /** RFC 6962 root over the salted leaf of every erased version. */
  inventory: { root: string; count: number } | undefined;
  disappeared?: DisappearedLine[];
  exceptions: { objectId: string; system: string; reason: string }[];
  /** Of an erasure of the whole service: what it found in its places that no plan has named. */
  arrived?: ArrivedLine[] | undefined;
  /** Keys of the plan that were not destroyed, since what has arrived needs them to be dealt with by another plan. */
  keysKept?: { unitIds: string[]; kmsKeys: { kmsKeyId: string; alias: string }[] } | undefined;
  /** Where the catalogue is not a file of the workspace. */
  catalogue?: {
    place: 'postgresql';
    /** Embedded catalogues from before it was moved, overwritten and removed with this erasure. */
    originalsRemoved?: { catalogues: number; bytes: number };
  };
  completedAt: string | undefined;
  cancelled?: { reason: string };
}

/** Incidents after which the key was not shown yet to be of no use again. */
export function openIncidents({ incidents = [] }: Pick<ErasureRecord, 'incidents'>): KeyIncident[] {
  return incidents.filter(
    ({ state, unusableAt, unusableAgainAt }) =>
      state !== 'gone' && unusableAt !== undefined && unusableAgainAt === undefined,
  );
}

/** Whether the service can go on after this erasure, although its plan was for all of it. */
export function leavesRest({ keysKept }: Pick<ErasureRecord, 'keysKept'>): boolean {
  return keysKept !== undefined;
}
