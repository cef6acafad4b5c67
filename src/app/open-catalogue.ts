import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openSqlCatalog } from '../adapters/sql/open-sql-catalog.js';
import { linkAudit } from '../audit/chain.js';
import { type Clock, systemClock } from '../base/clock.js';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import type { Catalog } from '../ports/catalog.js';

/** What is enough for looking on: no keys, no store, so it works while those cannot be reached. */
export interface OpenCatalogue {
  dir: string;
  config: Config;
  catalog: Catalog;
  clock: Clock;
}

/** Opens the catalogue alone, runs `work`, and closes it whatever happens. */
export async function withCatalogue<T>(
  given: string,
  work: (open: OpenCatalogue) => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const dir = resolve(given);
  const config = await loadConfig(dir);
  const file = resolve(dir, config.catalogue);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const catalog = await openSqlCatalog({ file, clock, link: linkAudit });
  try {
    return await work({ dir, config, catalog, clock });
  } finally {
    await catalog.close();
  }
}
