import { afterEach, expect, it } from 'vitest';
import { lockNumber } from '../../../src/adapters/sql/postgres-locks.js';
import { ShardLocks } from '../../../src/adapters/sql/postgres-shard-locks.js';
import { execute, onPostgres } from '../../support/postgres.js';

const never = () => undefined;
const [SHARD, OTHER] = [crypto.randomUUID(), crypto.randomUUID()];
const END_SESSION = `select pg_terminate_backend(pid) from pg_locks, (select ${lockNumber(`shard/${SHARD}`)} as key) as of
  where locktype = 'advisory' and classid::bigint = (key >> 32) & 4294967295 and objid::bigint = key & 4294967295`;

await onPostgres('locks of shards on PostgreSQL', (emptySchema) => {
  const open: ShardLocks[] = [];
  afterEach(async () => {
    for (const locks of open.splice(0)) await locks.close();
  });
  const processOf = (url: string) => {
    const locks = new ShardLocks(url);
    open.push(locks);
    return locks;
  };

  it.each`
    who                   | same
    ${'another process'}  | ${false}
    ${'the same process'} | ${true}
  `('a shard and its objects are taken once, also by $who', async ({ same }) => {
    const url = await emptySchema();
    const first = processOf(url);
    const second = same ? first : processOf(url);
    const lock = await first.take(SHARD, never);
    expect(await lock.lockObjects(['a', 'b'])).toEqual(new Set(['a', 'b']));
    await expect(second.take(SHARD, never)).rejects.toMatchObject({ kind: 'conflict', code: 'workspace/busy' });
    const other = await second.take(OTHER, never);
    expect(await other.lockObjects(['b', 'c'])).toEqual(new Set(['c']));

    await lock.release();
    const again = await second.take(SHARD, never);
    expect(await again.lockObjects(['a', 'b', 'c'])).toEqual(new Set(['a', 'b']));
    // What is given back twice takes nothing from whoever has it by now.
    await lock.release();
    expect(await (await processOf(url).take(crypto.randomUUID(), never)).lockObjects(['a', 'b', 'c'])).toEqual(
      new Set(),
    );
  });

  it('of one shard are given back without those of another', async () => {
    const url = await emptySchema();
    const ours = processOf(url);
    const [lock, other] = [await ours.take(SHARD, never), await ours.take(OTHER, never)];
    await lock.lockObjects(['a']);
    await other.lockObjects(['b']);
    await lock.release();
    const theirs = await processOf(url).take(SHARD, never);
    expect(await theirs.lockObjects(['a', 'b'])).toEqual(new Set(['a']));
  });

  it('of an object that is named twice are given back at once', async () => {
    const url = await emptySchema();
    const lock = await processOf(url).take(SHARD, never);
    expect(await lock.lockObjects(['a', 'b', 'a'])).toEqual(new Set(['a', 'b']));
    await lock.release();
    const theirs = await processOf(url).take(SHARD, never);
    expect(await theirs.lockObjects(['a', 'b'])).toEqual(new Set(['a', 'b']));
  });

  it('are lost together with their session, which is told of each, and the next session takes them anew', async () => {
    const url = await emptySchema();
    const ours = processOf(url);
    const lost: string[] = [];
    let locks: Awaited<ReturnType<ShardLocks['take']>>[] = [];
    await new Promise<void>((resolve, reject) => {
      const tell = (name: string) => () => void (lost.push(name) === 2 && resolve());
      Promise.all([ours.take(SHARD, tell('one')), ours.take(OTHER, tell('other'))])
        .then(async (taken) => {
          locks = taken;
          await taken[0].lockObjects(['a']);
          await execute(url, END_SESSION);
        })
        .catch(reject);
    });
    expect(lost.toSorted()).toEqual(['one', 'other']);
    await expect(locks[0]!.lockObjects(['b'])).rejects.toMatchObject({ code: 'catalog/unavailable' });
    const again = await ours.take(SHARD, never);
    expect(await again.lockObjects(['a'])).toEqual(new Set(['a']));
    // Of the session that has ended nothing is given back any more.
    for (const lock of locks) await lock.release();
    await expect(processOf(url).take(SHARD, never)).rejects.toMatchObject({ code: 'workspace/busy' });
  });

  it('cannot be taken where no server answers, and can once it does', async () => {
    const locks = processOf('postgres://kimitsu@127.0.0.1:1/none');
    await expect(locks.take(SHARD, never)).rejects.toMatchObject({ code: 'catalog/unavailable' });
    await expect(locks.take(SHARD, never)).rejects.toMatchObject({ code: 'catalog/unavailable' });
  });
});
