import type { ColumnDataType, Kysely, Transaction } from 'kysely';
import type { CatalogTables } from './schema.js';

/** What differs between the databases the one body of queries runs on. */
export interface SqlEngine {
  readonly db: Kysely<CatalogTables>;

  /** Runs `work` again while the database is busy with another process; translates what fails into a Fault. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>;

  /** Names of the tables that are there, of whatever program. */
  tables(db: Kysely<CatalogTables>): Promise<string[]>;

  /** Taken first in every changing transaction: no other changing transaction runs until this one has ended. */
  lock(transaction: Transaction<CatalogTables>): Promise<void>;

  /** Leaves no deleted or overwritten value in the files of the database. */
  purge(): Promise<void>;

  close(): Promise<void>;

  /** Words of the schema that no portable one stands for. */
  readonly dialect: {
    bigint: ColumnDataType;
    /** How a table says that its rows lie in the order of its primary key, if it can. */
    clustered: 'without rowid' | undefined;
    /** How a text column says that it is compared byte by byte, if it does not do so anyway. */
    bytewise: 'collate "C"' | undefined;
    /** Column that numbers its rows itself. */
    identity: 'autoincrement' | 'identity';
  };
}
