import { beforeEach, describe, expect, it } from 'vitest';
import { type InventoryMode, takeInventory } from '../../../src/inventory/take-inventory.js';
import type { ObjectStore } from '../../../src/ports/object-store.js';
import { everything } from '../../contract/catalog.js';
import { inventoryPorts, knownTo, PBX, put } from '../inventory-ports.js';
import { deliver, versionsNow } from './report.js';

const SYSTEM = { ...PBX, inventory: { bucket: 'reports', prefix: 'inventory/records/daily/' } };

describe('B3-2-1: an inventory from an S3 Inventory report', () => {
  let ports: Awaited<ReturnType<typeof inventoryPorts>>;
  /** Calls of the store on the bucket of the system. */
  let calls: string[];

  const take = (mode: InventoryMode = 'routine', system = SYSTEM) => takeInventory(system, ports, undefined, mode);
  const known = () => knownTo(ports.catalog, ports.seal);
  /** What the application does, then a report on what is there. */
  const report = async () => deliver(ports.store, await versionsNow(ports.store));

  beforeEach(async () => {
    calls = [];
    ports = await inventoryPorts();
    await ports.store.createBucket('reports');
    const watched = new Proxy(ports.store, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: [string | { bucket: string; key: string }]) => {
          const [place] = args;
          if (typeof place === 'string' && place === 'records') calls.push(String(name));
          if (typeof place === 'object' && place.bucket === 'records') calls.push(`${String(name)} ${place.key}`);
          return (member as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    ports = { ...ports, objects: watched as unknown as ObjectStore };
    for (const key of ['a', 'a', 'b/1 2+3.wav', 'c', '録音/%25 山田.wav']) await put(ports.store, key);
    await takeInventory(PBX, ports);
    calls.length = 0;
  });

  it('that says what the catalogue holds asks nothing of the store and changes nothing', async () => {
    await report();
    const before = await everything(ports.catalog);
    expect(await take()).toMatchObject({ objects: 4, versions: 5, newOrChanged: 0, gone: 0 });
    expect(calls).toEqual(['listUploads']);
    expect(await everything(ports.catalog)).toEqual(before);
  });

  it('finds what is new, changed and deleted, each as the store itself says', async () => {
    await put(ports.store, 'new');
    await put(ports.store, 'c');
    await ports.store.deleteObject('records', 'a');
    await report();
    expect(await take()).toMatchObject({ objects: 4, versions: 8, newOrChanged: 2, gone: 1 });
    expect(calls.sort()).toEqual(['listUploads', 'versionsOf a', 'versionsOf c', 'versionsOf new']);
    expect(await known()).toEqual({
      objects: ['found b/1 2+3.wav', 'found c', 'found new', 'found 録音/%25 山田.wav', 'gone a'],
      present: 8,
      notPresent: [],
    });
  });

  it('does not call missing what is newer than the report', async () => {
    await report();
    await put(ports.store, 'new');
    await put(ports.store, 'c');
    await takeInventory(PBX, ports);
    calls.length = 0;
    expect(await take()).toMatchObject({ newOrChanged: 0, gone: 0 });
    expect(calls).toEqual(expect.arrayContaining(['versionsOf new', 'versionsOf c']));
    expect(await known()).toMatchObject({ present: 7, notPresent: [] });
  });

  it('does not believe a report that something is there which is not, or the other way round', async () => {
    const [first, ...others] = await versionsNow(ports.store);
    const invented = { ...first!, key: 'invented', versionId: 'never-was' };
    await deliver(ports.store, [invented, ...others.slice(1)]);
    expect(await take()).toMatchObject({ newOrChanged: 0, gone: 0 });
    expect(calls).toEqual(expect.arrayContaining(['versionsOf a', 'versionsOf invented']));
    expect(await known()).toMatchObject({ present: 5, notPresent: [] });
  });

  it('does not call gone what was written again behind a delete marker that both know', async () => {
    await ports.store.deleteObject('records', 'c');
    await report();
    await takeInventory(PBX, ports);
    await put(ports.store, 'c');
    await takeInventory(PBX, ports);
    expect(await take()).toMatchObject({ gone: 0 });
    expect((await known()).objects).toContain('found c');
  });

  it('names what is neither in the report nor in the store', async () => {
    for (const ref of await ports.store.versionsOf({ bucket: 'records', key: 'c' }))
      await ports.store.destroyVersion(ref);
    await report();
    expect(await take()).toMatchObject({ objects: 3, gone: 1 });
    expect(await known()).toMatchObject({ present: 4, notPresent: ['exception version c'] });
  });

  it('leaves versions whose key is not known to the listing of the store', async () => {
    await put(ports.store, 'z');
    await ports.store.deleteObject('records', 'z');
    await takeInventory(PBX, ports);
    const all = await versionsNow(ports.store);
    for (const ref of all.filter(({ key }) => key === 'z')) await ports.store.destroyVersion(ref);
    await report();
    expect(await take()).toMatchObject({ gone: 0 });
    expect(await known()).toMatchObject({ present: 7, notPresent: [] });
    await take('whole');
    expect(await known()).toMatchObject({
      present: 5,
      notPresent: ['exception delete-marker ?', 'exception version ?'],
    });
  });

  it('keeps to the prefix of the system', async () => {
    const system = { ...SYSTEM, id: 'voice', prefix: 'b/' };
    await takeInventory({ ...system, inventory: SYSTEM.inventory }, ports);
    await put(ports.store, 'b/new');
    await put(ports.store, 'beside');
    await report();
    expect(await take('routine', system)).toMatchObject({ objects: 2, newOrChanged: 1, gone: 0 });
  });

  it('lists the store where nothing is known yet', async () => {
    await report();
    expect(await take('routine', { ...SYSTEM, id: 'fresh' })).toMatchObject({ objects: 4, newOrChanged: 4 });
    expect(calls).toEqual(['listVersions', 'listUploads']);
  });

  it('lists the store where the two differ in more keys than are worth asking about', async () => {
    const [first, ...others] = await versionsNow(ports.store);
    const invented = Array.from({ length: 10_001 }, (_, i) => ({ ...first!, key: `invented/${i}` }));
    await deliver(ports.store, [...invented, first!, ...others]);
    expect(await take()).toMatchObject({ objects: 4, versions: 5, newOrChanged: 0, gone: 0 });
    expect(calls.filter((call) => call.startsWith('list'))).toEqual(['listVersions', 'listUploads']);
    expect(await known()).toMatchObject({ present: 5, notPresent: [] });
  });

  it.each(['whole', undefined] as const)('is not used for a plan or an erasure (mode %s)', async (mode) => {
    await report();
    await takeInventory(SYSTEM, ports, undefined, mode);
    expect(calls).toEqual(['listVersions', 'listUploads']);
  });

  it('lists unfinished uploads, and misses those that are no longer there', async () => {
    await report();
    let during: unknown;
    const body = async function* () {
      yield Buffer.from('part');
      await take();
      during = await known();
    };
    await ports.store.put({ bucket: 'records', key: 'up' }, body(), { encryption: { mode: 'default' } });
    expect(during).toMatchObject({ present: 6, notPresent: [] });
    await take();
    expect(await known()).toMatchObject({ present: 5, notPresent: ['exception upload ?'] });
  });

  it('that turns out to be broken in the middle calls nothing missing', async () => {
    await deliver(ports.store, (await versionsNow(ports.store)).slice(1), { fileMd5: '0'.repeat(32) });
    await expect(take()).rejects.toMatchObject({ kind: 'integrity', code: 'inventory/report-altered' });
    expect(await known()).toMatchObject({ present: 5, notPresent: [] });
    calls.length = 0;
    await take('whole');
    expect(calls).toEqual(['listVersions', 'listUploads']);
  });
});
