import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlCatalog } from '../../src/adapters/sql/open-sql-catalog.js';
import { linkAudit } from '../../src/audit/chain.js';
import { type InventoryMode, takeInventory } from '../../src/inventory/take-inventory.js';
import type { SystemSettings } from '../../src/run/ports.js';
import { GeneratedStore } from './generated-store.js';
import { inventoryPorts, PBX } from './inventory-ports.js';

const UNAVAILABLE = { kind: 'unavailable', code: 'store/unavailable' };
const HOUR = 3_600_000;

describe('B3-2-1: a listing that is interrupted', () => {
  let generated: GeneratedStore;
  let ports: Awaited<ReturnType<typeof inventoryPorts>>;
  const take = (mode: InventoryMode = 'routine', system: SystemSettings = PBX, signal?: AbortSignal) =>
    takeInventory(system, ports, signal, mode);
  const interrupt = async (after: number) => {
    generated.failsAfter = after;
    await expect(take()).rejects.toMatchObject(UNAVAILABLE);
  };

  /** How many objects are in which state, and how many versions are named as lost. */
  const states = async () => {
    const lines = (await ports.catalog.inventory()).map(({ state, objects }) => [state, objects] as const);
    let lost = 0;
    for await (const _ of ports.catalog.versions({ state: 'exception' })) lost += 1;
    return { ...Object.fromEntries(lines), lost };
  };

  beforeEach(async () => {
    generated = new GeneratedStore(3000, 2);
    ports = await inventoryPorts({ objects: generated.store });
  });

  it('goes on behind the last key that is saved whole, and counts as if it had not been', async () => {
    await interrupt(5500);
    await interrupt(100);
    expect(await take()).toEqual({
      system: 'pbx',
      objects: 3000,
      versions: 6000,
      newOrChanged: 3000,
      gone: 0,
      unlisted: [],
    });
    // 5000 entries are 2500 keys with both versions; that the last one has no third is not known.
    expect(generated.begun).toEqual([undefined, generated.keyOf(2498), generated.keyOf(2498)]);
    expect(await states()).toEqual({ found: 3000, lost: 0 });
    expect(await ports.catalog.unfinishedListing('pbx')).toBeUndefined();
  });

  it('calls nothing missing until it has ended, and then only what neither half has shown', async () => {
    await take();
    generated.missing.add(7).add(2990);
    await interrupt(5500);
    expect(await states()).toEqual({ found: 3000, lost: 0 });
    expect(await take()).toMatchObject({ objects: 2998, newOrChanged: 0, gone: 2 });
    expect(await states()).toEqual({ found: 2998, gone: 2, lost: 4 });
    for (const number of [7, 2990]) {
      const id = ports.seal.objectId('pbx', generated.keyOf(number));
      expect(await ports.catalog.object(id)).toMatchObject({ state: 'gone', reason: 'inventory/not-in-store' });
    }
  });

  it.each`
    why                                   | hours | mode         | prefix
    ${'more than a day has passed'}       | ${25} | ${'routine'} | ${undefined}
    ${'the clock was set back'}           | ${-1} | ${'routine'} | ${undefined}
    ${'another prefix is configured'}     | ${1}  | ${'routine'} | ${'録音/'}
    ${'a plan or an erasure asks for it'} | ${1}  | ${'whole'}   | ${undefined}
  `('begins anew when $why', async ({ hours, mode, prefix }) => {
    await interrupt(5500);
    ports.clock.advance(hours * HOUR);
    expect(await take(mode, { ...PBX, prefix })).toMatchObject({ versions: 6000, gone: 0 });
    expect(generated.begun).toEqual([undefined, undefined]);
  });

  it('is not gone on with once it has ended', async () => {
    await take();
    await take();
    expect(generated.begun).toEqual([undefined, undefined]);
  });

  it('by an abort goes on as well', async () => {
    const abort = new AbortController();
    const { given } = generated;
    const watched = new Proxy(ports.catalog, {
      get(target, name) {
        if (name === 'saveListed' && generated.given > given) abort.abort();
        const member = Reflect.get(target, name, target) as unknown;
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    await expect(takeInventory(PBX, { ...ports, catalog: watched }, abort.signal, 'routine')).rejects.toThrow();
    expect(await take()).toMatchObject({ objects: 3000, versions: 6000, newOrChanged: 3000 });
    expect(generated.begun).toEqual([undefined, generated.keyOf(2498)]);
  });

  it('between listing and naming what is missing names it the next time, without listing', async () => {
    await take();
    generated.missing.add(3);
    const failing = new Proxy(ports.catalog, {
      get(target, name) {
        if (name === 'saveState') return () => Promise.reject(new Error('killed'));
        const member = Reflect.get(target, name, target) as unknown;
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    await expect(takeInventory(PBX, { ...ports, catalog: failing }, undefined, 'routine')).rejects.toThrow('killed');
    const { given } = generated;
    expect(await take()).toEqual({
      system: 'pbx',
      objects: 2999,
      versions: 5998,
      newOrChanged: 0,
      gone: 1,
      unlisted: [],
    });
    expect(generated.given).toBe(given);
  });
});

describe('the position of a listing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('stands in no file in clear, and nowhere at all after the end', async () => {
    const generated = new GeneratedStore(5001);
    const { clock } = await inventoryPorts();
    const catalog = await openSqlCatalog({ file: join(folder, 'c.db'), clock, link: linkAudit });
    const ports = await inventoryPorts({ objects: generated.store, catalog });
    generated.failsAfter = 5000;
    await expect(takeInventory(PBX, ports, undefined, 'routine')).rejects.toMatchObject(UNAVAILABLE);
    const { position } = (await catalog.unfinishedListing('pbx'))!;
    expect(ports.seal.open(position!)).toContain('09012345678');
    const files = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files().join('')).toContain(position);
    expect(files().join('')).not.toMatch(/09012345678|listVersions/);
    await takeInventory(PBX, ports, undefined, 'routine');
    await catalog.close();
    expect(files().join('')).not.toContain(position);
  });
});
