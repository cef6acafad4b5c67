import type { Clock } from '../../base/clock.js';
import { isPostgresUrl } from '../../base/postgres-url.js';
import type { Catalog, LinkAudit } from '../../ports/catalog.js';
import type { SqlEngine } from './engine.js';
import { migrate } from './migrate.js';
import { SqlCatalog } from './sql-catalog.js';
import { openSqliteEngine } from './sqlite-engine.js';

export interface SqlCatalogOptions {
  /** Path of the SQLite file, made when it does not exist, its folder must; or `postgres://…`. */
  file: string;
  clock: Clock;
  /** Links audit entries into the chain, see `linkAudit`. */
  link: LinkAudit;
  /** How long to wait for another process that is writing, in milliseconds. Default 30,000. */
  patienceMs?: number;
  /** On PostgreSQL: the session that holds the lock of the workspace, see `PostgresLock`. */
  holder?: number | undefined;
}

/**
 * The catalogue in one SQLite file or one schema of PostgreSQL, durable after every change and shared safely by several processes.
 *
 * @throws {Fault} `usage` / `catalog/newer-schema`, `usage` / `catalog/other-database`,
 *   `integrity` / `catalog/corrupt`, `unavailable` / `catalog/unavailable`, `denied` / `catalog/denied`
 */
export async function openSqlCatalog({ file, clock, link, patienceMs, holder }: SqlCatalogOptions): Promise<Catalog> {
  const engine = await openEngine(file, patienceMs, holder);
  try {
    await migrate(engine, clock);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return new SqlCatalog(engine, clock, link);
}

async function openEngine(file: string, patienceMs?: number, holder?: number): Promise<SqlEngine> {
  if (!isPostgresUrl(file)) return openSqliteEngine(file, patienceMs);
  // Loaded when asked for: most commands do without it.
  const { openPostgresEngine } = await import('./postgres-engine.js');
  return openPostgresEngine(file, { patienceMs, holder });
}
