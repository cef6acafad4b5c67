import { closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import { executeInOrder, type SqlEngine, type Statement } from './engine.js';
import type { CatalogTables } from './schema.js';
import { LibsqlDatabase } from './sqlite-database.js';
import { cannotOpen, isBusy, SQLITE_BUSY, sqliteFault } from './sqlite-fault.js';

/** SQLite waits inside the process, so this is short; the longer waiting is done by `attempt`, which lets others run. */
const BUSY_TIMEOUT_MS = 10;
const CACHE_KIB = 32 * 1024;
/** 16 MiB of log between checkpoints: objects have random ids, so a batch touches many pages, and again the next one. */
const CHECKPOINT_PAGES = 4096;
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** Takes the write lock at the beginning, so the head of the audit chain cannot move between reading and writing. */
class ImmediateDriver extends SqliteDriver {
  constructor(private readonly database: LibsqlDatabase) {
    super({ database });
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite has rolled back by itself after some failures; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }
}

class ImmediateDialect extends SqliteDialect {
  constructor(private readonly database: LibsqlDatabase) {
    super({ database });
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.database);
  }
}

function opened(file: string): LibsqlDatabase {
  try {
    // SQLite would make it readable for everyone; its log takes over the permissions of the file.
    // Only a new file: closing any descriptor of a file drops the POSIX locks that this process has on it, and libsql
    // keeps a closed connection until its statements are collected. Another process would take the log for unused.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    return new LibsqlDatabase(file);
  } catch (cause) {
    // Its text has the path in it.
    throw cannotOpen(cause);
  }
}

/** @param file - path of the database; it is made when it does not exist */
export async function openSqliteEngine(file: string, patienceMs = PATIENCE_MS): Promise<SqlEngine> {
  const database = opened(file);

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + patienceMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        if (!isBusy(error) || performance.now() >= giveUpAt) throw sqliteFault(error);
      }
      // Between half a pause and a whole one, so two processes do not keep meeting.
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }

  function emptyLog(): void {
    const [row] = database.pragma('wal_checkpoint(TRUNCATE)');
    if (row?.busy !== 0) throw Object.assign(new Error('a reader keeps the log'), { rawCode: SQLITE_BUSY });
  }

  try {
    await attempt(async () => {
      database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.pragma('secure_delete = ON');
      database.pragma('foreign_keys = ON');
      // VACUUM copies the whole database: on disk, because in memory it would have no bound.
      database.pragma('temp_store = FILE');
      database.pragma(`cache_size = -${CACHE_KIB}`);
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    });
  } catch (error) {
    database.close();
    throw error;
  }

  const db = new Kysely<CatalogTables>({ dialect: new ImmediateDialect(database) });
  return {
    db,
    attempt,
    tables: async (connection) => (await connection.introspection.getTables()).map(({ name }) => name),
    change: (work) =>
      db.transaction().execute(async (transaction) => {
        const last: Statement[] = [];
        const result = await work(transaction, last);
        await executeInOrder(transaction, last);
        return result;
      }),
    async purge() {
      // Through Kysely's connection, so that no transaction of this process is open meanwhile.
      await attempt(() =>
        db.connection().execute(async () => {
          emptyLog();
          database.exec('VACUUM');
          emptyLog();
        }),
      );
    },
    async close() {
      // One file holds everything then, unless another process is reading; its last reader sees to it in that case.
      // On a full disk the log stays: it is as durable, and the next one to open the file goes on from it.
      try {
        if (!database.inTransaction) database.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // What could not be written has been told by the change itself.
      } finally {
        await db.destroy();
        database.close();
      }
    },
    dialect: { bigint: 'integer', clustered: 'without rowid', bytewise: undefined, identity: 'autoincrement' },
  };
}
