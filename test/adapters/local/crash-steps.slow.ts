import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { LocalObjectStore } from '../../../src/adapters/local/store/local-object-store.js';
import { collect } from '../../../src/base/bytes.js';
import type { ObjectVersion } from '../../../src/ports/object-store.js';
import { messageCipher } from '../../../src/protect/message-cipher.js';
import { disk } from './dying-disk.js';
import { localStore } from './workspace.js';

vi.mock('node:fs/promises', async (original) => {
  const { disk } = await import('./dying-disk.js');
  const fs = disk.wrap(await original());
  return { ...fs, default: fs };
});

type Workspace = Awaited<ReturnType<typeof localStore>>;

const KEY = 'folder/録音';
const bucket = 'pbx';

async function* body(text: string) {
  yield Buffer.from(text);
}

async function put(under: Workspace, store: LocalObjectStore, text: string, kms = true) {
  const encryption = kms
    ? ({ mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } as const)
    : { mode: 'none' as const };
  return store.put({ bucket, key: KEY }, body(text), { encryption });
}

/** What a store that has just been opened sees of the key: `marker`, or the texts of its versions, newest first. */
async function seen(store: LocalObjectStore): Promise<string[]> {
  const texts: string[] = [];
  for await (const version of store.listVersions(bucket)) {
    texts.push(version.deleteMarker ? 'marker' : (await collect(await store.get(version))).toString());
  }
  return texts;
}

const latest = async (store: LocalObjectStore): Promise<ObjectVersion> => {
  for await (const version of store.listVersions(bucket)) return version;
  throw new Error('no version');
};

interface Scenario {
  name: string;
  prepare(under: Workspace): Promise<unknown>;
  /** The operation that is interrupted, and repeated afterwards. Gets what `prepare` gave. */
  act(under: Workspace, store: LocalObjectStore, prepared: unknown): Promise<unknown>;
  before: string[];
  after: string[];
}

const destroyPrepared: Scenario['act'] = (_under, store, prepared) => store.destroyVersion(prepared as ObjectVersion);

const SCENARIOS: Scenario[] = [
  {
    name: 'the first put',
    prepare: async () => undefined,
    act: (under, store) => put(under, store, 'one'),
    before: [],
    after: ['one'],
  },
  {
    name: 'a put over a version',
    prepare: (under) => put(under, under.store, 'one'),
    act: (under, store) => put(under, store, 'two'),
    before: ['one'],
    after: ['two', 'one'],
  },
  {
    name: 'a put over a dropped file',
    prepare: async (under) => {
      await put(under, under.store, 'one');
      await writeFile(join(under.path, KEY), 'dropped');
    },
    act: (under, store) => put(under, store, 'two'),
    before: ['dropped'],
    after: ['two', 'dropped'],
  },
  {
    name: 'a put over a deletion by hand',
    prepare: async (under) => {
      await put(under, under.store, 'one');
      await put(under, under.store, 'two');
      await rm(join(under.path, KEY));
    },
    act: (under, store) => put(under, store, 'three'),
    before: ['marker', 'one'],
    after: ['three', 'marker', 'one'],
  },
  {
    name: 'destroying the only version',
    prepare: (under) => put(under, under.store, 'one'),
    act: destroyPrepared,
    before: ['one'],
    after: [],
  },
  {
    name: 'destroying the current version',
    prepare: async (under) => {
      await put(under, under.store, 'one');
      return put(under, under.store, 'two');
    },
    act: destroyPrepared,
    before: ['two', 'one'],
    after: ['one'],
  },
  {
    name: 'destroying a noncurrent version',
    prepare: async (under) => {
      const one = await put(under, under.store, 'one');
      await put(under, under.store, 'two');
      return one;
    },
    act: destroyPrepared,
    before: ['two', 'one'],
    after: ['two'],
  },
  {
    name: 'destroying a delete marker',
    prepare: async (under) => {
      await put(under, under.store, 'one');
      await put(under, under.store, 'two');
      await rm(join(under.path, KEY));
      return latest(under.store);
    },
    act: destroyPrepared,
    before: ['marker', 'one'],
    after: ['one'],
  },
  {
    name: 'destroying a version over a delete marker',
    prepare: async (under) => {
      await put(under, under.store, 'one');
      await put(under, under.store, 'two');
      await rm(join(under.path, KEY));
      return put(under, under.store, 'three');
    },
    act: destroyPrepared,
    before: ['three', 'marker', 'one'],
    after: ['marker', 'one'],
  },
];

async function abortAll(store: LocalObjectStore): Promise<number> {
  let count = 0;
  for await (const upload of store.listUploads(bucket)) {
    // One without a name would be counted as an object that was never there.
    expect(upload.key).toBe(KEY);
    await store.abortUpload(upload);
    count += 1;
  }
  return count;
}

describe.each(SCENARIOS)('a kill during $name', ({ prepare, act, before, after }) => {
  const reopened = ({ path, keys, clock }: Workspace) =>
    new LocalObjectStore({ root: join(path, '..'), keys, cipher: messageCipher, clock });

  /** @returns how many changes the operation makes when nothing interrupts it */
  async function attempt(step: number): Promise<number> {
    disk.arm(Number.POSITIVE_INFINITY);
    const under = await localStore({ keysInMemory: true });
    const prepared = await prepare(under);
    const died = disk.arm(step);
    const outcome = await Promise.race([
      act(under, reopened(under), prepared).then(() => 'done'),
      died.then(() => 'died'),
    ]);
    const { changes } = disk;
    disk.arm(Number.POSITIVE_INFINITY);

    const store = reopened(under);
    if (outcome === 'done') {
      expect(await seen(store)).toEqual(after);
    } else {
      expect([before, after]).toContainEqual(await seen(store));
      const uploads = await abortAll(store);
      const state = await seen(store);
      expect([before, after]).toContainEqual(state);
      expect(await abortAll(store)).toBe(0);
      // Repeating it leads where an undisturbed one leads; only a put that was through already adds a version.
      await act(under, store, prepared);
      const repeatedPut = JSON.stringify(state) === JSON.stringify(after) && after.length > before.length;
      expect(await seen(store)).toEqual(repeatedPut ? [after[0], ...after] : after);
      expect(uploads).toBeLessThanOrEqual(2);
    }
    await destroyAll(store);
    await store.recover(bucket);
    expect(await leftovers(under.path)).toEqual([]);
    await disk.bury();
    await under.close();
    return changes;
  }

  it('at any step leaves the old or the new state, loses nothing, and can be repeated', async () => {
    const changes = await attempt(Number.POSITIVE_INFINITY);
    expect(changes).toBeGreaterThan(2);
    for (let step = 1; step <= changes; step += 1) await attempt(step);
  });
});

async function destroyAll(store: LocalObjectStore): Promise<void> {
  const all: ObjectVersion[] = [];
  for await (const version of store.listVersions(bucket)) all.push(version);
  for (const version of all) await store.destroyVersion(version);
}

/** Everything but the store's own empty folders. */
async function leftovers(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true });
  return entries.filter((entry) => !['.kimitsu', '.kimitsu/tmp', '.kimitsu/history'].includes(entry));
}
