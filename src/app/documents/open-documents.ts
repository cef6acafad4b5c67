import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Clock, systemClock } from '../../base/clock.js';
import { loadConfig } from '../../config/load.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import { BoundFiles } from '../bound-files.js';
import type { PinnedApprovers } from '../end-of-service/approval-check.js';
import { openCatalog } from '../open-catalog.js';
import { pinnedApprovers } from '../pinned-approvers.js';
import { unauthenticated, type Workspace } from '../workspace.js';

/**
 * What documents are made from and kept in. Neither store nor key service is opened: a configuration that names a service
 * which is not approved must be able to say so.
 */
export interface OpenDocuments {
  dir: string;
  /** What the settings name, each read once. */
  files: BoundFiles;
  config: Config;
  catalog: Catalog;
  clock: Clock;
  actor: string;
  approvers: PinnedApprovers;
  /** `<dir>/documents`, made when asked for. */
  folder(name: 'documents' | 'approvals'): Promise<string>;
}

/** Enough to see how documents stand. */
export type DocumentsInView = Omit<OpenDocuments, 'actor' | 'folder'>;

export interface OpenDocumentsOptions {
  /** `exclusive` for what changes something; none for looking on. */
  lock?: 'exclusive';
  clock?: Clock;
  actor?: string;
}

/** Opens configuration, approvers and catalogue, runs `work`, and closes them whatever happens. */
export async function withDocuments<T>(
  given: string,
  { lock, clock = systemClock, actor = unauthenticated() }: OpenDocumentsOptions,
  work: (open: OpenDocuments) => Promise<T>,
): Promise<T> {
  const dir = resolve(given);
  const config = await loadConfig(dir);
  const files = new BoundFiles(dir);
  const approvers = await pinnedApprovers(files, config);
  // Each change asks for the lock again, so one that is lost is noticed by the next of them.
  const onLockLost = (): void => undefined;
  const { catalog, close } = await openCatalog(dir, config.catalogue, { clock, lock, onLockLost });
  try {
    return await work({ dir, files, config, catalog, clock, actor, approvers, folder: folderIn(dir) });
  } finally {
    await close();
  }
}

/** The same of a workspace that is open already: for what depends on who gives the command. */
export function documentsOf({
  dir,
  files,
  config,
  approvers,
  ports: { catalog, clock, actor },
}: Workspace): OpenDocuments {
  return { dir, files, config, catalog, clock, actor, approvers, folder: folderIn(dir) };
}

const folderIn =
  (dir: string): OpenDocuments['folder'] =>
  async (name) => {
    const path = join(dir, name);
    await mkdir(path, { recursive: true, mode: 0o700 });
    return path;
  };
