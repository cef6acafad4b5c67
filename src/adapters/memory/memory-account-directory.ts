import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { Account, AccountDirectory, DisposalOutcome } from '../../ports/account-directory.js';

/** Accounts in process, for tests. */
export class MemoryAccountDirectory implements AccountDirectory {
  readonly product = { vendor: 'kimitsu', name: 'memory' };
  ownId: string | undefined;
  readonly #accounts = new Map<string, Account>();

  constructor(
    readonly id: string,
    readonly clock: Clock,
  ) {}

  /** @returns its id */
  add(account: Pick<Account, 'name' | 'kind' | 'credentials'>): string {
    const accountId = randomId('account');
    const createdAt = this.clock.now().toISOString();
    this.#accounts.set(accountId, {
      ...account,
      accountId,
      status: 'active',
      createdAt,
      lastUsedAt: undefined,
      grants: [],
    });
    return accountId;
  }

  /** As with the first credential of the account. */
  signIn(accountId: string): void {
    const account = this.#accounts.get(accountId);
    if (!account) return;
    const lastUsedAt = this.clock.now().toISOString();
    const credentials = account.credentials.map((one, index) => (index === 0 ? { ...one, lastUsedAt } : one));
    this.#accounts.set(accountId, { ...account, lastUsedAt, credentials });
  }

  async *list(): AsyncGenerator<Account> {
    yield* [...this.#accounts.values()];
  }

  async describe(accountId: string): Promise<Account | undefined> {
    return this.#accounts.get(accountId);
  }

  async own(): Promise<string | undefined> {
    return this.ownId;
  }

  disable(accountId: string): Promise<void> {
    return this.#set(accountId, 'disabled');
  }

  enable(accountId: string): Promise<void> {
    return this.#set(accountId, 'active');
  }

  async dispose(accountId: string): Promise<DisposalOutcome> {
    return this.#accounts.delete(accountId) ? 'removed' : 'absent';
  }

  async *remaining(accountIds: readonly string[]): AsyncGenerator<Account> {
    for (const accountId of new Set(accountIds)) {
      const account = this.#accounts.get(accountId);
      if (account) yield account;
    }
  }

  async #set(accountId: string, status: Account['status']): Promise<void> {
    const account = this.#accounts.get(accountId);
    if (!account) throw new Fault('usage', 'accounts/unknown', 'there is no such account', { accountId });
    this.#accounts.set(accountId, { ...account, status });
  }
}
