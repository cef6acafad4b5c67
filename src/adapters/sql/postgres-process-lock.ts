import pg from 'pg';
import { Fault } from '../../base/fault.js';
import { connectionTo } from './postgres-connection.js';
import { postgresFault } from './postgres-fault.js';
import { type AdvisoryLock, lockNumber, OBJECT_LOCK_NUMBER } from './postgres-locks.js';
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
  const { holder, release } = await lockPostgres(url, 'workspace', mode, onLost);
  return { holder, release };
}

/** Of a shard, and of its objects besides. */
export interface ShardLock extends PostgresLock {
  /**
   * Takes a lock of each object until `release`. The same object may be in two shards, of two runs at once or of one that
   * was handed out again, and two must not write it at the same time.
   *
   * @returns ids of those that nobody else has in hand
   * @throws {Fault} `unavailable` / `catalog/unavailable`
   */
  lockObjects(objectIds: readonly string[]): Promise<Set<string>>;
}

const UUID = /^[0-9a-f-]{36}$/;

/**
 * For whoever works on one shard, for as long: a lease can run out while its holder still works (a machine that was
 * halted), and two must not write the same objects.
 *
 * @throws {Fault} as `lockPostgresWorkspace`
 */
export async function lockPostgresShard(url: string, shard: string, onLost: () => void): Promise<ShardLock> {
  if (!UUID.test(shard)) throw new Fault('bug', 'worker/bad-shard', 'a shard has no id');
  const { client, ...lock } = await lockPostgres(url, `shard/${shard}`, 'exclusive', onLost);
  return {
    ...lock,
    async lockObjects(objectIds) {
      try {
        const { rows } = await client.query<{ id: string }>(
          `select id from unnest($1::text[]) as id where pg_try_advisory_lock(${OBJECT_LOCK_NUMBER})`,
          [objectIds],
        );
        return new Set(rows.map(({ id }) => id));
      } catch (error) {
        throw postgresFault(error);
      }
    },
  };
}

const SYSTEM = /^[a-z0-9-]{1,64}$/;

/**
 * For whoever lists one system, for as long: of two listings at once the later one would take the place of the other.
 *
 * @throws {Fault} as `lockPostgresWorkspace`
 */
export async function lockPostgresListing(url: string, system: string, onLost: () => void): Promise<PostgresLock> {
  if (!SYSTEM.test(system)) throw new Fault('bug', 'worker/bad-shard', 'a listing names no system');
  const { holder, release } = await lockPostgres(url, `listing/${system}`, 'exclusive', onLost);
  return { holder, release };
}

async function lockPostgres(
  url: string,
  name: AdvisoryLock,
  mode: LockMode,
  onLost: () => void,
): Promise<PostgresLock & { client: pg.Client }> {
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
    return { holder: rows[0].holder, release, client };
  } catch (error) {
    await release();
    throw postgresFault(error);
  }
}
