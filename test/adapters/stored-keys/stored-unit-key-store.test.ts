import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { StoredUnitKeyStore } from '../../../src/adapters/stored-keys/stored-unit-key-store.js';
import { SettableClock } from '../../../src/base/clock.js';
import { Fault } from '../../../src/base/fault.js';
import type { ObjectStore, ObjectVersion } from '../../../src/ports/object-store.js';
import { unitKeyRecord, unitKeyStoreContract } from '../../contract/unit-key-store.js';
import { once } from '../../protect/keys.js';

const BUCKET = 'unit-keys';

async function makeObjects(): Promise<MemoryObjectStore> {
  const clock = new SettableClock(new Date('2026-04-01T00:00:00.000Z'));
  const objects = new MemoryObjectStore(new MemoryKeyService(clock), clock);
  await objects.createBucket(BUCKET);
  return objects;
}

unitKeyStoreContract('stored', async () => ({
  store: new StoredUnitKeyStore(await makeObjects(), BUCKET),
  close: async () => {},
}));

describe('unit keys in a bucket', () => {
  const record = unitKeyRecord('2026-04');
  const rewrapped = { ...record, wrappedKey: 'cmV3cmFwcGVk' };
  let objects: MemoryObjectStore;
  let store: StoredUnitKeyStore;

  beforeEach(async () => {
    objects = await makeObjects();
    store = new StoredUnitKeyStore(objects, BUCKET);
  });

  const versions = async () => {
    const all: ObjectVersion[] = [];
    for await (const version of objects.listVersions(BUCKET)) all.push(version);
    return all;
  };

  it('have names that say nothing', async () => {
    await store.add(record);
    expect((await versions()).map(({ key }) => key)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  });

  it('leave no version and no delete marker when they are destroyed (B3-2-2)', async () => {
    await store.add(record);
    await store.add(unitKeyRecord('2026-05'));
    await store.replace(rewrapped, record.wrappedKey);
    const [{ key } = { key: '' }] = (await versions()).filter(({ isLatest }) => isLatest);
    await objects.deleteObject(BUCKET, key);
    expect((await versions()).some(({ deleteMarker }) => deleteMarker)).toBe(true);
    await store.destroy(record.unitId);
    await store.destroy('pbx/3/2026-05');
    expect(await versions()).toEqual([]);
  });

  it('that were replaced leave no older wrapping', async () => {
    await store.add(record);
    await store.replace(rewrapped, record.wrappedKey);
    expect(await versions()).toHaveLength(1);
  });

  it('hidden by a delete marker are neither gone nor replaced by new ones', async () => {
    await store.add(record);
    await objects.deleteObject(BUCKET, (await versions())[0]!.key);
    await expect(store.get(record.unitId)).rejects.toMatchObject({ kind: 'integrity', code: 'unit-keys/corrupt' });
    await expect(store.add(rewrapped)).rejects.toMatchObject({ code: 'unit-keys/exists' });
  });

  it('replaced while they are destroyed do not come back, however late the replacement arrives', async () => {
    await store.add(record);
    let late: Promise<void> | undefined;
    const other = new StoredUnitKeyStore(objects, BUCKET);
    const meddling = new Proxy<ObjectStore>(objects, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          // Between the first listing and the first destruction.
          if (name === 'destroyVersion' && !late) {
            late = other.replace(rewrapped, record.wrappedKey);
            await late;
          }
          return (member as (...given: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    await new StoredUnitKeyStore(meddling, BUCKET).destroy(record.unitId);
    expect(late).toBeDefined();
    expect(await versions()).toEqual([]);
  });

  it.each(['not json', '{}', JSON.stringify(unitKeyRecord('2026-05')), 'x'.repeat(70_000)])(
    'report an object that is none: %#',
    async (text) => {
      await store.add(record);
      const [{ key, etag } = { key: '', etag: '' }] = await versions();
      const options = { encryption: { mode: 'default' }, ifMatch: etag } as const;
      await objects.put({ bucket: BUCKET, key }, once(Buffer.from(text)), options);
      await expect(store.get(record.unitId)).rejects.toMatchObject({ kind: 'integrity', code: 'unit-keys/corrupt' });
    },
  );

  it('tell a store that is away by their own name', async () => {
    const away = new Proxy<ObjectStore>(objects, {
      get: () => () => {
        throw new Fault('unavailable', 'store/unavailable', 'away');
      },
    });
    const fault = { kind: 'unavailable', code: 'unit-keys/unavailable' };
    await expect(new StoredUnitKeyStore(away, BUCKET).get(record.unitId)).rejects.toMatchObject(fault);
    await expect(new StoredUnitKeyStore(away, BUCKET).destroy(record.unitId)).rejects.toMatchObject(fault);
  });
});
