import PgBoss from 'pg-boss';
import { Fault } from '../../base/fault.js';
import { connectionTo } from '../sql/postgres-connection.js';
import { postgresFault } from '../sql/postgres-fault.js';
import { schemaOf } from '../sql/postgres-schema.js';
import { type ShardLock, ShardLocks } from '../sql/postgres-shard-locks.js';

/** A lease that is not renewed for so long is given to another worker. */
const LEASE_SECONDS = 120;
export const RENEW_MS = 30_000;
const RETRIES = 4;
const FIRST_PAUSE_SECONDS = 5;
const MAINTENANCE_SECONDS = 30;
const DEAD_LETTERS = 'dead-letters';
/** Of the tables that pg-boss makes: what a later one makes means something else. */
const SCHEMA = 24;

/** One shard in the hands of one worker. */
export interface Lease {
  queue: string;
  id: string;
  /** How often it was begun before: tells this lease from a later one of the same shard. */
  attempt: number;
  payload: unknown;
}

export type Outcome =
  | { state: 'open' }
  | { state: 'done'; result: unknown }
  /** Tried as often as allowed; a copy lies in the queue `dead-letters`. */
  | { state: 'dead'; code: string };

/** Queues of shards in the database of the catalogue, one per job and system, and one of listings; nothing personal is in a payload. */
export class ShardQueue {
  readonly #made = new Set<string>();
  #next = 0;

  private constructor(
    private readonly boss: PgBoss,
    private readonly schema: string,
    private readonly locks: ShardLocks,
  ) {}

  /**
   * @param url - of the catalogue; the queues are in a schema beside its own, which is made when it does not exist
   * @throws {Fault} `unavailable` / `catalog/unavailable`, `denied` / `catalog/denied`; usage `worker/queue-newer`
   */
  static async open(url: string): Promise<ShardQueue> {
    const schema = `${(await schemaOf(url)).replace(/\W/g, '_').slice(0, 40)}_queue`;
    const { connectionString = '' } = connectionTo(url);
    const boss = new PgBoss({
      connectionString,
      schema,
      application_name: 'kimitsu-queue',
      max: 2,
      schedule: false,
      maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    });
    // What fails in its background is tried again by it; a call that fails throws by itself.
    boss.on('error', () => undefined);
    return called(async () => {
      await boss.start();
      if ((await boss.schemaVersion()).valueOf() > SCHEMA) {
        await boss.stop({ graceful: false, wait: true });
        throw new Fault(
          'usage',
          'worker/queue-newer',
          'the queue was made by a newer kimitsu',
          {},
          { hint: 'update it' },
        );
      }
      await boss.createQueue(DEAD_LETTERS, { name: DEAD_LETTERS });
      return new ShardQueue(boss, schema, new ShardLocks(url));
    });
  }

  /**
   * @param priority - within the queue: higher ones are taken first
   * @returns the ids of the shards, in the order of `payloads`
   */
  add(queue: string, payloads: readonly object[], priority = 0): Promise<string[]> {
    return called(async () => {
      const retries = { retryLimit: RETRIES, retryDelay: FIRST_PAUSE_SECONDS, retryBackoff: true };
      const options = { name: queue, ...retries, expireInSeconds: LEASE_SECONDS, deadLetter: DEAD_LETTERS };
      if (!this.#made.has(queue)) await this.boss.createQueue(queue, options);
      this.#made.add(queue);
      const shards = payloads.map((data) => ({ id: crypto.randomUUID() as string, name: queue, data, priority }));
      await this.boss.insert(shards);
      return shards.map(({ id }) => id);
    });
  }

  /**
   * The next shard, of another queue each time: a large system does not keep the small ones waiting.
   *
   * @param only - of this queue
   */
  take(only?: string): Promise<Lease | undefined> {
    return called(async () => {
      const names = (await this.boss.getQueues()).map(({ name }) => name);
      const queues = names.filter((name) => (only === undefined ? name !== DEAD_LETTERS : name === only));
      for (let turn = 0; turn < queues.length; turn += 1) {
        const queue = queues[this.#next++ % queues.length]!;
        const [job] = await this.boss.fetch<unknown>(queue, { includeMetadata: true, batchSize: 1 });
        if (job) return { queue, id: job.id, attempt: job.retryCount, payload: job.data };
      }
      return undefined;
    });
  }

  /** Begins the lease anew. @returns false when it has run out and the shard belongs to somebody else */
  renew(lease: Lease): Promise<boolean> {
    return this.#update(lease, 'started_on = now()');
  }

  /** For another worker, in a moment; it does not count as a try. */
  giveBack(lease: Lease): Promise<boolean> {
    const soon = `start_after = now() + interval '${FIRST_PAUSE_SECONDS} seconds'`;
    return this.#update(lease, `state = 'created', started_on = null, ${soon}`);
  }

  /** @returns false when the lease has run out: whoever has the shard by now says what became of it */
  complete(lease: Lease, result: object): Promise<boolean> {
    return this.#update(lease, `state = 'completed', completed_on = now(), output = $4::jsonb`, JSON.stringify(result));
  }

  /** Tried again after a pause that grows, then a dead letter. @param code - of the Fault */
  async fail(lease: Lease, code: string): Promise<void> {
    if (await this.renew(lease)) await called(() => this.boss.fail(lease.queue, lease.id, { code }));
  }

  outcome(queue: string, id: string): Promise<Outcome> {
    return called(async () => {
      const job = await this.boss.getJobById(queue, id, { includeArchive: true });
      if (job?.state === 'completed') return { state: 'done', result: job.output };
      if (job && job.state !== 'failed' && job.state !== 'cancelled') return { state: 'open' };
      const code = (job?.output as { code?: unknown } | null | undefined)?.code;
      return { state: 'dead', code: typeof code === 'string' ? code : 'worker/lease-expired' };
    });
  }

  /** What a listing has put into the queue and not taken back. @param listing - id that stands in the payloads */
  sentBy(queue: string, listing: string): Promise<{ id: string; objects: number }[]> {
    const columns = 'name, id, data, state';
    return this.#ofListing<{ id: string; objects: number }>(
      `select id, jsonb_array_length(data->'objects') as objects
      from (select ${columns} from ${this.schema}.job union all select ${columns} from ${this.schema}.archive) as jobs
      where name = $1 and data->>'listing' = $2 and state <> 'cancelled'`,
      [queue, listing],
    );
  }

  /** Takes back those that nobody has in hand. @returns how many somebody has */
  async takeBack(queue: string, listing: string): Promise<number> {
    await this.#ofListing(
      `update ${this.schema}.job set state = 'cancelled', completed_on = now()
      where name = $1 and data->>'listing' = $2 and state in ('created', 'retry')`,
      [queue, listing],
    );
    const inHand = await this.#ofListing(
      `select id from ${this.schema}.job where name = $1 and data->>'listing' = $2 and state = 'active'`,
      [queue, listing],
    );
    return inHand.length;
  }

  /**
   * Takes back what was handed out to be classified by other rules and is not done, by whomever: a run that was killed
   * leaves it, and no worker of these rules could do it. Whoever has it in hand notices when it renews its lease.
   */
  async takeBackOthers(classifier: string): Promise<void> {
    const text = `update ${this.schema}.job
      set state = 'cancelled', completed_on = now(), output = '{"code":"worker/other-classifier"}'
      where data->>'classifier' not in ('', $1) and state in ('created', 'retry', 'active')`;
    await called(() => this.boss.getDb().executeSql(text, [classifier]));
  }

  /** Takes back what no worker has begun. */
  cancel(queue: string, ids: readonly string[]): Promise<void> {
    return called(() => this.boss.cancel(queue, [...ids]));
  }

  /** Gives shards whose lease has run out to others; done every half minute anyway. */
  expire(): Promise<void> {
    return called(() => this.boss.expire());
  }

  /** For whoever works on the shard of a lease, as long as that lasts. @see ShardLocks.take */
  lock({ id }: Lease, onLost: () => void): Promise<ShardLock> {
    return this.locks.take(id, onLost);
  }

  async close(): Promise<void> {
    await this.locks.close();
    await this.boss.stop({ graceful: false, wait: true });
  }

  #ofListing<Row>(text: string, values: readonly [queue: string, listing: string]): Promise<Row[]> {
    return called(async () => (await this.boss.getDb().executeSql(text, [...values])).rows as Row[]);
  }

  /** pg-boss itself knows no lease that can be renewed or given back, and ends one that somebody else has by now. */
  async #update({ queue, id, attempt }: Lease, change: string, ...values: string[]): Promise<boolean> {
    const text = `update ${this.schema}.job set ${change}
      where name = $1 and id = $2 and retry_count = $3 and state = 'active' returning id`;
    return called(
      async () => (await this.boss.getDb().executeSql(text, [queue, id, attempt, ...values])).rows.length > 0,
    );
  }
}

async function called<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw postgresFault(error);
  }
}
