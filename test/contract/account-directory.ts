import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account, AccountDirectory, AccountKind, CredentialKind } from '../../src/ports/account-directory.js';

export interface AccountsUnderTest {
  directory: AccountDirectory;
  /** Makes an account of the service with one of every credential that such an account can have; gives its id. */
  add(name: string, kind: AccountKind): Promise<string>;
  /** Signs in with a credential of an account made by `add`; gives its kind. */
  use(accountId: string): Promise<CredentialKind>;
  /** Kinds of credentials that an account made by `add` has, sorted. */
  credentials: Record<AccountKind, readonly CredentialKind[]>;
  /** Makes an account that is not the service's; undefined where every account is. */
  addStranger: ((name: string) => Promise<{ accountId: string; stillThere(): Promise<boolean> }>) | undefined;
  /** The same directory, opened anew by another process. */
  reopen(): AccountDirectory;
  close(): Promise<void>;
}

const NO_ACCOUNT = 'account-0123456789abcdef01234567';

/** Every promise of the `AccountDirectory` port; run on each adapter. */
export function accountDirectoryContract(name: string, make: () => Promise<AccountsUnderTest>): void {
  describe(`account directory contract: ${name}`, () => {
    let under: AccountsUnderTest;
    let directory: AccountDirectory;

    beforeEach(async () => {
      under = await make();
      directory = under.directory;
    });
    afterEach(() => under.close());

    const all = async (from: AsyncIterable<Account>): Promise<Account[]> => {
      const accounts: Account[] = [];
      for await (const account of from) accounts.push(account);
      return accounts.sort((a, b) => (a.name < b.name ? -1 : 1));
    };
    const names = async (): Promise<string[]> => (await all(directory.list())).map((account) => account.name);

    it('has nothing at first', async () => {
      expect(await names()).toEqual([]);
      expect(await directory.describe(NO_ACCOUNT)).toBeUndefined();
      expect(await all(directory.remaining([NO_ACCOUNT]))).toEqual([]);
    });

    it.each(['user', 'privileged', 'special'] as const)(
      'B3-3-%$: lists an account of kind %s with its credentials',
      async (kind) => {
        const accountId = await under.add('test-account', kind);
        const [account, ...others] = await all(directory.list());
        expect(others).toEqual([]);
        expect(account).toMatchObject({ accountId, name: 'test-account', kind, status: 'active' });
        expect(account?.credentials.map((one) => one.kind).sort()).toEqual(under.credentials[kind]);
        expect(account?.credentials.every(({ status }) => status === 'active')).toBe(true);
        expect(Number.isNaN(Date.parse(account?.createdAt ?? ''))).toBe(false);
        expect(await directory.describe(accountId)).toEqual(account);
      },
    );

    it.each(['user', 'privileged', 'special'] as const)(
      'B3-3-%$: tells the credentials of an account of kind %s apart, and says since when each is there',
      async (kind) => {
        const { credentials = [] } = (await directory.describe(await under.add('test-account', kind))) ?? {};
        const ids = credentials.map(({ kind: what, id }) => `${what} ${id}`);
        expect(new Set(ids).size).toBe(credentials.length);
        expect(credentials.every(({ id }) => id !== '')).toBe(true);
        for (const { createdAt, expiresAt, trusted } of credentials) {
          expect(Number.isNaN(Date.parse(createdAt ?? ''))).toBe(false);
          if (expiresAt !== undefined) expect(expiresAt > (createdAt ?? '')).toBe(true);
          if (trusted !== undefined) expect(trusted.length).toBeGreaterThan(0);
        }
      },
    );

    it.each(['user', 'special'] as const)(
      'says of an account of kind %s when it was last used, and by what',
      async (kind) => {
        const accountId = await under.add('test-account', kind);
        const before = await directory.describe(accountId);
        expect(before?.lastUsedAt).toBeUndefined();
        expect(before?.credentials.filter(({ lastUsedAt }) => lastUsedAt !== undefined)).toEqual([]);
        const used = await under.use(accountId);
        const after = await under.reopen().describe(accountId);
        const [one, ...others] = after?.credentials.filter(({ lastUsedAt }) => lastUsedAt !== undefined) ?? [];
        expect([one?.kind, others]).toEqual([used, []]);
        expect(after?.lastUsedAt).toBe(one?.lastUsedAt);
        expect((one?.lastUsedAt ?? '') >= (one?.createdAt ?? '~').slice(0, 19)).toBe(true);
      },
    );

    it('never shows a secret', async () => {
      for (const kind of ['user', 'privileged', 'special'] as const) await under.add(`test-${kind}`, kind);
      const shown = JSON.stringify(await all(directory.list()));
      expect(shown).not.toMatch(/secret|hash|salt|password"?:/i);
    });

    it('disables and enables, as often as asked, and keeps the credentials', async () => {
      const accountId = await under.add('test-account', 'user');
      await directory.disable(accountId);
      await directory.disable(accountId);
      expect(await directory.describe(accountId)).toMatchObject({ status: 'disabled' });
      await directory.enable(accountId);
      await directory.enable(accountId);
      const account = await directory.describe(accountId);
      expect(account?.status).toBe('active');
      expect(account?.credentials.map((one) => one.kind).sort()).toEqual(under.credentials.user);
    });

    it('does not disable or enable what is not there', async () => {
      const unknown = { kind: 'usage', code: 'accounts/unknown' };
      await expect(directory.disable(NO_ACCOUNT)).rejects.toMatchObject(unknown);
      await expect(directory.enable(NO_ACCOUNT)).rejects.toMatchObject(unknown);
    });

    it.each(['user', 'privileged', 'special'] as const)(
      'disposes of an account of kind %s and of no other',
      async (kind) => {
        const accountId = await under.add('test-gone', kind);
        const other = await under.add('test-stays', kind);
        expect(await directory.dispose(accountId)).toBe('removed');
        expect(await directory.describe(accountId)).toBeUndefined();
        expect(await all(directory.remaining([accountId, other]))).toMatchObject([{ name: 'test-stays' }]);
        expect(await all(under.reopen().remaining([accountId]))).toEqual([]);
        const stays = await directory.describe(other);
        expect(stays?.credentials).toHaveLength(under.credentials[kind].length);
        // What reads back sees everything that the register does.
        expect(await all(under.reopen().remaining([accountId, other]))).toEqual([stays]);
      },
    );

    it('disposes of a disabled account', async () => {
      const accountId = await under.add('test-account', 'user');
      await directory.disable(accountId);
      expect(await directory.dispose(accountId)).toBe('removed');
      expect(await names()).toEqual([]);
    });

    it('disposing twice, or of what never was, resolves', async () => {
      const accountId = await under.add('test-account', 'user');
      await directory.dispose(accountId);
      expect(await directory.dispose(accountId)).toBe('absent');
      expect(await under.reopen().dispose(accountId)).toBe('absent');
      expect(await directory.dispose(NO_ACCOUNT)).toBe('absent');
    });

    it('of several who dispose of one account at once, all resolve', async () => {
      const accountId = await under.add('test-account', 'user');
      const outcomes = await Promise.all([directory, under.reopen(), directory].map((one) => one.dispose(accountId)));
      expect(outcomes).toContain('removed');
      expect(await names()).toEqual([]);
    });

    it('a new account of the same name is another, and stays when the old one is disposed of again', async () => {
      const before = await under.add('test-account', 'user');
      await directory.dispose(before);
      const after = await under.add('test-account', 'user');
      expect(after).not.toBe(before);
      expect(await directory.dispose(before)).toBe('absent');
      expect(await directory.describe(after)).toMatchObject({ name: 'test-account' });
      expect(await all(directory.remaining([before]))).toEqual([]);
    });

    it('lists many accounts once each', async () => {
      const made: string[] = [];
      for (let index = 0; index < 12; index += 1)
        made.push(await under.add(`test-${String(index).padStart(2, '0')}`, 'user'));
      const listed = (await all(directory.list())).map(({ accountId }) => accountId);
      expect(listed).toEqual(made);
      expect(await all(directory.remaining(made))).toHaveLength(12);
    });

    it('never lists or changes an account that is not of the service', async ({ skip }) => {
      if (!under.addStranger) return skip('every account of this directory is of the service');
      await under.add('test-account', 'user');
      const { accountId, stillThere } = await under.addStranger('stranger');
      expect(await names()).toEqual(['test-account']);
      expect(await directory.describe(accountId)).toBeUndefined();
      const refused = { kind: 'denied', code: 'accounts/not-selected' };
      await expect(directory.dispose(accountId)).rejects.toMatchObject(refused);
      await expect(directory.disable(accountId)).rejects.toMatchObject(refused);
      await expect(directory.enable(accountId)).rejects.toMatchObject(refused);
      expect(await stillThere()).toBe(true);
      // Whoever asks what is left of it is told, so that a lost mark does not pass for a disposal.
      expect(await all(directory.remaining([accountId]))).toMatchObject([{ accountId }]);
    });
  });
}
