import pg from 'pg';
import { connectionTo } from './postgres-connection.js';
import { postgresFault } from './postgres-fault.js';

/** What a PostgreSQL server has room for, and how many processes share its work. */
export interface PostgresRoom {
  /** Sessions that it admits, those for its administrators apart. */
  connections: number;
  /** Entries of the table that all its locks share. */
  locks: number;
  /** Workers and commands that share work, seen by their sessions at the queue. */
  workers: number;
}

/** @see https://www.postgresql.org/docs/current/runtime-config-locks.html */
const ROOM = `select
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
  current_setting('max_locks_per_transaction')::int
    * (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int) as locks,
  (select count(*) from pg_stat_activity where application_name = 'kimitsu-queue')::int as workers`;

/** @throws {Fault} `unavailable` / `catalog/unavailable`; `denied` / `catalog/denied` */
export async function postgresRoom(url: string): Promise<PostgresRoom> {
  const client = new pg.Client(connectionTo(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<PostgresRoom>(ROOM)).rows[0]!;
  } catch (error) {
    throw postgresFault(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
