import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import type { CatalogVersion } from '../../src/ports/catalog.js';
import { everything } from '../contract/catalog.js';
import { type SmallService, smallService } from '../support/small-service.js';
import { inventoryPorts, knownTo, PBX, put } from './inventory-ports.js';

const taken = (service: SmallService) =>
  service.open(({ ports }) => {
    const [pbx] = ports.service.systems;
    if (!pbx) throw new Error('no system');
    return takeInventory(pbx, ports);
  });

const versions = (service: SmallService): Promise<CatalogVersion[]> =>
  service.open(async ({ ports }) => {
    const all: CatalogVersion[] = [];
    for await (const version of ports.catalog.versions()) all.push(version);
    return all;
  });

describe('B3-2-1: takeInventory', () => {
  it('knows every object, and a second listing of the same finds nothing new', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': '一', 'pbx/memo/2.txt': '二', 'pbx/録音/山田.wav': '' });
    expect(await taken(service)).toMatchObject({ objects: 3, versions: 3, newOrChanged: 3, gone: 0 });
    expect(await taken(service)).toMatchObject({ objects: 3, versions: 3, newOrChanged: 0, gone: 0 });
  });

  it('names what was overwritten or deleted by something else, instead of forgetting it', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': '一', 'pbx/memo/2.txt': '二' });
    await taken(service);
    await service.put('pbx/memo/1.txt', '書き換えた');
    await rm(join(service.dir, 'data/pbx/memo/2.txt'));
    expect(await taken(service)).toMatchObject({ newOrChanged: 1, gone: 1 });
    const states = (await versions(service)).map(({ state, reason }) => `${state} ${reason ?? ''}`.trim()).sort();
    expect(states).toEqual(['exception inventory/not-in-store', 'exception inventory/not-in-store', 'present']);
  });

  it('takes up an object that comes back', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': '一' });
    await taken(service);
    await rm(join(service.dir, 'data/pbx/memo/1.txt'));
    await taken(service);
    await service.put('pbx/memo/1.txt', '一');
    expect(await taken(service)).toMatchObject({ objects: 1, newOrChanged: 1, gone: 0 });
  });

  it('keeps to the prefix of the system, and does not miss what lies beside it', async () => {
    const ports = await inventoryPorts();
    for (const key of ['pbx/1.wav', 'pbx/2.wav', 'voice/1.txt']) await put(ports.store, key);
    const pbx = { ...PBX, prefix: 'pbx/' };
    const voice = { ...PBX, id: 'voice', prefix: 'voice/' };
    expect(await takeInventory(pbx, ports)).toMatchObject({ objects: 2, gone: 0 });
    expect(await takeInventory(voice, ports)).toMatchObject({ objects: 1, gone: 0 });
    expect(await takeInventory(pbx, ports)).toMatchObject({ objects: 2, newOrChanged: 0, gone: 0 });
    expect(await knownTo(ports.catalog, ports.seal)).toMatchObject({ present: 3, notPresent: [] });
  });

  it('knows uploads while they are under way, below the prefix only, and misses them afterwards', async () => {
    const ports = await inventoryPorts();
    const pbx = { ...PBX, prefix: 'pbx/' };
    const seen = async () => {
      const items: string[] = [];
      for await (const { item, state } of ports.catalog.versions()) items.push(`${state} ${item}`);
      return items.sort();
    };
    let counted: unknown;
    const body = async function* () {
      yield Buffer.from('first part');
      counted = [await takeInventory(pbx, ports), await seen()];
    };
    const encryption = { mode: 'default' } as const;
    await ports.store.put({ bucket: 'records', key: 'voice/1' }, body(), { encryption });
    expect(counted).toMatchObject([{ objects: 0, versions: 0 }, []]);
    await ports.store.put({ bucket: 'records', key: 'pbx/1' }, body(), { encryption });
    expect(counted).toMatchObject([{ objects: 0, versions: 1 }, ['present upload']]);
    await takeInventory(pbx, ports);
    expect(await seen()).toEqual(['exception upload', 'present version']);
  });

  it('takes a delete marker for what it is: the object is gone, its versions are not', async () => {
    const ports = await inventoryPorts();
    await put(ports.store, 'a');
    await takeInventory(PBX, ports);
    await ports.store.deleteObject('records', 'a');
    expect(await takeInventory(PBX, ports)).toMatchObject({ objects: 0, versions: 2, gone: 1 });
    expect(await knownTo(ports.catalog, ports.seal)).toEqual({ objects: ['gone a'], present: 2, notPresent: [] });
    expect(await takeInventory(PBX, ports)).toMatchObject({ gone: 0 });
  });

  it('a second listing of the same changes nothing', async () => {
    const ports = await inventoryPorts();
    for (const key of ['a', 'a', 'b']) await put(ports.store, key);
    await takeInventory(PBX, ports);
    const before = await everything(ports.catalog);
    ports.clock.advance(1000);
    await takeInventory(PBX, ports);
    expect(await everything(ports.catalog)).toEqual(before);
  });
});
