import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { Fault } from '../../base/fault.js';
import type { SqlEngine } from './engine.js';
import { changePostgres } from './postgres-change.js';
import { connectionTo } from './postgres-connection.js';
import { LOCK_NOT_AVAILABLE, mayTryAgain, postgresFault } from './postgres-fault.js';
import type { CatalogTables } from './schema.js';

/** Changes take turns, so more connections only serve readers. */
const CONNECTIONS = 4;
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 200;

/** Sizes, instants and counts: integers below 2⁵³, as JavaScript has them. */
const INT8 = pg.types.builtins.INT8;
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => (id === INT8 ? Number : pg.types.getTypeParser(id, format)),
} as pg.CustomTypesConfig;

export interface PostgresEngineOptions {
  patienceMs?: number | undefined;
  /** Session that holds the lock of the workspace, see `holdsWorkspace`. */
  holder?: number | undefined;
}

/** @param url - `postgres://…`; the database must exist, and its encoding be UTF-8 */
export async function openPostgresEngine(
  url: string,
  { patienceMs = PATIENCE_MS, holder }: PostgresEngineOptions = {},
): Promise<SqlEngine> {
  const pool = new pg.Pool({ ...connectionTo(url), types, max: CONNECTIONS, lock_timeout: patienceMs, pipeline: true });
  // A connection that ends fails the query it works on, and the pool replaces it; an event that nobody listens to,
  // of an idle or of a lent connection, would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<CatalogTables>({ dialect: new PostgresDialect({ pool }) });

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + patienceMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await work();
      } catch (error) {
        if (!mayTryAgain(error) || performance.now() >= giveUpAt) throw postgresFault(error);
      }
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }

  try {
    await attempt(() => refuseOtherEncoding(db));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db,
    attempt,
    async tables(connection) {
      const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
        where schemaname = current_schema()`.execute(connection);
      return rows.map(({ name }) => name);
    },
    change: (work) => changePostgres(pool, holder, work),
    async purge() {
      const since = await attempt(() => nextTransaction(db));
      await attempt(() => db.connection().execute((connection) => purge(connection, since)));
    },
    close: () => db.destroy(),
    dialect: { bigint: 'bigint', clustered: undefined, bytewise: 'collate "C"', identity: 'identity' },
  };
}

async function refuseOtherEncoding(db: Kysely<CatalogTables>): Promise<void> {
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  if (rows[0]?.server_encoding === 'UTF8') return;
  throw new Fault(
    'usage',
    'catalog/other-encoding',
    'the database of the catalogue is not encoded in UTF-8',
    {},
    { hint: "create it with: create database NAME encoding 'UTF8' template template0" },
  );
}

/** Id of the first transaction that has not begun to write: whatever was committed by now has a lower one. */
async function nextTransaction(db: Kysely<CatalogTables>): Promise<string> {
  const { rows } = await sql<{
    next: string;
  }>`select pg_snapshot_xmax(pg_current_snapshot())::xid::text as next`.execute(db);
  return rows[0]!.next;
}

/**
 * Writes the tables anew without what was deleted or overwritten, and takes new statistics, which quote values too.
 * VACUUM keeps what anybody may still see: rows that were overwritten before `since` stay while a transaction with a
 * lower id is open, or a snapshot that was taken while one was. So it waits for those to end (of other users only those
 * whose activity this one may see).
 *
 * This reaches the files of the tables only. The write-ahead log keeps older pages until it is recycled; its archive,
 * replicas and backups until they are deleted; the server's own table of statistics until the server vacuums it; and
 * freed blocks of the disk until they are written again. None of them can be reached from here. In them object names
 * are sealed under a key that is destroyed by then; masked names, masked samples, ETags and reasons of decisions are
 * in clear.
 */
async function purge(db: Kysely<CatalogTables>, since: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
    and greatest(age(backend_xmin), age(backend_xid)) > age(${since}::xid)
    union all select 1 from pg_replication_slots where age(xmin) > age(${since}::xid)
    union all select 1 from pg_prepared_xacts where database = current_database()`.execute(db);
  if (rows.length > 0) throw Object.assign(new Error('a transaction is open'), { code: LOCK_NOT_AVAILABLE });
  await sql`vacuum (full, analyze) objects, decisions, listings, listing_marks`.execute(db);
}
