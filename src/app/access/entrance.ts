import type { AccountFile } from '../../adapters/local/accounts/account-file.js';
import type { Clock } from '../../base/clock.js';
import type { Logger } from '../../base/logger.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import type { KeyService } from '../../ports/key-service.js';
import type { Acceptances } from './acceptances.js';
import type { BoundConfiguration } from './bound-configuration.js';

/** What of a workspace is open when it is decided who may go on. */
export interface Entrance {
  dir: string;
  config: Config;
  /** What the acceptance is compared with. */
  bound: BoundConfiguration;
  catalog: Catalog;
  keys: KeyService;
  clock: Clock;
  logger: Logger;
  /** As whom, while nobody is authenticated. */
  actor: string;
  register: AccountFile;
  acceptances: Acceptances;
}

/** What a privileged operator has shown at that moment (B1-1-1). */
export interface Shown {
  accountId: string;
  factors: readonly ['secret', 'totp' | 'recovery-code' | 'aws-mfa'];
}

export interface Admitted {
  /** For the audit log: `account:<id>`, or who it is as far as anybody knows. */
  actor: string;
  /** Changes nothing: has to help also where something is wrong. */
  looking?: true;
  /** Absent where fewer than two factors were asked for. */
  shown?: Shown;
  /** Alerts on their way. */
  told?: Promise<unknown>;
}

/** Decides who may go on, before anything is changed. @throws {Fault} denied or integrity `access/…` */
export type Admit = (entrance: Entrance) => Promise<Admitted>;
