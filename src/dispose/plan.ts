import type { Level } from '../base/level.js';
import type { PlannedAccount } from './account-disposal.js';
import type { RetentionRule } from './retention.js';
import { coversAll, type PlaceFilter } from './selection.js';
import type { UnreadableObject } from './unreadable.js';

/** Who the documents name. Organisations and roles; a person's name only where the configuration gives one. */
export interface Parties {
  service: { id: string; name: string; contract: string };
  contractor: { name: string; department?: string; responsible: string };
  prefecture: { name: string; department?: string };
}

/** What a plan covers: everything when nothing is named. */
export interface PlanScope extends PlaceFilter {
  /** The plan was made for what had passed its retention period on this day, `YYYY-MM-DD`. */
  expiredOn?: string;
  /** The prefecture is asked to agree that records go although their retention period is not over. */
  despiteRetention?: true;
  /** Accounts and nothing else: the records were erased before. */
  accountsOnly?: true;
}

export interface ScopeLine {
  system: string;
  systemName: string;
  level: Level;
  objects: number;
  records: number;
  /** Versions, delete markers and unfinished uploads. */
  versions: number;
  /** Bytes as stored, all versions. */
  bytes: number;
  /** Objects whose content this place once held unencrypted. */
  plaintextBefore: number;
}

export interface LevelMethod {
  level: Level;
  /** `cryptographic-erase` = unit key destroyed and every version deleted; `delete` = every version deleted. */
  technique: 'cryptographic-erase' | 'delete';
  /** Share of the versions read back after deletion. */
  readBack: 'full' | 'sampled';
  certificate: boolean;
}

export interface PlannedKey {
  kmsKeyId: string;
  alias: string;
  level: Level;
  /** Days between scheduling and destruction of the key material, 7–30; without meaning for a key that stays. */
  waitingDays: number;
  /** The service goes on and needs the key: only its unit keys are destroyed. */
  stays?: true;
  unitIds: string[];
}

export interface DisappearedLine {
  system: string;
  versions: number;
  /** `inventory/not-in-store`: deleted or overwritten by something other than kimitsu. */
  reason: string;
}

/** 終了計画書 as data. Its canonical hash is its identity: approvals and certificates name it. */
export interface DisposalPlan {
  schema: 'kimitsu/disposal-plan/1';
  planId: string;
  createdAt: string;
  createdBy: string;
  parties: Parties;
  scope: PlanScope;
  /** Everything in scope, what is excepted included. */
  lines: ScopeLine[];
  /** First and last month that the records belong to, `YYYY-MM`. */
  months?: { from: string; to: string };
  /** Of that: what stays, see `exceptions`. */
  kept?: ScopeLine[];
  /** Unit keys that protect something else too: what they protect in scope is deleted, and the key stays. */
  sharedUnits?: string[];
  /** Objects that no key of this service opens: only deleted, as far as anybody can tell, whatever the method of their level. */
  unopened?: number;
  /** Which these are, and what opening them said; absent in plans of an older version. */
  unreadable?: UnreadableObject[];
  /** Of the unit keys of `keys`, those that do not open any more: no canary can show that they were destroyed. */
  damagedUnits?: string[];
  /** Names of systems whose level 3 is encrypted by the store, so that they can go on reading it. */
  liveSystems?: string[];
  /** Accounts that end with the service (B3-3-1 to B3-3-3). */
  accounts?: PlannedAccount[];
  /** Retention periods that were looked at. */
  retention?: RetentionRule[];
  people?: { executes: string; verifies: string; approves: string[] };
  /** Nothing is done before this instant. */
  notBefore?: string;
  methods: LevelMethod[];
  keys: PlannedKey[];
  /** Versions known once that vanished from the store without us: not erased by us, so counted apart. */
  disappeared?: DisappearedLine[];
  /** Objects that stay and why; each is named in the certificate as well. */
  exceptions: { objectId: string; system: string; reason: string }[];
  /** Hash over every version in scope (id, version id, size): the plan is void once this changes. */
  inventoryHash: string;
  auditHead: { seq: number; hash: string };
}

/** Whether nothing of the service is left after the plan, so that the keys of the key service and the catalogue end too. */
export function endsService({ scope, exceptions }: Pick<DisposalPlan, 'scope' | 'exceptions'>): boolean {
  return coversAll(scope) && exceptions.length === 0;
}

/** The lines of a plan without what it keeps; a line of which nothing is left is not there. */
export function erasedLines({ lines, kept = [] }: Pick<DisposalPlan, 'lines' | 'kept'>): ScopeLine[] {
  return lines
    .map((line) => {
      const stays = kept.find(({ system, level }) => system === line.system && level === line.level);
      if (!stays) return { ...line };
      const rest = { ...line };
      for (const member of COUNTS) rest[member] -= stays[member];
      return rest;
    })
    .filter(({ versions }) => versions > 0);
}

const COUNTS = ['objects', 'records', 'versions', 'bytes', 'plaintextBefore'] as const;
