import type { Clock } from '../base/clock.js';
import type { Level } from '../base/level.js';
import type { Logger } from '../base/logger.js';
import type { Detector } from '../classify/finding.js';
import type { LevelMethod, Parties } from '../dispose/plan.js';
import type { RetentionRule } from '../dispose/retention.js';
import type { RecordDetector } from '../examine/record-detector.js';
import type { ServiceAccounts } from '../ports/account-directory.js';
import type { Catalog } from '../ports/catalog.js';
import type { KeyService } from '../ports/key-service.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { UnitKeyStore } from '../ports/unit-key-store.js';
import type { LevelKeys } from '../protect/level-keys.js';
import type { CatalogSeal } from '../protect/seal.js';
import type { UnitKeys } from '../protect/unit-keys.js';
import type { ReadRecords } from '../records/record.js';

/** One contact-centre system as the jobs see it. */
export interface SystemSettings {
  id: string;
  type: string;
  name: string;
  bucket: string;
  /** Beginning of the keys of its objects; undefined: the bucket is its own. */
  prefix: string | undefined;
  /** Where S3 Inventory delivers its reports on the bucket: `prefix` is the folder of the configuration's reports. */
  inventory?: { bucket: string; prefix: string } | undefined;
  access: 'archive' | 'live';
}

/** What the configuration says that jobs need; no paths, no secrets. */
export interface ServiceSettings {
  parties: Parties;
  verifier: string;
  systems: readonly SystemSettings[];
  waitingDays: number;
  retention: readonly RetentionRule[];
  /** By level. */
  methods: Readonly<Record<Level, LevelMethod>>;
  approvalDays: number;
  /** Names of those who may approve for the prefecture. */
  approvers: readonly string[];
  objectSeconds: number;
}

/** Kind of a record by its system type, place and format, as the policy file says. */
export type KindOf = (place: { system: string; key: string; format: string }) => string;

/** Everything a job can ask for; each job names what it needs and sees only that. */
export interface JobPorts {
  catalog: Catalog;
  objects: ObjectStore;
  keys: KeyService;
  unitKeyStore: UnitKeyStore;
  unitKeys: UnitKeys;
  levelKeys: LevelKeys;
  seal: Pick<CatalogSeal, 'objectId' | 'seal' | 'open'>;
  detector: Detector;
  /** Detects on all cores. */
  recordDetector: RecordDetector;
  kindOf: KindOf;
  readRecords: ReadRecords;
  accounts: ServiceAccounts;
  service: ServiceSettings;
  clock: Clock;
  logger: Logger;
  /** Who runs it, for the audit log: `operator:…` or `job:…`. */
  actor: string;
}
