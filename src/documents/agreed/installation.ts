import type { LevelMethod, Parties } from '../../dispose/plan.js';
import type { Acknowledged, ScanRecord } from './records.js';
import type { DocumentSettings } from './settings.js';

/** A service of a provider, as the register has it or as the configuration uses it. */
export interface ServiceLine {
  service: 's3' | 'kms' | 'sts' | 'iam' | 'tsa';
  region: string;
  /** Base address. */
  endpoint: string;
  account: string;
  buckets: string[];
  /** `migration`: a place of the receiver's. */
  use: 'service' | 'migration';
}

export interface RegisteredService extends ServiceLine {
  /** Day on which the prefecture approved it, `YYYY-MM-DD`. */
  approvedOn?: string;
  /** Number of the letter of approval. */
  approval?: string;
}

/** Where something goes that is no service of the register: mail, webhooks, a database. */
export interface OutsidePlace {
  kind: 'mail' | 'webhook' | 'database';
  address: string;
  contact?: string;
}

/** Everything that the agreed documents tell of one installation: its configuration, in the words of the documents. */
export interface Installation {
  parties: Parties;
  /** Person or post that verifies. */
  verifier: string;
  /** What precedes every command line, `npx kimitsu`. */
  command: string;
  /** Workspace. */
  dir: string;
  storage: { kind: 'embedded'; root: string } | { kind: 's3'; region: string; endpoint: string | undefined };
  keys: {
    kind: 'embedded' | 'kms';
    region: string | undefined;
    endpoint: string | undefined;
    folder: string;
    unitKeyBucket: string | undefined;
    waitingDays: number;
    rotationDays: number;
    origin: 'AWS_KMS' | 'EXTERNAL';
    administrators: string[];
    users: string[];
  };
  catalogue: { kind: 'sqlite'; file: string } | { kind: 'postgres'; host: string };
  signingKey: 'file' | 'kms';
  timestampAuthority: string | undefined;
  systems: { id: string; name: string; access: 'archive' | 'live'; place: string }[];
  register: RegisteredService[];
  used: ServiceLine[];
  outside: OutsidePlace[];
  schedule: { job: string; cron: string }[];
  alertContacts: { id: string; name: string; events: string[] | undefined; way: 'mail' | 'webhook'; to: string[] }[];
  approvers: { id: string; name: string }[];
  methods: LevelMethod[];
  approvalDays: number;
  /** Kinds and systems by their names in documents; undefined: all. */
  retention: { kind: string | undefined; system: string | undefined; months: number; basis: string }[];
  watch: { sources: string[]; principals: number };
  migration: { receiver: string; form: string; place: string; protection: string } | undefined;
  /** Accounts of systems without an interface. */
  manualAccounts: { id: string; system: string }[];
  settings: DocumentSettings;
}

/** What was done and is shown in records. */
export interface DocumentRecords {
  /** Latest versions of the documents that are made known. */
  current: { id: string; title: string; number: string; version: number; hash: string; createdAt: string }[];
  acknowledged: Acknowledged[];
  scans: ScanRecord[];
}
