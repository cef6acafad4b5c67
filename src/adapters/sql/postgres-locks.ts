import type pg from 'pg';
import { Fault } from '../../base/fault.js';

/**
 * Names of advisory locks. A lock is known by a number of 64 bits; the schema is hashed into it, so catalogues that
 * share a database do not wait for each other.
 */
export type AdvisoryLock = 'write' | 'workspace' | `shard/${string}` | `listing/${string}`;

export const lockNumber = (name: AdvisoryLock): string => `hashtextextended('kimitsu/${name}/' || current_schema(), 0)`;

/** Of the object whose id stands in the column `id` of the statement. */
export const OBJECT_LOCK_NUMBER = `hashtextextended('kimitsu/object/' || id || '/' || current_schema(), 0)`;

/** Held until the transaction ends, however it ends. */
export const LOCK_WRITERS: pg.QueryConfig = { text: `select pg_advisory_xact_lock(${lockNumber('write')})` };

/**
 * Gives a row while the lock of the workspace is held. A process that has lost it (its connection ended, the server was
 * started anew) changes nothing any more, because another one may have it by now.
 *
 * @param holder - process id, at the server, of the session that took the lock
 */
export function holdsWorkspace(holder: number): pg.QueryConfig {
  const text = `select 1 from pg_locks, (select ${lockNumber('workspace')} as key) as wanted
    where locktype = 'advisory' and granted and objsubid = 1 and pid = $1
    and classid::bigint = (key >> 32) & 4294967295 and objid::bigint = key & 4294967295
    and database = (select oid from pg_database where datname = current_database())`;
  return { name: 'holds-workspace', text, values: [holder] };
}

export function lockLost(): Fault {
  return new Fault(
    'conflict',
    'workspace/lock-lost',
    'the connection that held the lock of this workspace has ended',
    {},
    { hint: 'nothing more was changed; run the command again, it goes on from what was done' },
  );
}
