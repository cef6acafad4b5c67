import { mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../base/clock.js';
import { type Logger, silentLogger } from '../base/logger.js';
import type { Signer } from '../certify/jws.js';
import { readConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import type { JobPorts } from '../run/ports.js';
import type { Acceptances } from './access/acceptances.js';
import { acceptedOnly } from './access/accepted.js';
import { type BoundConfiguration, boundConfiguration } from './access/bound-configuration.js';
import type { Admit, Shown } from './access/entrance.js';
import { BoundFiles } from './bound-files.js';
import { checkpointAtEnd } from './checkpoints/checkpoint-at-end.js';
import { compose } from './compose.js';
import type { PinnedApprovers } from './end-of-service/approvals.js';
import type { HeldPlaces } from './ownership/held-places.js';
import { leaveLog } from './ownership/left-log.js';
import { pinnedApprovers } from './pinned-approvers.js';
import { openSigner } from './services.js';

/** An open workspace: configuration, ports and where files go. */
export interface Workspace {
  dir: string;
  config: Config;
  ports: JobPorts;
  approvers: PinnedApprovers;
  /** The contractor's key that signs certificates and evidence. */
  signer(): Promise<Signer>;
  /** `<dir>/certificates`, made when asked for; the same for the others. */
  folder(name: 'plans' | 'approvals' | 'certificates' | 'erasures' | 'migrations' | 'reports'): Promise<string>;
  keysFolder: string;
  /** What was accepted of configuration and roles, and as what it is accepted anew. */
  access: Acceptances;
  /** Which places of the store are this workspace's. */
  places: HeldPlaces;
  /** What whoever gives the command has shown; undefined where that is not two factors. */
  shown?: Shown | undefined;
  /** The configuration as acceptances are about it. */
  bound: BoundConfiguration;
  /** What the settings name, each read once. */
  files: BoundFiles;
}

export interface OpenOptions {
  /** Load recognizers and tokenizer, which takes a second or two. */
  detector?: boolean;
  /** `exclusive` for commands that change something, `shared` for those that open records; none for looking on. */
  lock?: 'exclusive' | 'shared';
  clock?: Clock;
  logger?: Logger;
  /** As whom, while nobody is authenticated. */
  actor?: string;
  /** Who may go on; when absent everybody, with the configuration that was accepted. */
  admit?: Admit;
}

/** Opens the workspace, runs `work`, and closes it whatever happens. */
export async function withWorkspace<T>(
  dir: string,
  options: OpenOptions,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const root = resolve(dir);
  const { config, given } = await readConfig(root);
  const files = new BoundFiles(root);
  const bound = await boundConfiguration(files, given);
  const approvers = await pinnedApprovers(files, config);
  const keysFolder = resolve(root, config.keys.folder);
  let opened: Promise<Signer> | undefined;
  const signer = (options?: { mustExist: boolean }): Promise<Signer> => {
    opened ??= openSigner(config, keysFolder, options).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  const composed = await compose(root, config, {
    clock: options.clock ?? systemClock,
    logger: options.logger ?? silentLogger,
    actor: options.actor ?? unauthenticated(),
    detector: options.detector ?? false,
    lock: options.lock,
    bound,
    files,
    signer,
    admit: options.admit ?? acceptedOnly,
  });
  const workspace: Workspace = {
    dir: root,
    config,
    ports: composed.ports,
    approvers,
    keysFolder,
    signer,
    access: composed.access,
    places: composed.places,
    shown: composed.shown,
    bound,
    files,
    async folder(name) {
      const path = join(root, name);
      await mkdir(path, { recursive: true, mode: 0o700 });
      return path;
    },
  };
  try {
    // Before it changes anything, so that a copy of it that comes later can tell.
    if (options.lock === 'exclusive' && !composed.looking && (await leaveLog(workspace)) === 'others')
      workspace.ports.logger.warn({}, 'another copy of this workspace is at work, or an older catalogue was put back');
    return await work(workspace);
  } finally {
    // Whoever holds the workspace alone may have changed it. A reader, a worker and a look at it sign nothing.
    if (options.lock === 'exclusive' && !composed.looking) await checkpointAtEnd(workspace);
    await composed.close();
  }
}

/** Nobody has shown who they are: only the operating system knows. */
export function unauthenticated(): string {
  return `unauthenticated:${userInfo().username}`;
}
