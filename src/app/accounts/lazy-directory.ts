import type { Account, AccountDirectory } from '../../ports/account-directory.js';

/** A directory that is opened when it is first used: most commands have nothing to do with accounts. */
export function lazyDirectory(
  id: string,
  product: AccountDirectory['product'],
  open: () => Promise<AccountDirectory>,
): AccountDirectory {
  let opened: Promise<AccountDirectory> | undefined;
  const directory = async (): Promise<AccountDirectory> => {
    opened ??= open();
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
  return {
    id,
    product,
    async *list(): AsyncGenerator<Account> {
      yield* (await directory()).list();
    },
    async *remaining(accountIds): AsyncGenerator<Account> {
      yield* (await directory()).remaining(accountIds);
    },
    describe: async (accountId) => (await directory()).describe(accountId),
    own: async () => (await directory()).own(),
    disable: async (accountId) => (await directory()).disable(accountId),
    enable: async (accountId) => (await directory()).enable(accountId),
    dispose: async (accountId) => (await directory()).dispose(accountId),
  };
}
