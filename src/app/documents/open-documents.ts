import type { Clock } from '../../base/clock.js';
import type { Config } from '../../config/schema.js';
import type { Catalog } from '../../ports/catalog.js';
import type { Workspace } from '../workspace.js';

/** What is enough to say what the documents say now: neither store nor key service is asked. */
export interface OpenDocuments {
  dir: string;
  config: Config;
  catalog: Catalog;
  clock: Clock;
}

export const documentsOf = ({ dir, config, ports: { catalog, clock } }: Workspace): OpenDocuments => ({
  dir,
  config,
  catalog,
  clock,
});
