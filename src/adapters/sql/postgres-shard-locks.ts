import pg from 'pg';
import { Fault } from '../../base/fault.js';
import { connectionTo } from './postgres-connection.js';
import { postgresFault } from './postgres-fault.js';
import { lockNumber, OBJECT_LOCK_NUMBER } from './postgres-locks.js';
import { workspaceBusy } from './process-lock.js';

/** Of a shard, and of its objects besides. */
export interface ShardLock {
  /**
   * Takes a lock of each object until `release`. The same object may be in two shards, of two runs at once or of one that
   * was handed out again, and two must not write it at the same time.
   *
   * @returns ids of those that nobody else has in hand
   * @throws {Fault} `unavailable` / `catalog/unavailable`
   */
  lockObjects(objectIds: readonly string[]): Promise<Set<string>>;
  release(): Promise<void>;
}

const UUID = /^[0-9a-f-]{36}$/;

/**
 * Locks of the shards that one process has in hand, for as long: a lease can run out while its holder still works (a
 * machine that was halted), and two must not write the same objects. One session holds them all, because to open one costs
 * the server more than anything else that it does for a shard; when it ends, all are lost, and the next one is opened.
 */
export class ShardLocks {
  #session: Promise<LockSession> | undefined;

  constructor(private readonly url: string) {}

  /**
   * @param onLost - called when the session ends before `release`: others may take the lock from now on
   * @throws {Fault} conflict `workspace/busy`; `unavailable` / `catalog/unavailable`; `denied` / `catalog/denied`
   */
  async take(shard: string, onLost: () => void): Promise<ShardLock> {
    if (!UUID.test(shard)) throw new Fault('bug', 'worker/bad-shard', 'a shard has no id');
    try {
      this.#session ??= this.#open();
      return await (await this.#session).take(shard, onLost);
    } catch (error) {
      throw postgresFault(error);
    }
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.then((open) => open.close()).catch(() => undefined);
  }

  #open(): Promise<LockSession> {
    const session = LockSession.open(this.url, () => {
      if (this.#session === session) this.#session = undefined;
    });
    return session;
  }
}

/** What this process has in hand is known here: the server would give a session its own locks again. */
class LockSession {
  /** By shard, what is called when the session ends. */
  readonly #shards = new Map<string, () => void>();
  readonly #objects = new Set<string>();

  private constructor(private readonly client: pg.Client) {}

  static async open(url: string, onEnd: () => void): Promise<LockSession> {
    const client = new pg.Client(connectionTo(url));
    const session = new LockSession(client);
    const ended = () => {
      onEnd();
      for (const lost of session.#shards.values()) lost();
      session.#shards.clear();
    };
    client.on('error', ended).on('end', ended);
    try {
      await client.connect();
      return session;
    } catch (error) {
      ended();
      await session.close();
      throw error;
    }
  }

  async take(shard: string, onLost: () => void): Promise<ShardLock> {
    if (this.#shards.has(shard)) throw workspaceBusy();
    this.#shards.set(shard, onLost);
    const number = lockNumber(`shard/${shard}`);
    try {
      const { rows } = await this.client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${number}) as taken`);
      if (!rows[0]?.taken) throw workspaceBusy();
    } catch (error) {
      this.#shards.delete(shard);
      throw error;
    }
    const held: string[] = [];
    let released = false;
    return {
      lockObjects: async (objectIds) => {
        const taken = await this.#lockObjects(objectIds);
        held.push(...taken);
        return taken;
      },
      release: async () => {
        if (released) return;
        released = true;
        if (this.#shards.has(shard)) await this.#unlock(number, held);
        this.#shards.delete(shard);
        for (const id of held) this.#objects.delete(id);
      },
    };
  }

  /** A connection that has ended already holds nothing that could be given back. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  async #lockObjects(objectIds: readonly string[]): Promise<Set<string>> {
    // The server counts how often a session takes a lock: what is named twice would have to be given back twice.
    const free = [...new Set(objectIds)].filter((id) => !this.#objects.has(id));
    for (const id of free) this.#objects.add(id);
    let taken = new Set<string>();
    try {
      const { rows } = await this.client.query<{ id: string }>(
        `select id from unnest($1::text[]) as id where pg_try_advisory_lock(${OBJECT_LOCK_NUMBER})`,
        [free],
      );
      taken = new Set(rows.map(({ id }) => id));
      return taken;
    } catch (error) {
      throw postgresFault(error);
    } finally {
      for (const id of free) if (!taken.has(id)) this.#objects.delete(id);
    }
  }

  async #unlock(shard: string, objectIds: readonly string[]): Promise<void> {
    try {
      await this.client.query(
        `select pg_advisory_unlock(${shard}) union all
        select pg_advisory_unlock(${OBJECT_LOCK_NUMBER}) from unnest($1::text[]) as id`,
        [objectIds],
      );
    } catch {
      // What could not be given back is given back by its end.
      await this.close();
    }
  }
}
