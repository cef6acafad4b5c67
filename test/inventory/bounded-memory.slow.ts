import { expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import type { Catalog, ListedVersion } from '../../src/ports/catalog.js';
import { GeneratedStore } from './generated-store.js';
import { inventoryPorts, PBX } from './inventory-ports.js';

const BATCH = 5000;

it('takes inventory of 200,000 versions holding no more than a batch of them', async () => {
  const generated = new GeneratedStore(100_000, 2);
  const seen = { versions: 0, objects: 0, largest: 0, mostHeld: 0, saves: 0 };
  async function* none(): AsyncGenerator<never> {}
  // Forgets what it is given, so that whatever is still held is held by the listing.
  const catalog = {
    startListing: async () => ({ id: 1, system: 'pbx', startedAt: '', position: undefined, changed: 0 }),
    async saveListed(_: number, entries: readonly ListedVersion[]) {
      seen.mostHeld = Math.max(seen.mostHeld, generated.given - seen.versions);
      seen.versions += entries.length;
      seen.objects += entries.filter(({ object }) => object).length;
      seen.largest = Math.max(seen.largest, entries.length);
      seen.saves += 1;
      return [];
    },
    unlistedObjects: none,
    unlistedVersions: none,
    endListing: async () => {},
  } as unknown as Catalog;
  const given = await inventoryPorts({ objects: generated.store, catalog });
  // Sealing for real takes most of the time and holds nothing.
  const seal = { objectId: (_: string, key: string) => key, seal: (key: string) => key, open: (key: string) => key };
  const ports = { ...given, seal };
  expect(await takeInventory(PBX, ports)).toMatchObject({ objects: 100_000, versions: 200_000 });
  expect(seen).toEqual({
    versions: 200_000,
    objects: 100_000,
    largest: BATCH,
    mostHeld: BATCH,
    // And one for the end: a save is a sync of the disk.
    saves: 200_000 / BATCH + 1,
  });
});
