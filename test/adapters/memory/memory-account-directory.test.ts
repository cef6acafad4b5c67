import { MemoryAccountDirectory } from '../../../src/adapters/memory/memory-account-directory.js';
import { SettableClock } from '../../../src/base/clock.js';
import { accountDirectoryContract } from '../../contract/account-directory.js';

const password = {
  id: 'password',
  kind: 'password',
  status: 'active',
  createdAt: '2026-04-01T00:00:00.000Z',
  lastUsedAt: undefined,
} as const;

accountDirectoryContract('memory', async () => {
  const directory = new MemoryAccountDirectory('memory', new SettableClock(new Date('2026-04-01T00:00:00Z')));
  return {
    directory,
    add: async (name, kind) => directory.add({ name, kind, credentials: [password] }),
    async use(accountId) {
      directory.signIn(accountId);
      return 'password';
    },
    credentials: { user: ['password'], privileged: ['password'], special: ['password'] },
    addStranger: undefined,
    reopen: () => directory,
    close: async () => {},
  };
});
