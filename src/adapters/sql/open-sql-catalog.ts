import type { Clock } from '../../base/clock.js';
import type { Catalog, LinkAudit } from '../../ports/catalog.js';
import { migrate } from './migrate.js';
import { SqlCatalog } from './sql-catalog.js';
import { openSqliteEngine } from './sqlite-engine.js';

export interface SqlCatalogOptions {
  /** Path of the SQLite file; made when it does not exist, its folder must. */
  file: string;
  clock: Clock;
  /** Links audit entries into the chain, see `linkAudit`. */
  link: LinkAudit;
  /** How long to wait for another process that is writing, in milliseconds. Default 30,000. */
  patienceMs?: number;
}

/**
 * The catalogue in one SQLite file, durable after every change and shared safely by several processes.
 *
 * @throws {Fault} `usage` / `catalog/newer-schema`, `usage` / `catalog/other-database`,
 *   `integrity` / `catalog/corrupt`, `unavailable` / `catalog/unavailable`
 */
export async function openSqlCatalog({ file, clock, link, patienceMs }: SqlCatalogOptions): Promise<Catalog> {
  const engine = await openSqliteEngine(file, patienceMs);
  try {
    await migrate(engine, clock);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return new SqlCatalog(engine, clock, link);
}
