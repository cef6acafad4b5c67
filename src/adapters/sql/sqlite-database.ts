import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Libsql from 'libsql';

/** Statements longer than this are not kept: the few hundred that repeat are shorter or have a fixed number of rows. */
const STATEMENTS_KEPT = 200;

/**
 * libsql as Kysely wants it, with prepared statements kept for their next use.
 *
 * libsql finalises a statement only when it is collected, and one that was not read to its end keeps an old snapshot
 * alive, which stops the write-ahead log from being emptied. So `iterate` is refused: every query is read whole, and
 * long ones are asked for in pages.
 */
export class LibsqlDatabase implements SqliteDatabase {
  readonly #database: Libsql.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(file: string) {
    this.#database = new Libsql(file);
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  prepare(sql: string): SqliteStatement {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const statement = this.#database.prepare(sql);
    const prepared: SqliteStatement = {
      reader: statement.reader,
      all: (parameters) => statement.all(parameters),
      run: (parameters) => statement.run(parameters),
      iterate: () => {
        throw new Error('read whole pages instead of iterating');
      },
    };
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /** Rows of a PRAGMA, each an object of its columns. */
  pragma(text: string): Record<string, unknown>[] {
    return this.#database.prepare(`PRAGMA ${text}`).all() as Record<string, unknown>[];
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    if (!this.#database.open) return;
    this.#statements.clear();
    this.#database.close();
  }
}
