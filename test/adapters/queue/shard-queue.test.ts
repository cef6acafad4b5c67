import { afterEach, beforeEach, expect, it } from 'vitest';
import { ShardQueue } from '../../../src/adapters/queue/shard-queue.js';
import { execute, onPostgres, queueSchema } from '../../support/postgres.js';

await onPostgres('queues of shards', (emptySchema) => {
  let url: string;
  let schema: string;
  let queue: ShardQueue;

  beforeEach(async () => {
    url = await emptySchema();
    schema = queueSchema(url);
    queue = await ShardQueue.open(url);
  });
  afterEach(() => queue.close());

  const change = (set: string) => execute(url, `update ${schema}.job set ${set}`);
  /** As when the time had passed. */
  const letPass = () => change(`start_after = now() - interval '1 hour'`);
  const runOut = async () => {
    await change(`started_on = now() - interval '1 hour'`);
    await queue.expire();
    await letPass();
  };

  it('gives each shard to one worker, and a small system its turn between those of a large one', async () => {
    await queue.add('a', [{ n: 1 }, { n: 2 }, { n: 3 }]);
    await queue.add('b', [{ n: 4 }]);
    const other = await ShardQueue.open(url);
    const taken: unknown[] = [];
    for (const by of [queue, queue, other, other, queue, other]) taken.push((await by.take())?.payload);
    expect(taken.slice(0, 2)).toContainEqual({ n: 4 });
    expect(taken.filter(Boolean)).toHaveLength(4);
    expect(new Set(taken.filter(Boolean)).size).toBe(4);
    await other.close();
  });

  it('is left alone by who is older than its tables', async () => {
    await execute(url, `update ${schema}.version set version = version + 1`);
    await expect(ShardQueue.open(url)).rejects.toMatchObject({ kind: 'usage', code: 'worker/queue-newer' });
  });

  it('says what became of a shard', async () => {
    const [id] = await queue.add('a', [{}]);
    expect(await queue.outcome('a', id!)).toEqual({ state: 'open' });
    const lease = await queue.take();
    expect(await queue.outcome('a', id!)).toEqual({ state: 'open' });
    await queue.complete(lease!, { done: 3 });
    expect(await queue.outcome('a', id!)).toEqual({ state: 'done', result: { done: 3 } });
  });

  it('gives a shard whose lease has run out to another, and the first one notices', async () => {
    await queue.add('a', [{}]);
    const first = await queue.take();
    expect(await queue.renew(first!)).toBe(true);
    await runOut();
    const second = await queue.take();
    expect(second).toMatchObject({ id: first!.id, attempt: 1 });
    expect(await queue.renew(first!)).toBe(false);
    expect(await queue.giveBack(first!)).toBe(false);
    // What the first one says about it no longer counts: it would end the work of the second.
    expect(await queue.complete(first!, { by: 'first' })).toBe(false);
    await queue.fail(first!, 'catalog/unavailable');
    expect(await queue.renew(second!)).toBe(true);
    expect(await queue.complete(second!, { by: 'second' })).toBe(true);
    expect(await queue.outcome('a', first!.id)).toEqual({ state: 'done', result: { by: 'second' } });
  });

  it('keeps a lease that is renewed', async () => {
    await queue.add('a', [{}]);
    const lease = await queue.take();
    await change(`started_on = now() - interval '1 hour'`);
    expect(await queue.renew(lease!)).toBe(true);
    await queue.expire();
    expect(await queue.renew(lease!)).toBe(true);
    expect(await queue.take()).toBeUndefined();
  });

  it('does not count a shard that was given back as tried', async () => {
    await queue.add('a', [{}]);
    for (let turn = 0; turn < 8; turn += 1) {
      const lease = await queue.take();
      expect(lease).toMatchObject({ attempt: 0 });
      expect(await queue.giveBack(lease!)).toBe(true);
      expect(await queue.take()).toBeUndefined();
      await letPass();
    }
  });

  it('waits longer after each failure, and gives up after the fourth repetition', async () => {
    const [id] = await queue.add('a', [{}]);
    const pauses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const lease = await queue.take();
      await queue.fail(lease!, 'catalog/unavailable');
      expect(await queue.take()).toBeUndefined();
      const [row] = await execute(
        url,
        `select extract(epoch from start_after - now())::float as pause from ${schema}.job where id = '${id}'`,
      );
      pauses.push(Number(row?.pause));
      await letPass();
    }
    expect(pauses[0]).toBeGreaterThan(1);
    expect(pauses[3]).toBeGreaterThan(pauses[0]!);
    expect(await queue.outcome('a', id!)).toEqual({ state: 'dead', code: 'catalog/unavailable' });
    expect(await queue.take()).toBeUndefined();
    expect(await execute(url, `select 1 from ${schema}.job where name = 'dead-letters'`)).toHaveLength(1);
  });
});
