import type { Level } from '../base/level.js';

/** Who the documents name. Organisations and roles; a person's name only where the configuration gives one. */
export interface Parties {
  service: { id: string; name: string; contract: string };
  contractor: { name: string; department?: string; responsible: string };
  prefecture: { name: string; department?: string };
}

/** What a plan covers; everything when `systems` is absent. */
export interface PlanScope {
  systems?: string[];
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
  /** Days between scheduling and destruction of the key material, 7–30. */
  waitingDays: number;
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
  lines: ScopeLine[];
  methods: LevelMethod[];
  keys: PlannedKey[];
  /** Versions known once that vanished from the store without us: not erased by us, so counted apart. */
  disappeared?: DisappearedLine[];
  /** Objects that stay and why; each is named in the certificate as well. */
  exceptions: { objectId: string; system: string; reason: string }[];
  /** Hash over every version in scope (id, version id, etag): the plan is void once this changes. */
  inventoryHash: string;
  auditHead: { seq: number; hash: string };
}
