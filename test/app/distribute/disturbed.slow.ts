import { expect, it, vi } from 'vitest';
import type { Lease, ShardQueue } from '../../../src/adapters/queue/shard-queue.js';
import { lockNumber } from '../../../src/adapters/sql/postgres-locks.js';
import { ShardLocks } from '../../../src/adapters/sql/postgres-shard-locks.js';
import { outboxOf } from '../../../src/app/alerting/alerting.js';
import { classify } from '../../../src/app/classify.js';
import { handOutListings, LISTINGS } from '../../../src/app/distribute/hand-out.js';
import { listSystem } from '../../../src/app/distribute/list-system.js';
import { runShard } from '../../../src/app/distribute/run-shard.js';
import { type ListingShard, newShard, type ObjectShard } from '../../../src/app/distribute/shard.js';
import { openQueue, workOn } from '../../../src/app/distribute/work.js';
import { workAlong } from '../../../src/app/distribute/work-along.js';
import { workInTurn } from '../../../src/app/distribute/work-in-turn.js';
import { enforce } from '../../../src/app/enforce.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { Fault } from '../../../src/base/fault.js';
import { run } from '../../../src/cli/program.js';
import type { Contact } from '../../../src/config/alerts.js';
import { loadConfig } from '../../../src/config/load.js';
import type { ObjectStore } from '../../../src/ports/object-store.js';
import type { RunSummary } from '../../../src/run/runner.js';
import { listOf } from '../../contract/catalog-samples.js';
import { execute, onPostgres, queueSchema } from '../../support/postgres.js';
import { never, serviceOf } from './service.js';

await onPostgres('work shared by several workers, one of which dies, stops or comes late', (emptySchema) => {
  it('is listed by another worker after the death of one: each object is handed out once', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const schema = queueSchema(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        const [sent] = await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
        const first = await queue.take(LISTINGS);
        const shard = first!.payload as ListingShard;
        // It dies after it has handed everything out, before it could say so; one shard is in hand, another came later.
        await listSystem(shard, sent!.id, queue, workspace, never);
        const inHand = await queue.take('classify-records-pbx');
        await queue.add('classify-records-pbx', [{ ...(inHand!.payload as object), objects: [['obj-x', 'e']] }]);
        await execute(url, `update ${schema}.job set started_on = now() - interval '1 hour' where id = '${sent!.id}'`);
        await queue.expire();
        const again = async () => {
          await execute(url, `update ${schema}.job set start_after = now() - interval '1 hour'`);
          return queue.take(LISTINGS);
        };
        await shared.put('pbx/2026/new.txt', '氏名：山田花子');
        const second = await again();
        expect(second).toMatchObject({ id: sent!.id, attempt: 1 });
        expect(await workOn(second!, queue, workspace, undefined)).toBe(false);
        expect((await workspace.ports.catalog.inventory()).map(({ objects }) => objects)).toEqual([8]);

        expect(await workOn(inHand!, queue, workspace, undefined)).toBe(true);
        expect(await workOn((await again())!, queue, workspace, undefined)).toBe(true);
        expect(await queue.outcome(LISTINGS, sent!.id)).toEqual({ state: 'done', result: {} });
        const sizes = (await queue.sentBy('classify-records-pbx', sent!.id)).map(({ objects }) => objects);
        expect(sizes.sort()).toEqual([1, 8]);
        const left = await queue.take('classify-records-pbx');
        const [[objectId] = []] = (left!.payload as ObjectShard).objects;
        expect((inHand!.payload as ObjectShard).objects.map(([id]) => id)).not.toContain(objectId);
        expect((await workspace.ports.catalog.object(objectId!))?.system).toBe('pbx');
        expect(await queue.take('classify-records-pbx')).toBeUndefined();
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is not listed again by whoever comes to it when somebody else is through: what was handed out stays', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const schema = queueSchema(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        const [sent] = await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
        const late = await queue.take(LISTINGS);
        await execute(url, `update ${schema}.job set state = 'retry', start_after = now() where id = '${sent!.id}'`);
        expect(await workOn((await queue.take(LISTINGS))!, queue, workspace, undefined)).toBe(true);
        const handedOut = await queue.sentBy('classify-records-pbx', sent!.id);
        expect(handedOut).toHaveLength(1);
        expect(await workOn(late!, queue, workspace, undefined)).toBe(false);
        expect(await queue.sentBy('classify-records-pbx', sent!.id)).toEqual(handedOut);
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is listed by one at a time; the other listing waits and does not count as tried', async () => {
    const shared = await serviceOf(await emptySchema());
    const config = await loadConfig(shared.dir);
    const queue = await openQueue(config);
    await shared.open(
      async (workspace) => {
        const [sent] = await handOutListings('enforce-encryption', queue, workspace, { system: 'pbx' });
        const { lockPostgresListing } = await import('../../../src/adapters/sql/postgres-process-lock.js');
        const other = await lockPostgresListing(config.catalogue, 'pbx', () => undefined);
        expect(await workOn((await queue.take(LISTINGS))!, queue, workspace, undefined)).toBe(false);
        await other.release();
        expect(await queue.outcome(LISTINGS, sent!.id)).toEqual({ state: 'open' });
        expect(await workspace.ports.catalog.inventory()).toEqual([]);
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is handed out of several systems side by side; one that cannot be listed ends it with its own fault', async () => {
    const shared = await serviceOf(await emptySchema());
    await shared.open(
      async (workspace) => {
        const { objects } = workspace.ports;
        const begun: string[] = [];
        let meet = () => {};
        const twoHaveBegun = new Promise<void>((resolve) => {
          meet = resolve;
        });
        const listing = vi.spyOn(objects, 'listVersions').mockImplementation(async function* (bucket) {
          begun.push(bucket);
          if (begun.length > 1) meet();
          // One after the other, the first would wait here for ever.
          await twoHaveBegun;
          yield* [];
          if (bucket === 'citizens-voice') throw new Fault('unavailable', 'store/unavailable', 'it is away');
        });
        await expect(classify(workspace, { distributed: true })).rejects.toMatchObject({
          kind: 'unavailable',
          code: 'store/unavailable',
        });
        expect(begun).toContain('citizens-voice');
        listing.mockRestore();
      },
      { detector: true, lock: 'shared' },
    );
  });

  it('of a killed run by other rules is taken back by the next one, also what somebody had in hand', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    const shard = { version: '0.0.1', job: 'classify-records', system: 'pbx', classifier: 'old' } as const;
    const left = [1, 2].map(() => newShard<ObjectShard>({ ...shard, objects: [] }));
    const ids = await queue.add('classify-records-pbx', left);
    const held = await queue.take();
    const summary = await shared.open((w) => classify(w, { distributed: true }), { detector: true, lock: 'shared' });
    expect(summary).toMatchObject({ planned: 24, done: 24, failed: 0 });
    for (const id of ids) {
      const outcome = await queue.outcome('classify-records-pbx', id);
      expect(outcome).toEqual({ state: 'dead', code: 'worker/other-classifier' });
    }
    expect(await queue.renew(held!)).toBe(false);
    await queue.close();
  });

  it('is not left half encrypted by a worker that is stopped: whoever goes on sees no changed record', async () => {
    const shared = await serviceOf(await emptySchema());
    await shared.open((w) => classify(w), { detector: true, lock: 'exclusive' });
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { config } = opened;
        const workspace = { ...opened, config: { ...config, run: { ...config.run, concurrency: 1 } } };
        await handOutListings('enforce-encryption', queue, workspace, { system: 'pbx' });
        expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
        const stop = new AbortController();
        const { objects } = workspace.ports;
        const put = objects.put.bind(objects);
        const written = vi.spyOn(objects, 'put').mockImplementation(async (...given) => {
          const head = await put(...given);
          stop.abort();
          return head;
        });
        const lease = await queue.take('enforce-encryption-pbx');
        expect(await workOn(lease!, queue, workspace, stop.signal)).toBe(false);
        written.mockRestore();
        const shard = lease!.payload as ObjectShard;
        const states = await Promise.all(
          shard.objects.map(async ([id]) => (await workspace.ports.catalog.object(id))?.state),
        );
        const begun = states.filter((state) => state === 'protected').length;
        expect(begun).toBe(1);
        const lockObjects = async (ids: readonly string[]) => new Set(ids);
        const rest = await runShard(shard, { lockObjects }, workspace, { stop: never, lost: never });
        // What the first try has done is told too.
        const { length } = shard.objects;
        expect(rest).toMatchObject({ planned: length, done: length, failed: 0, faults: [] });
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('B2-1-3: people are told what a worker has found before it was stopped', async () => {
    const shared = await serviceOf(await emptySchema());
    const alone = { detector: true, lock: 'exclusive' } as const;
    await shared.open((w) => classify(w), alone);
    await shared.open((w) => enforce(w), alone);
    for (const i of [0, 2]) await shared.put(`pbx/2026/${i}.txt`, `氏名：山田花子 電話 090-7654-321${i}`);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { run, alerts, ...others } = opened.config;
        const contact = { id: 'duty', name: '当番', mail: ['duty@example.jp'] } as Contact;
        const config = { ...others, run: { ...run, concurrency: 1 }, alerts: { ...alerts, contacts: [contact] } };
        const workspace = { ...opened, config };
        await handOutListings('enforce-encryption', queue, workspace, { system: 'pbx' });
        expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
        const stop = new AbortController();
        const { catalog } = workspace.ports;
        const append = catalog.appendAudit.bind(catalog);
        const appended = vi.spyOn(catalog, 'appendAudit').mockImplementation(async (drafts) => {
          if (drafts.some(({ action }) => action === 'object.drifted')) stop.abort();
          return append(drafts);
        });
        const lease = await queue.take('enforce-encryption-pbx');
        expect(await workOn(lease!, queue, workspace, stop.signal)).toBe(false);
        appended.mockRestore();
        const { waiting } = await outboxOf(shared.dir).waiting();
        expect(waiting.map(({ alert }) => [alert.event, alert.facts.objects])).toEqual([['drift-found', 1]]);
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('goes back when a worker is asked to stop, and what it has done is kept', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        const classifier = workspace.ports.detector.version;
        const shard = newShard<ObjectShard>({
          version: '0.0.1',
          job: 'classify-records',
          system: 'pbx',
          classifier,
          objects: [],
        });
        const [id] = await queue.add('classify-records-pbx', [shard]);
        const lease = await queue.take();
        expect(await workOn(lease!, queue, workspace, AbortSignal.abort())).toBe(false);
        expect(await queue.outcome('classify-records-pbx', id!)).toEqual({ state: 'open' });
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is left by a worker that is stopped, which is no failure; a second signal ends it at once', async () => {
    const { dir } = await serviceOf(await emptySchema());
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      for (const [args, signals, code] of [
        [[], 1, 0],
        [[], 2, 0],
        [['--until-empty'], 1, 130],
      ] as const) {
        exit.mockClear();
        const known = process.listeners('SIGTERM');
        const running = run(['node', 'kimitsu', 'worker', '--dir', dir, ...args]);
        const [stop] = process.listeners('SIGTERM').filter((listener) => !known.includes(listener));
        for (let sent = 0; sent < signals; sent++) stop?.('SIGTERM');
        expect(exit.mock.calls).toEqual(signals === 2 ? [[130]] : []);
        expect(await running).toBe(code);
      }
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('is begun while the last object of the shard before is worked on, with no more in hand than one shard has', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { config, ports } = opened;
        const workspace = { ...opened, config: { ...config, run: { ...config.run, concurrency: 2 } } };
        const { listed, shard } = await listedShard(queue, workspace);
        const ids = await inTwo(queue, listed.queue, shard);

        const reading = firstWaitsForSecond(ports.objects);
        const over: boolean[] = [];
        await workInTurn((await queue.take())!, queue, workspace, never, (isDone) => over.push(isDone));
        reading.restore();
        expect(over).toEqual([true, true]);
        expect(reading.seen).toMatchObject({ begun: shard.objects.length, most: 2 });
        for (const id of ids) expect(await queue.outcome(listed.queue, id)).toMatchObject({ state: 'done' });
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is begun before the one before is over by the command that works along as well, and each is told once', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { config, ports } = opened;
        const workspace = { ...opened, config: { ...config, run: { ...config.run, concurrency: 2 } } };
        const { listed, shard } = await listedShard(queue, workspace);
        await queue.cancel(listed.queue, [listed.id]);
        await inTwo(queue, listed.queue, shard);

        const reading = firstWaitsForSecond(ports.objects);
        const sent = [{ id: shard.listing!, system: 'pbx' }];
        const worked = await workAlong('classify-records', sent, queue, workspace, {});
        reading.restore();
        expect(worked).toMatchObject({ planned: 8, shards: 2, deadLetters: [], stopped: false });
        expect(worked.results.map(({ done }) => done).sort()).toEqual([1, 7]);
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('goes back, as does the one before, when the lock of the workspace is lost while both are in hand', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        const { catalog } = workspace.ports;
        const { listed, shard } = await listedShard(queue, workspace);
        const ids = await inTwo(queue, listed.queue, shard);
        const lost = new Fault('conflict', 'workspace/lock-lost', 'lost');
        const saved = vi.spyOn(catalog, 'saveClassified').mockRejectedValue(lost);
        const over: boolean[] = [];
        const working = workInTurn((await queue.take())!, queue, workspace, never, (isDone) => over.push(isDone));
        await expect(working).rejects.toMatchObject({ code: 'workspace/lock-lost' });
        saved.mockRestore();
        expect(over).toEqual([]);
        for (const id of ids) expect(await queue.outcome(listed.queue, id)).toEqual({ state: 'open' });
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is left, as is the one before, when the session of their locks ends; both are locked anew and counted once', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const schema = queueSchema(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { config, ports } = opened;
        const workspace = { ...opened, config: { ...config, run: { ...config.run, concurrency: 2 } } };
        const { listed, shard } = await listedShard(queue, workspace);
        await queue.complete(listed, {});
        const ids = await inTwo(queue, listed.queue, shard);

        const lock = queue.lock.bind(queue);
        let lost = 0;
        let bothLost = (): void => {};
        const sessionEnded = new Promise<void>((resolve) => {
          bothLost = resolve;
        });
        const locked = vi.spyOn(queue, 'lock').mockImplementation((lease, onLost) =>
          lock(lease, () => {
            onLost();
            lost += 1;
            if (lost === 2) bothLost();
          }),
        );
        const get = ports.objects.get.bind(ports.objects);
        let begun = 0;
        const read = vi.spyOn(ports.objects, 'get').mockImplementation(async (...given) => {
          begun += 1;
          // Of each shard one is being read.
          if (begun === 2)
            await execute(
              url,
              `select pg_terminate_backend(pid) from pg_locks, (select ${lockNumber(`shard/${ids[0]!}`)} as key) as of
              where locktype = 'advisory' and classid::bigint = (key >> 32) & 4294967295
              and objid::bigint = key & 4294967295`,
            );
          await sessionEnded;
          return get(...given);
        });
        const over: boolean[] = [];
        const turn = async () => workInTurn((await queue.take())!, queue, workspace, never, (done) => over.push(done));
        await turn();
        expect(over).toEqual([false, false]);
        expect(begun).toBe(2);
        const found = async () => (await listOf(ports.catalog.objects({ system: 'pbx' }))).map(({ state }) => state);
        expect(new Set(await found())).toEqual(new Set(['found']));
        for (const id of ids) expect(await queue.outcome(listed.queue, id)).toEqual({ state: 'open' });
        // Nobody waits until the leases run out.
        const states = `select state, retry_count as tries from ${schema}.job where id in ('${ids.join("', '")}')`;
        expect(await execute(url, states)).toEqual(ids.map(() => ({ state: 'created', tries: 0 })));
        read.mockRestore();
        locked.mockRestore();

        await execute(url, `update ${schema}.job set start_after = now() - interval '1 hour'`);
        await turn();
        expect(over).toEqual([false, false, true, true]);
        const outcomes = await Promise.all(ids.map((id) => queue.outcome(listed.queue, id)));
        expect(outcomes.map((outcome) => outcome.state === 'done' && (outcome.result as RunSummary).done)).toEqual([
          1, 7,
        ]);
        expect(new Set(await found())).toEqual(new Set(['classified']));
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('goes back at once, as does the one before, when a worker is asked to stop while both are in hand', async () => {
    const shared = await serviceOf(await emptySchema());
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (opened) => {
        const { config, ports } = opened;
        const workspace = { ...opened, config: { ...config, run: { ...config.run, concurrency: 2 } } };
        const { listed, shard } = await listedShard(queue, workspace);
        const ids = await inTwo(queue, listed.queue, shard);
        const asked = new AbortController();
        const get = ports.objects.get.bind(ports.objects);
        let begun = 0;
        const read = vi.spyOn(ports.objects, 'get').mockImplementation(async (...given) => {
          begun += 1;
          if (begun === 2) asked.abort();
          else await new Promise((resolve) => asked.signal.addEventListener('abort', resolve, { once: true }));
          return get(...given);
        });
        const over: boolean[] = [];
        await workInTurn((await queue.take())!, queue, workspace, asked.signal, (isDone) => over.push(isDone));
        read.mockRestore();
        expect([over, begun]).toEqual([[false, false], 2]);
        for (const id of ids) {
          expect(await queue.outcome(listed.queue, id)).toEqual({ state: 'open' });
          // Whoever is next finds no lock of it.
          const others = new ShardLocks(config.catalogue);
          await others.take(id, () => undefined);
          await others.close();
        }
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is done by one at a time, also when its lease went to another while the first still works', async () => {
    const shared = await serviceOf(await emptySchema());
    const config = await loadConfig(shared.dir);
    const queue = await openQueue(config);
    await shared.open(
      async (workspace) => {
        const classifier = workspace.ports.detector.version;
        const shard = newShard<ObjectShard>({
          version: '0.0.1',
          job: 'classify-records',
          system: 'pbx',
          classifier,
          objects: [],
        });
        const [id] = await queue.add('classify-records-pbx', [shard]);
        const lease = await queue.take();
        const others = new ShardLocks(config.catalogue);
        const first = await others.take(id!, () => undefined);
        expect(await workOn(lease!, queue, workspace, undefined)).toBe(false);
        expect(await queue.outcome('classify-records-pbx', id!)).toEqual({ state: 'open' });
        await first.release();
        await others.close();
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('leaves an object to whoever has it in another shard', async () => {
    const shared = await serviceOf(await emptySchema());
    const config = await loadConfig(shared.dir);
    const queue = await openQueue(config);
    const others = new ShardLocks(config.catalogue);
    await shared.open(
      async (workspace) => {
        await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
        expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
        const lease = await queue.take();
        const [[held = ''] = [], ...rest] = (lease!.payload as ObjectShard).objects;
        const other = await others.take(crypto.randomUUID(), () => undefined);
        expect(await other.lockObjects([held])).toEqual(new Set([held]));
        expect(await workOn(lease!, queue, workspace, undefined)).toBe(true);
        const outcome = await queue.outcome(lease!.queue, lease!.id);
        expect(outcome).toMatchObject({ state: 'done', result: { done: rest.length, failed: 0 } });
        expect((await workspace.ports.catalog.object(held))?.state).toBe('found');
        await others.close();
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });

  it('is left to others by a worker that has lost the lock of the workspace', async () => {
    const url = await emptySchema();
    const shared = await serviceOf(url);
    const queue = await openQueue(await loadConfig(shared.dir));
    await shared.open(
      async (workspace) => {
        await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
        expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
        const lease = await queue.take();
        const [listing] = await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
        await execute(
          url,
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'
           and objid::bigint = hashtextextended('kimitsu/workspace/' || current_schema(), 0) & 4294967295`,
        );
        await expect(workOn(lease!, queue, workspace, undefined)).rejects.toMatchObject({
          kind: 'conflict',
          code: 'workspace/lock-lost',
        });
        expect(await queue.outcome(lease!.queue, lease!.id)).toEqual({ state: 'open' });
        await expect(workOn((await queue.take(LISTINGS))!, queue, workspace, undefined)).rejects.toMatchObject({
          code: 'workspace/lock-lost',
        });
        expect(await queue.outcome(LISTINGS, listing!.id)).toEqual({ state: 'open' });
        expect((await workspace.ports.catalog.inventory()).every(({ state }) => state === 'found')).toBe(true);
      },
      { detector: true, lock: 'shared' },
    );
    await queue.close();
  });
});

/** The shard of objects that the listing of a system has handed out. */
async function listedShard(queue: ShardQueue, workspace: Workspace): Promise<{ listed: Lease; shard: ObjectShard }> {
  await handOutListings('classify-records', queue, workspace, { system: 'pbx' });
  expect(await workOn((await queue.take())!, queue, workspace, undefined)).toBe(true);
  const listed = (await queue.take())!;
  return { listed, shard: listed.payload as ObjectShard };
}

/** The object that is read first, of the first shard, is held back until another one is read. */
function firstWaitsForSecond(objects: ObjectStore) {
  const get = objects.get.bind(objects);
  const seen = { begun: 0, now: 0, most: 0 };
  let readSecond = (): void => {};
  const secondRead = new Promise<void>((resolve) => {
    readSecond = resolve;
  });
  const read = vi.spyOn(objects, 'get').mockImplementation(async (...given) => {
    seen.begun += 1;
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    if (seen.begun === 1) await secondRead;
    else readSecond();
    return get(...given).finally(() => {
      seen.now -= 1;
    });
  });
  return { seen, restore: () => read.mockRestore() };
}

/** The shard as two: one of its first object, which is taken first, and one of the others. */
async function inTwo(queue: ShardQueue, name: string, shard: ObjectShard): Promise<string[]> {
  const [first, rest] = [shard.objects.slice(0, 1), shard.objects.slice(1)];
  return [
    ...(await queue.add(name, [{ ...shard, objects: first }], 1)),
    ...(await queue.add(name, [{ ...shard, objects: rest }])),
  ];
}
