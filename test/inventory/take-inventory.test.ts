import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import type { CatalogVersion } from '../../src/ports/catalog.js';
import { type SmallService, smallService } from '../support/small-service.js';

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
});
