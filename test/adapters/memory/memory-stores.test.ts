import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../../src/adapters/memory/memory-object-store.js';
import { MemoryUnitKeyStore } from '../../../src/adapters/memory/memory-unit-key-store.js';
import { SettableClock } from '../../../src/base/clock.js';
import { keyServiceContract } from '../../contract/key-service.js';
import { objectStoreContract } from '../../contract/object-store.js';
import { unitKeyStoreContract } from '../../contract/unit-key-store.js';

const START = new Date('2026-04-01T00:00:00.000Z');

objectStoreContract('memory', async () => {
  const clock = new SettableClock(START);
  const keys = new MemoryKeyService(clock);
  const { keyId } = await keys.createKey({ alias: 'alias/store', description: 'store', tags: {} });
  const store = new MemoryObjectStore(keys, clock);
  await store.createBucket('pbx');
  return {
    store,
    bucket: 'pbx',
    keys,
    kmsKeyId: keyId,
    deleteByApplication: (key) => store.deleteObject('pbx', key),
    close: async () => {},
  };
});

keyServiceContract('memory', async () => {
  const clock = new SettableClock(START);
  return { keys: new MemoryKeyService(clock), clock, close: async () => {} };
});

unitKeyStoreContract('memory', async () => ({ store: new MemoryUnitKeyStore(), close: async () => {} }));
