import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { StoredPlaceRegister } from '../../../src/adapters/places/stored-place-register.js';
import { allKeys } from '../../../src/app/end-of-service/planned-keys.js';
import { adopt, adoptable } from '../../../src/app/ownership/adopt.js';
import { HeldPlaces } from '../../../src/app/ownership/held-places.js';
import { ownedStore } from '../../../src/app/ownership/owned-store.js';
import { ownerBy, workspaceIdOf } from '../../../src/app/ownership/workspace-id.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { systemClock } from '../../../src/base/clock.js';
import { systemsOf } from '../../../src/inventory/systems.js';
import { takeInventory } from '../../../src/inventory/take-inventory.js';
import type { ObjectStore } from '../../../src/ports/object-store.js';
import { LevelKeys } from '../../../src/protect/level-keys.js';
import { copyOf, smallService } from '../../support/small-service.js';

/** Two workspaces that were set up with one service.id, as a copied kimitsu.yaml makes them. */
const SHARED = { kind: 'denied', code: 'keys/other-workspace' };
const TAKEN = { kind: 'denied', code: 'store/other-workspace' };

function catalog(): MemoryCatalog {
  return new MemoryCatalog({ clock: systemClock, link: linkAudit });
}

describe('who a workspace is (B3-2-1)', () => {
  it('is another one for each catalogue, and the same one for a catalogue that goes on', async () => {
    const [one, two] = [catalog(), catalog()];
    const id = await workspaceIdOf(one, 'operator:test');
    expect(id).toMatch(/^ws-[0-9a-f]{32}$/);
    expect(await workspaceIdOf(two, 'operator:test')).not.toBe(id);
    await one.appendAudit([{ actor: 'operator:test', action: 'object.classified', subject: 'obj-1' }]);
    expect(await workspaceIdOf(one, 'operator:other')).toBe(id);
  });

  it('is there as well for a catalogue from before workspaces had one', async () => {
    const old = catalog();
    await old.appendAudit([{ actor: 'operator:test', action: 'object.classified', subject: 'obj-1' }]);
    const id = await workspaceIdOf(old, 'operator:test');
    expect(id).toMatch(/^ws-[0-9a-f]{32}$/);
    expect((await old.auditHead())?.seq).toBe(1);
  });
});

describe('keys of one service.id in one account', () => {
  const keysOf = (keys: MemoryKeyService, own: MemoryCatalog, withNotes = true) =>
    new LevelKeys('centre', keys, {
      owner: ownerBy(own, () => 'operator:test'),
      ...(withNotes ? { note: (event) => own.appendAudit([{ actor: 'operator:test', ...event }]) } : {}),
    });
  const planOf = (keys: MemoryKeyService, levelKeys: LevelKeys) =>
    allKeys({
      keys,
      levelKeys,
      unitKeyStore: { async *list() {} } as never,
      service: { parties: { service: { id: 'centre' } }, waitingDays: 7 } as never,
    });

  it('are used and planned by the workspace that made them, and by no other', async () => {
    const keys = new MemoryKeyService();
    const [one, two] = [keysOf(keys, catalog()), keysOf(keys, catalog())];
    const keyId = await one.idOf(3);
    await expect(two.idOf(3)).rejects.toMatchObject(SHARED);
    await expect(planOf(keys, two)).rejects.toMatchObject(SHARED);
    expect((await planOf(keys, one)).map(({ kmsKeyId }) => kmsKeyId)).toEqual([keyId]);
  });

  it('are known by their tag after a crash before the making was written down', async () => {
    const keys = new MemoryKeyService();
    const own = catalog();
    const keyId = await keysOf(keys, own, false).idOf(3);
    expect(await keysOf(keys, own).idOf(3)).toBe(keyId);
  });

  it('are known by the audit log where they have no tag: made by an older version', async () => {
    const keys = new MemoryKeyService();
    const own = catalog();
    const { keyId } = await keys.createKey({ alias: 'alias/kimitsu/centre/level-3', description: '', tags: {} });
    await expect(keysOf(keys, own).idOf(3)).rejects.toMatchObject(SHARED);
    await own.appendAudit([{ actor: 'a', action: 'kms-key.created', subject: keyId, detail: { kmsKeyId: keyId } }]);
    expect(await keysOf(keys, own).idOf(3)).toBe(keyId);
    await expect(keysOf(keys, catalog()).idOf(3)).rejects.toMatchObject(SHARED);
  });

  it('are not claimed by a log that names them once another workspace has taken them over', async () => {
    const keys = new MemoryKeyService();
    const own = catalog();
    const keyId = await keysOf(keys, own).idOf(3);
    await keys.tagKey(keyId, { 'kimitsu-workspace': 'ws-another' });
    await expect(keysOf(keys, own).idOf(3)).rejects.toMatchObject({ ...SHARED, detail: { workspace: 'ws-another' } });
  });
});

describe('places of one bucket', () => {
  const placesOf = (objects: MemoryObjectStore, id: string, prefixes: string[], ended = false) =>
    new HeldPlaces({
      register: new StoredPlaceRegister(objects),
      systems: prefixes.map((prefix) => ({ bucket: 'records', prefix })),
      service: 'centre',
      workspaceId: async () => id,
      ended: async () => ended,
    });
  const newStore = async () => {
    const objects = new MemoryObjectStore(new MemoryKeyService());
    await objects.createBucket('records');
    await put(objects, 'pbx/a');
    return objects;
  };
  const put = (objects: Pick<ObjectStore, 'put'>, key: string) => {
    const body = (async function* () {
      yield Buffer.from('x');
    })();
    return objects.put({ bucket: 'records', key }, body, { encryption: { mode: 'none' } });
  };
  const listed = async (objects: Pick<ObjectStore, 'listVersions'>) => {
    const keys: string[] = [];
    for await (const { key } of objects.listVersions('records')) keys.push(key);
    return keys;
  };

  it.each`
    first                | second                | refused
    ${['']}              | ${['']}               | ${true}
    ${['pbx/']}          | ${['']}               | ${true}
    ${['']}              | ${['pbx/']}           | ${true}
    ${['pbx/']}          | ${['pbx/2026/']}      | ${true}
    ${['pbx/', 'mail/']} | ${['form/', 'mail/']} | ${true}
    ${['pbx/']}          | ${['mail/']}          | ${false}
  `('$first and then $second: refused $refused', async ({ first, second, refused }) => {
    const objects = await newStore();
    await listed(ownedStore(objects, placesOf(objects, 'ws-1', first)));
    const work = listed(ownedStore(objects, placesOf(objects, 'ws-2', second)));
    if (refused) await expect(work).rejects.toMatchObject({ ...TAKEN, detail: { workspace: 'ws-1' } });
    else expect(await work).toEqual(['pbx/a']);
  });

  it('are refused to every call of another workspace, before it does anything', async () => {
    const objects = await newStore();
    await listed(ownedStore(objects, placesOf(objects, 'ws-1', [''])));
    const other = ownedStore(objects, placesOf(objects, 'ws-2', ['']));
    const [version] = await objects.versionsOf({ bucket: 'records', key: 'pbx/a' });
    const head = (await objects.head(version!))!;
    const calls: (() => Promise<unknown>)[] = [
      () => other.get(version!),
      () => other.head(version!),
      () => other.versionsOf(version!),
      () => other.tagsOf(head),
      () => other.attachmentsOf(head),
      () => put(other, 'pbx/b'),
      () => other.rewrite(head, { encryption: { mode: 'default' } }),
      () => other.destroyVersion(version!),
      () => other.recover('records'),
      () => other.abortUpload({ bucket: 'records', key: 'k', uploadId: 'u', initiated: new Date(0) }),
      () => other.list('records')[Symbol.asyncIterator]().next(),
      () => other.listUploads('records')[Symbol.asyncIterator]().next(),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(TAKEN);
    expect(await listed(ownedStore(objects, placesOf(objects, 'ws-1', [''])))).toEqual(['pbx/a']);
  });

  it('are given back at the end, and not held anew by a service that has ended', async () => {
    const objects = await newStore();
    const one = placesOf(objects, 'ws-1', ['']);
    await listed(ownedStore(objects, one));
    await one.release();
    await listed(ownedStore(objects, placesOf(objects, 'ws-1', [''], true)));
    expect(await listed(objects)).toEqual(['pbx/a']);
    expect(await listed(ownedStore(objects, placesOf(objects, 'ws-2', [''])))).toEqual(['pbx/a']);
  });

  it('go to one of two that begin at once', async () => {
    const objects = await newStore();
    const both = await Promise.allSettled(
      ['ws-1', 'ws-2'].map((id) => listed(ownedStore(objects, placesOf(objects, id, [''])))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('two workspaces over one data folder', () => {
  it('the second changes and learns nothing of the first, until it takes its place, and then the first is refused', async () => {
    const one = await smallService({ 'pbx/memo.txt': '折り返し希望' });
    const root = join(one.dir, 'data');
    const two = await smallService({}, (yaml) => yaml.replace(/^( +root: ).*$/m, `$1${root}`));
    const inventory = (service: typeof one) =>
      service.open(
        async ({ ports }) => {
          for (const system of systemsOf(ports.service)) await takeInventory(system, ports);
          return (await ports.catalog.inventory()).reduce((sum, { objects }) => sum + objects, 0);
        },
        { lock: 'exclusive' },
      );
    expect(await inventory(one)).toBe(1);
    await expect(inventory(two)).rejects.toMatchObject({ ...TAKEN, detail: { bucket: 'pbx', service: 'test-centre' } });
    expect(await readdir(join(root, 'pbx'))).toEqual(['.kimitsu', 'memo.txt']);

    const found = await two.open(
      async (workspace) => {
        const others = await adoptable(workspace);
        await expect(adopt(workspace, others, ' ')).rejects.toMatchObject({ code: 'adopt/no-reason' });
        await adopt(workspace, others, '旧作業フォルダーを廃止した');
        return others;
      },
      { lock: 'exclusive' },
    );
    expect(found).toMatchObject({
      keys: [],
      places: expect.arrayContaining([expect.objectContaining({ bucket: 'pbx' })]),
    });
    expect(await inventory(two)).toBe(1);
    await expect(inventory(one)).rejects.toMatchObject(TAKEN);
    const text = await readFile(join(root, 'pbx/.kimitsu/places.json'), 'utf8');
    expect(text).not.toContain('memo');
    await two.open(async (workspace) => {
      await expect(adopt(workspace, await adoptable(workspace), 'x')).rejects.toMatchObject({ code: 'adopt/nothing' });
    });
  });

  it('a copy of the first is another one once it was adopted, and then the first is refused', async () => {
    const one = await smallService({ 'pbx/memo.txt': '折り返し希望' }, (yaml) =>
      yaml.replace(/^( +root: ).*$/m, `$1${join(tmpdir(), `kimitsu-shared-${randomUUID()}`)}`),
    );
    const inventory = ({ ports }: Workspace) => takeInventory(systemsOf(ports.service)[0]!, ports);
    await one.open(inventory, { lock: 'exclusive' });
    const two = await copyOf(one);
    await two.open(inventory, { lock: 'exclusive' });
    await two.open(
      async (workspace) => {
        const found = await adoptable(workspace);
        expect(found).toMatchObject({ copied: true, keys: [], places: [] });
        await adopt(workspace, found, '移設');
        expect(await adoptable(workspace)).toMatchObject({ copied: false, keys: [], places: [] });
      },
      { lock: 'exclusive' },
    );
    await two.open(inventory, { lock: 'exclusive' });
    await expect(one.open(inventory, { lock: 'exclusive' })).rejects.toMatchObject(TAKEN);
  });
});
