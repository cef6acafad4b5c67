import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { LocalObjectStore } from '../../../src/adapters/local/store/local-object-store.js';
import { MemoryKeyService } from '../../../src/adapters/memory/memory-key-service.js';
import { SettableClock } from '../../../src/base/clock.js';
import { messageCipher } from '../../../src/protect/message-cipher.js';

export const START = new Date('2026-04-01T00:00:00.000Z');

/** A folder of its own for one test. */
export async function temporaryFolder(): Promise<{ path: string; close(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'kimitsu-test-'));
  return { path, close: () => rm(path, { recursive: true, force: true }) };
}

/** A store in a temporary folder with one bucket, `pbx`, and one key. */
export async function localStore(options: { keysInMemory?: boolean } = {}) {
  const folder = await temporaryFolder();
  const clock = new SettableClock(START);
  const keys = options.keysInMemory
    ? new MemoryKeyService(clock)
    : new LocalKeyService(join(folder.path, 'keys'), clock);
  const { keyId } = await keys.createKey({ alias: 'alias/store', description: 'store', tags: {} });
  const store = new LocalObjectStore({ root: folder.path, keys, cipher: messageCipher, clock });
  await store.createBucket('pbx');
  return { store, keys, clock, kmsKeyId: keyId, bucket: 'pbx', path: join(folder.path, 'pbx'), close: folder.close };
}
