import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalKeyService } from '../../../src/adapters/local/keys/local-key-service.js';
import { LocalUnitKeyStore } from '../../../src/adapters/local/keys/local-unit-key-store.js';
import { SettableClock } from '../../../src/base/clock.js';
import { keyServiceContract } from '../../contract/key-service.js';
import { objectStoreContract } from '../../contract/object-store.js';
import { unitKeyStoreContract } from '../../contract/unit-key-store.js';
import { localStore, START, temporaryFolder } from './workspace.js';

objectStoreContract('local', async () => {
  const under = await localStore();
  return { ...under, deleteByApplication: (key) => rm(join(under.path, key)) };
});

keyServiceContract('local', async () => {
  const { path, close } = await temporaryFolder();
  const clock = new SettableClock(START);
  return { keys: new LocalKeyService(join(path, 'keys'), clock), clock, close };
});

unitKeyStoreContract('local', async () => {
  const { path, close } = await temporaryFolder();
  return { store: new LocalUnitKeyStore(join(path, 'keys', 'units')), close };
});
