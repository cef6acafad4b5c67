import pg from 'pg';
import { Fault } from '../../base/fault.js';
import { connectionTo } from './postgres-connection.js';
import { postgresFault } from './postgres-fault.js';
import { type AdvisoryLock, lockNumber } from './postgres-locks.js';
import { type LockMode, workspaceBusy } from './process-lock.js';

export interface PostgresLock {
  /** Process id of the holding session at the server, by which changes see that the lock is still held. */
  holder: number;
  release(): Promise<void>;
}

/**
 * `lockWorkspace` for every machine that uses the same catalogue: a lock of one session of its own, which the server
 * gives back when the connection ends, however it ends. Not through a pooler that shares sessions (PgBouncer in mode
 * `transaction`): it would give the lock to whoever comes next.
 *
 * @param onLost - called when the connection ends before `release`: others may take the lock from now on
 * @throws {Fault} conflict `workspace/busy`; `unavailable` / `catalog/unavailable`; `denied` / `catalog/denied`
 */
export async function lockPostgresWorkspace(url: string, mode: LockMode, onLost: () => void): Promise<PostgresLock> {
  return lockPostgres(url, 'workspace', mode, onLost);
}

const SYSTEM = /^[a-z0-9-]{1,64}$/;

/**
 * For whoever lists one system, for as long: of two listings at once the later one would take the place of the other.
 *
 * @throws {Fault} as `lockPostgresWorkspace`
 */
export async function lockPostgresListing(url: string, system: string, onLost: () => void): Promise<PostgresLock> {
  if (!SYSTEM.test(system)) throw new Fault('bug', 'worker/bad-shard', 'a listing names no system');
  return lockPostgres(url, `listing/${system}`, 'exclusive', onLost);
}

async function lockPostgres(
  url: string,
  name: AdvisoryLock,
  mode: LockMode,
  onLost: () => void,
): Promise<PostgresLock> {
  const client = new pg.Client(connectionTo(url));
  let released = false;
  let lost = false;
  const noteLost = () => {
    if (released || lost) return;
    lost = true;
    onLost();
  };
  const release = async () => {
    released = true;
    // A connection that has ended already holds nothing that could be given back.
    await client.end().catch(() => undefined);
  };
  client.on('error', noteLost);
  try {
    await client.connect();
    const take = mode === 'exclusive' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared';
    const { rows } = await client.query<{ taken: boolean; holder: number }>(
      `select ${take}(${lockNumber(name)}) as taken, pg_backend_pid() as holder`,
    );
    if (!rows[0]?.taken) throw workspaceBusy();
    client.on('end', noteLost);
    return { holder: rows[0].holder, release };
  } catch (error) {
    await release();
    throw postgresFault(error);
  }
}
