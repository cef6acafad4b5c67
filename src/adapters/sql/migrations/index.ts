import type { Kysely } from 'kysely';
import type { SqlEngine } from '../engine.js';
import { createCatalog } from './0001-catalog.js';
import { createListings } from './0002-listings.js';

export interface Migration {
  /** 1, 2, 3, … in the order in which they run; the number in the name of its file. */
  version: number;
  name: string;
  up(db: Kysely<unknown>, dialect: SqlEngine['dialect']): Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'catalog', up: createCatalog },
  { version: 2, name: 'listings', up: createListings },
];
