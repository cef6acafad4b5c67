import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openSqlCatalog } from '../adapters/sql/open-sql-catalog.js';
import { type LockMode, lockWorkspace } from '../adapters/sql/process-lock.js';
import { cannotOpen } from '../adapters/sql/sqlite-fault.js';
import { linkAudit } from '../audit/chain.js';
import type { Clock } from '../base/clock.js';
import { isPostgresUrl } from '../base/postgres-url.js';
import type { Catalog } from '../ports/catalog.js';

export interface OpenCatalogOptions {
  clock: Clock;
  lock: LockMode | undefined;
  /** The lock may have gone to another process: what it protected must not be used any more. */
  onLockLost(): void;
}

/** The lock of a workspace, and who holds it where its catalogue can see that. */
export interface WorkspaceLock {
  holder: number | undefined;
  release(): Promise<void>;
}

/** Where the catalogue of a workspace is: a file of it, or `postgres://…`. */
export function catalogPlace(dir: string, catalogue: string): string {
  return isPostgresUrl(catalogue) ? catalogue : resolve(dir, catalogue);
}

/** @throws {Fault} conflict `workspace/busy` */
export async function lockCatalog(
  place: string,
  { lock, onLockLost }: Pick<OpenCatalogOptions, 'lock' | 'onLockLost'>,
): Promise<WorkspaceLock> {
  if (!lock) return { holder: undefined, release: async () => undefined };
  if (isPostgresUrl(place)) {
    const { lockPostgresWorkspace } = await import('../adapters/sql/postgres-process-lock.js');
    return lockPostgresWorkspace(place, lock, onLockLost);
  }
  const unlock = lockWorkspace(join(dirname(place), 'lock.sqlite'), lock);
  return { holder: undefined, release: async () => unlock() };
}

/** Locks the workspace as asked, then opens its catalogue; `close` gives the lock back last. */
export async function openCatalog(
  dir: string,
  catalogue: string,
  options: OpenCatalogOptions,
): Promise<{ catalog: Catalog; close(): Promise<void> }> {
  const place = catalogPlace(dir, catalogue);
  if (!isPostgresUrl(place))
    await mkdir(dirname(place), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw cannotOpen(error);
    });
  const { holder, release } = await lockCatalog(place, options);
  try {
    const catalog = await openSqlCatalog({ file: place, clock: options.clock, link: linkAudit, holder });
    const close = async () => {
      await catalog.close();
      await release();
    };
    return { catalog, close };
  } catch (error) {
    await release();
    throw error;
  }
}
