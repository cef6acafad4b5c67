import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { handOutListings, LISTINGS } from '../../../src/app/distribute/hand-out.js';
import { newShard, type ObjectShard, readShard } from '../../../src/app/distribute/shard.js';
import { openQueue, workOn } from '../../../src/app/distribute/work.js';
import { work } from '../../../src/app/distribute/worker.js';
import { enforce } from '../../../src/app/enforce.js';
import { runsOf } from '../../../src/app/runs/run-record.js';
import { runDue } from '../../../src/app/schedule/run-schedule.js';
import { silentLogger } from '../../../src/base/logger.js';
import { loadConfig } from '../../../src/config/load.js';
import type { CatalogObject } from '../../../src/ports/catalog.js';
import { listOf } from '../../contract/catalog-samples.js';
import { execute, onPostgres, queueSchema } from '../../support/postgres.js';
import { smallService } from '../../support/small-service.js';
import { FILES, never, serviceOf } from './service.js';

await onPostgres('work shared by several workers', (emptySchema) => {
  it('ends the same as in one process', async () => {
    const alone = await serviceOf();
    await alone.open((w) => classify(w), { detector: true, lock: 'exclusive' });
    await alone.open((w) => enforce(w), { lock: 'exclusive' });

    const shared = await serviceOf(await emptySchema());
    const worker = new AbortController();
    let shards = 0;
    const working = work(shared.dir, {
      signal: worker.signal,
      clock: shared.clock,
      actor: 'job:worker',
      onShard: () => {
        shards += 1;
      },
    });
    const open = { detector: true, lock: 'shared' } as const;
    const classified = await shared.open((w) => classify(w, { distributed: true }), open);
    const { summary } = await shared.open((w) => enforce(w, { distributed: true }), open);
    worker.abort();
    expect((await working).shards).toBeLessThanOrEqual(shards);
    for (const run of [classified, summary]) {
      expect(run).toMatchObject({ planned: 24, done: 24, failed: 0, stopped: false, faults: [], deadLetters: [] });
    }
    const expected = await alone.open(async (w) => contentOf(await listOf(w.ports.catalog.objects())));
    expect(await shared.open(async (w) => contentOf(await listOf(w.ports.catalog.objects())))).toEqual(expected);
    expect(expected.filter(({ level }) => level === 3).length).toBeGreaterThan(0);
    const versions = (open: typeof shared.open) =>
      open(async ({ ports }) => (await listOf(ports.catalog.versions())).map(({ system, state }) => [system, state]));
    expect((await versions(shared.open)).sort()).toEqual((await versions(alone.open)).sort());
  });

  it('is listed and done by a worker alone, and what is no longer there is missed', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    const nightly = async () => {
      await shared.open((w) => handOutListings('classify-records', queue, w, { system: 'pbx' }), {
        detector: true,
        lock: 'shared',
      });
      return work(shared.dir, { signal: never, clock: shared.clock, actor: 'job:worker', untilEmpty: true });
    };
    // The listing, and what it hands out.
    expect(await nightly()).toEqual({ shards: 2 });
    await rm(join(shared.dir, 'data', 'pbx', '2026', '0.txt'));
    expect(await nightly()).toEqual({ shards: 1 });
    const states = await shared.open(async ({ ports }) =>
      (await listOf(ports.catalog.objects({ system: 'pbx' }))).map(({ state }) => state).sort(),
    );
    expect(states).toEqual([...Array(7).fill('classified'), 'gone']);
    await queue.close();
  });

  it('is handed out in shards of no more than 200 objects, and of fewer where they are large', async () => {
    const large = 'お知らせ'.repeat(6000);
    const files = {
      ...Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`pbx/2026/${i}.txt`, `開庁時間のご案内 ${i}`])),
      ...Object.fromEntries(Array.from({ length: 45 }, (_, i) => [`inquiry-form/2026/${i}.txt`, `${i} ${large}`])),
    };
    const url = await emptySchema();
    const shared = await smallService(files, (yaml) => yaml.replace(/^catalogue: .*$/m, `catalogue: ${url}`));
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        const sent = await handOutListings('classify-records', queue, workspace, {});
        for (let lease = await queue.take(LISTINGS); lease; lease = await queue.take(LISTINGS))
          await workOn(lease, queue, workspace, undefined);
        for (const { id, system } of sent) {
          const sizes = (await queue.sentBy(`classify-records-${system}`, id)).map(({ objects }) => objects);
          const expected: Record<string, number[]> = { pbx: [200, 30], 'inquiry-form': [20, 20, 5] };
          expect(sizes.sort((a, b) => b - a)).toEqual(expected[system] ?? []);
        }
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is taken by level, the highest first', async () => {
    const url = await emptySchema();
    const files = { 'pbx/public/1.txt': '開庁時間のご案内', 'pbx/public/2.txt': '休館日のお知らせ', ...FILES };
    const shared = await smallService(files, (yaml) => yaml.replace(/^catalogue: .*$/m, `catalogue: ${url}`));
    await shared.open((w) => classify(w), { detector: true, lock: 'exclusive' });
    const queue = await openQueue(await loadConfig(shared.dir));
    const levels = await shared.open(
      async (workspace) => {
        await handOutListings('enforce-encryption', queue, workspace, { system: 'pbx', everyObject: true });
        expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
        const taken: unknown[][] = [];
        for (let lease = await queue.take(); lease; lease = await queue.take()) {
          const { objects } = readShard(lease.payload, { version: '999.0.0', classifier: '' }) as ObjectShard;
          taken.push(
            await Promise.all(
              objects.map(async ([id]) => (await workspace.ports.catalog.object(id))?.classification?.level),
            ),
          );
        }
        return taken;
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
    expect(levels).toEqual([
      [3, 3, 3, 3, 3, 3, 3, 3],
      [1, 1],
    ]);
  });

  it('is shared on schedule as well', async () => {
    const lines = ['classify', 'enforce'].map(
      (job, i) => `  - { job: ${job}, cron: '${i} 12 * * *', distributed: true }`,
    );
    const url = await emptySchema();
    const shared = await smallService(FILES, (yaml) =>
      yaml
        .replace(/^catalogue: .*$/m, `catalogue: ${url}`)
        .replace(/^schedule:\n( {2}- .*\n)*/m, `schedule:\n${lines.join('\n')}\n`),
    );
    shared.clock.advance(10 * 60_000);
    const outcomes = await runDue(shared.dir, { signal: never, logger: silentLogger, clock: shared.clock });
    expect(outcomes.map(({ job, result }) => [job, result])).toEqual([
      ['classify', 'done'],
      ['enforce', 'done'],
    ]);
    expect(await shared.open(({ ports }) => runsOf(ports.catalog))).toMatchObject(
      ['classify', 'enforce'].map((job) => ({ job, actor: `job:${job}`, planned: 24, done: 24, shards: 3 })),
    );
  });

  it('is left to others by a worker that is too old for it', async () => {
    const { dir, clock } = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(dir));
    const shard = { version: '999.0.0', job: 'classify-records', system: 'pbx', classifier: '', objects: [] } as const;
    const [id] = await queue.add('classify-records-pbx', [newShard<ObjectShard>({ ...shard, objects: [] })]);
    await expect(work(dir, { signal: never, clock, untilEmpty: true })).rejects.toMatchObject({
      kind: 'usage',
      code: 'worker/too-old',
    });
    expect(await queue.outcome('classify-records-pbx', id!)).toEqual({ state: 'open' });
    await queue.close();
  });

  it('names what was given up', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const schema = queueSchema(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await queue.add('other', [{}]);
    // Every shard of one system arrives as tried to the end already.
    await execute(
      url,
      `create function ${schema}.kill_pbx() returns trigger language plpgsql as
       $$ begin if new.name = 'classify-records-pbx' then new.state := 'failed'; new.output := '{"code":"catalog/unavailable"}'; end if; return new; end $$;
       create trigger kill_pbx before insert on ${schema}.job for each row execute function ${schema}.kill_pbx();
       delete from ${schema}.job`,
    );
    const summary = await shared.open((w) => classify(w, { distributed: true }), { detector: true, lock: 'shared' });
    expect(summary).toMatchObject({
      planned: 24,
      done: 16,
      failed: 8,
      faults: [{ code: 'worker/dead-letter', count: 8 }],
      deadLetters: [{ system: 'pbx', objects: 8, code: 'catalog/unavailable' }],
    });
    // A listing that nobody came to the end of ends the run: what it did not find would be missing in silence.
    await execute(
      url,
      `create or replace function ${schema}.kill_pbx() returns trigger language plpgsql as
       $$ begin if new.name = '${LISTINGS}' then new.state := 'failed'; end if; return new; end $$`,
    );
    const again = shared.open((w) => classify(w, { distributed: true }), { detector: true, lock: 'shared' });
    await expect(again).rejects.toMatchObject({ kind: 'unavailable', code: 'worker/listing-given-up' });
    await queue.close();
  });

  it('needs a catalogue in PostgreSQL', async () => {
    const { dir } = await serviceOf();
    await expect(work(dir, { signal: never })).rejects.toMatchObject({ code: 'worker/needs-postgres' });
  });
});

/** What a run leaves of each object, without what differs between two workspaces: ids, versions, keys. */
function contentOf(objects: readonly CatalogObject[]) {
  return objects
    .map(({ system, maskedKey, lastModified: _, state, classification, protection }) => ({
      system,
      maskedKey,
      state,
      level: classification?.level,
      classification,
      protection: protection && {
        mode: protection.mode,
        storedBytes: protection.storedBytes,
        plaintextHistory: protection.plaintextHistory,
        protectedAt: protection.protectedAt,
      },
    }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
