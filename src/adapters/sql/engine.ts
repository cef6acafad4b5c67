import { type ColumnDataType, CompiledQuery, type Kysely } from 'kysely';
import type { CatalogTables } from './schema.js';

/** A writing whose answer nobody waits for. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
  /** Of a text that comes again and again, and of no other: a database that can keeps it prepared under this name. */
  name?: string;
}

/** Does them one after the other, each once the one before is done. */
export async function executeInOrder(db: Kysely<CatalogTables>, statements: readonly Statement[]): Promise<void> {
  for (const { sql, parameters } of statements) await db.executeQuery(CompiledQuery.raw(sql, [...parameters]));
}

/** What differs between the databases the one body of queries runs on. */
export interface SqlEngine {
  readonly db: Kysely<CatalogTables>;

  /** Runs `work` again while the database is busy with another process; translates what fails into a Fault. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>;

  /** Names of the tables that are there, of whatever program. */
  tables(db: Kysely<CatalogTables>): Promise<string[]>;

  /**
   * One changing transaction: no other one runs until it has ended, and nothing of it stays when `work` throws.
   *
   * @param work - asks and writes by `db`; what it puts into `last` is done after everything else, in that order, together
   *   with the commit
   */
  change<Result>(work: (db: Kysely<CatalogTables>, last: Statement[]) => Promise<Result>): Promise<Result>;

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
