import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalObjectStore } from '../../src/adapters/local/store/local-object-store.js';
import { MemoryKeyService } from '../../src/adapters/memory/memory-key-service.js';
import { MemoryObjectStore } from '../../src/adapters/memory/memory-object-store.js';
import { SettableClock } from '../../src/base/clock.js';
import { messageCipher } from '../../src/protect/message-cipher.js';
import { enforcementContract, type StoreToEnforce } from '../contract/enforcement.js';

/** Retention until tomorrow, and a clock that can be set to then. */
function timed() {
  const clock = new SettableClock(new Date('2026-04-01T03:00:00Z'));
  const retention = { mode: 'compliance', until: new Date('2026-04-02T03:00:00Z') } as const;
  const release = async () => clock.set(new Date('2026-04-02T03:00:01Z'));
  return { clock, lock: { retention }, release };
}

enforcementContract('memory', async (): Promise<StoreToEnforce> => {
  const time = timed();
  const keys = new MemoryKeyService(time.clock);
  const objects = new MemoryObjectStore(keys, time.clock);
  await objects.createBucket('pbx');
  return { ...time, objects, keys, bucket: 'pbx', close: async () => {} };
});

enforcementContract('local', async (): Promise<StoreToEnforce> => {
  const time = timed();
  const root = await mkdtemp(join(tmpdir(), 'kimitsu-enforce-'));
  const keys = new MemoryKeyService(time.clock);
  const objects = new LocalObjectStore({ root, keys, cipher: messageCipher, clock: time.clock });
  await objects.createBucket('pbx');
  return { ...time, objects, keys, bucket: 'pbx', close: () => rm(root, { recursive: true, force: true }) };
});
