import { MemoryCatalog } from '../../src/adapters/memory/memory-catalog.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../src/adapters/memory/memory-object-store.js';
import { MemoryUnitKeyStore } from '../../src/adapters/memory/memory-unit-key-store.js';
import { linkAudit } from '../../src/audit/chain.js';
import { SettableClock } from '../../src/base/clock.js';
import type { Catalog } from '../../src/ports/catalog.js';
import type { ObjectStore } from '../../src/ports/object-store.js';
import { CatalogSeal } from '../../src/protect/seal.js';
import { UnitKeys } from '../../src/protect/unit-keys.js';
import type { SystemSettings } from '../../src/run/ports.js';

export const PBX: SystemSettings = {
  id: 'pbx',
  type: 'pbx',
  name: '電話交換機',
  bucket: 'records',
  prefix: undefined,
  access: 'archive',
};

/** What an inventory needs, in memory, with an empty bucket `records`; a store or catalogue can be put in its place. */
export async function inventoryPorts(given: { objects?: ObjectStore; catalog?: Catalog } = {}) {
  const clock = new SettableClock(new Date('2026-04-01T03:00:00.000Z'));
  const keys = new MemoryKeyService(clock);
  const { keyId } = await keys.createKey({ alias: 'alias/kimitsu/test/level-3', description: 'test', tags: {} });
  const unitKeys = new UnitKeys({ service: 'test', keys, store: new MemoryUnitKeyStore(), clock });
  const store = new MemoryObjectStore(keys, clock);
  await store.createBucket('records');
  const catalog = given.catalog ?? new MemoryCatalog({ clock, link: linkAudit });
  const seal = await CatalogSeal.load(unitKeys, keyId);
  return { store, objects: given.objects ?? (store as ObjectStore), catalog, seal, clock, actor: 'job:test' };
}

/** Puts an object as an application does. */
export async function put(store: ObjectStore, key: string, text = 'x', bucket = 'records') {
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  return store.put({ bucket, key }, body, { encryption: { mode: 'default' } });
}

/** Every object of a catalogue as `state key`, and every version that is not present as `state item key`. */
export async function knownTo(catalog: Catalog, seal: Pick<CatalogSeal, 'open'>) {
  const names = new Map<string, string>();
  const objects: string[] = [];
  for await (const { objectId, sealedKey, state } of catalog.objects()) {
    names.set(objectId, seal.open(sealedKey));
    objects.push(`${state} ${names.get(objectId)}`);
  }
  const notPresent: string[] = [];
  let present = 0;
  for await (const { objectId, state, item } of catalog.versions()) {
    if (state === 'present') present += 1;
    else notPresent.push(`${state} ${item} ${names.get(objectId) ?? '?'}`);
  }
  return { objects: objects.sort(), present, notPresent: notPresent.sort() };
}
