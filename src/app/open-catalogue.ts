import { resolve } from 'node:path';
import { type Clock, systemClock } from '../base/clock.js';
import { loadConfig } from '../config/load.js';
import type { Config } from '../config/schema.js';
import type { Catalog } from '../ports/catalog.js';
import { openCatalog } from './open-catalog.js';

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
  const onLockLost = (): void => undefined;
  const { catalog, close } = await openCatalog(dir, config.catalogue, { clock, lock: undefined, onLockLost });
  try {
    return await work({ dir, config, catalog, clock });
  } finally {
    await close();
  }
}
