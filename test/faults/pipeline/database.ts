import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { TemporaryPostgres } from '../../../bench/postgres-server.js';

/** One service's part of a server: its catalogue and its queue. */
export class Database {
  private constructor(
    readonly url: string,
    private readonly schema: string,
  ) {}

  static async make(server: TemporaryPostgres, schema: string): Promise<Database> {
    const url = new URL(server.url);
    url.searchParams.set('options', `-csearch_path=${schema}`);
    const database = new Database(url.href, schema);
    await database.execute(`create schema ${schema}`);
    return database;
  }

  async execute(statement: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Another copy of every shard that is not done. @returns how many */
  async deliverTwice(): Promise<number> {
    const rows = await this.execute(`
      insert into ${this.schema}_queue.job
        (name, data, retry_limit, retry_delay, retry_backoff, expire_in, dead_letter, policy)
      select name, data, retry_limit, retry_delay, retry_backoff, expire_in, dead_letter, policy
      from ${this.schema}_queue.job where state in ('created', 'active') and name <> 'dead-letters' returning id`);
    return rows.length;
  }

  /** As if every lease had run out while its worker still works: its shard is given to the next one who asks. */
  async expireLeases(): Promise<number> {
    const rows = await this.execute(`
      update ${this.schema}_queue.job set state = 'retry', retry_count = retry_count + 1, start_after = now()
      where state = 'active' returning id`);
    return rows.length;
  }

  /** Until there is work in the queue, or the time is over. @returns whether there is */
  async waitForWork(milliseconds: number): Promise<boolean> {
    for (const end = performance.now() + milliseconds; performance.now() < end; await delay(20)) {
      const rows = await this.execute(
        `select 1 from ${this.schema}_queue.job where state in ('created', 'active') limit 1`,
      ).catch(() => []);
      if (rows.length > 0) return true;
    }
    return false;
  }
}
