import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountFile, type Factor, type LocalAccount } from '../../../src/adapters/local/accounts/account-file.js';
import { LocalAccountDirectory } from '../../../src/adapters/local/accounts/local-account-directory.js';
import { hashSecret, isSecret, SCRYPT_COST } from '../../../src/adapters/local/accounts/secret-hash.js';
import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { proveSecret } from '../../../src/app/access/prove.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { SettableClock } from '../../../src/base/clock.js';
import { accountDirectoryContract } from '../../contract/account-directory.js';
import { temporaryFolder } from './workspace.js';

/** As little work as scrypt allows: what the tests look at does not depend on it. */
const CHEAP = { N: 2, r: 1, p: 1 };
const PASSWORD = 'correct horse battery';

const clock = new SettableClock(new Date('2026-04-01T00:00:00Z'));
const open = (folder: string, actor?: string) =>
  new LocalAccountDirectory({
    file: join(folder, 'access', 'accounts.json'),
    clock,
    cost: CHEAP,
    ...(actor === undefined ? {} : { actor }),
  });

const fileOf = (folder: string) => new AccountFile(join(folder, 'access', 'accounts.json'));
const change = (folder: string, accountId: string, to: (account: LocalAccount) => LocalAccount) =>
  fileOf(folder).update((accounts) => accounts.map((one) => (one.accountId === accountId ? to(one) : one)));

/** As `accounts enroll` leaves it. */
const ENROLLED: { factor: Factor; recoveryCodes: NonNullable<LocalAccount['recoveryCodes']> } = {
  factor: {
    type: 'totp',
    sealed: 'c2VhbGVk',
    kmsKeyId: 'urn:kimitsu:kms:access',
    enrolledAt: '2026-04-01T00:00:00.000Z',
  },
  recoveryCodes: { salt: 'c2FsdA==', hashes: ['YQ==', 'Yg=='] },
};

accountDirectoryContract('embedded', async () => {
  const folder = await temporaryFolder();
  const directory = open(folder.path);
  const secrets = new Map<string, string>();
  return {
    directory,
    async add(name, kind) {
      const roles = kind === 'privileged' ? (['privileged-operator'] as const) : (['operator'] as const);
      const identity = kind === 'special' ? { special: true } : { password: PASSWORD };
      const { account, accessKey = PASSWORD } = await directory.add({ name, roles, ...identity });
      const { accountId } = account;
      secrets.set(accountId, accessKey);
      if (kind !== 'special') await change(folder.path, accountId, (one) => ({ ...one, ...ENROLLED }));
      return accountId;
    },
    async use(accountId) {
      const known = await directory.describe(accountId);
      const catalog = new MemoryCatalog({ clock, link: linkAudit });
      await proveSecret(
        { file: fileOf(folder.path), clock, catalog, cost: CHEAP },
        known?.name ?? '',
        secrets.get(accountId) ?? '',
      );
      return known?.kind === 'special' ? 'access-key' : 'password';
    },
    credentials: {
      user: ['mfa-device', 'password', 'recovery-codes'],
      privileged: ['mfa-device', 'password', 'recovery-codes'],
      special: ['access-key'],
    },
    addStranger: undefined,
    reopen: () => open(folder.path),
    close: folder.close,
  };
});

describe('embedded identities', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder.path, 'access', 'accounts.json');
  });
  afterEach(() => folder.close());

  it('keeps secrets only as scrypt hashes, in a file that only its owner reads', async () => {
    const directory = open(folder.path);
    await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    const { accessKey } = await directory.add({ name: 'batch', roles: ['operator'], special: true });
    const kept = await readFile(file, 'utf8');
    for (const secret of [PASSWORD, accessKey ?? '?'])
      for (const form of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')])
        expect(kept).not.toContain(form);
    expect(JSON.parse(kept).accounts[0].credentials[0].secret).toMatchObject({ scheme: 'scrypt', N: 2, r: 1, p: 1 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder.path, 'access'))).mode & 0o777).toBe(0o700);
  });

  it('leaves no trace of a disposed account in its folder, nor of writers that died', async () => {
    const directory = open(folder.path);
    const { account } = await directory.add({ name: '架空山 花子', roles: ['operator'], password: PASSWORD });
    await directory.add({ name: 'batch', roles: ['operator'], special: true });
    await writeFile(`${file}.0b5c.tmp`, await readFile(file), { mode: 0o600 });
    await directory.dispose(account.accountId);
    expect(await readdir(join(folder.path, 'access'))).toEqual(['accounts.json', 'accounts.lock']);
    expect(await readFile(file, 'utf8')).not.toContain('架空山');
  });

  it('B3-3-2: lists second factors and recovery codes, and whether they open anything', async () => {
    const directory = open(folder.path);
    const { account } = await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    const told = async (to: Partial<LocalAccount>) => {
      await change(folder.path, account.accountId, (one) => ({ ...one, ...(to as LocalAccount) }));
      const { credentials = [] } = (await directory.describe(account.accountId)) ?? {};
      return credentials.slice(1).map(({ kind, status, lastUsedAt }) => [kind, status, lastUsedAt]);
    };
    const { factor, recoveryCodes } = ENROLLED;
    expect(await told({ pendingFactor: factor })).toEqual([['mfa-device', 'disabled', undefined]]);
    const use = {
      secretTries: { failures: 0, locks: 0 },
      tries: { failures: 0, locks: 0 },
      lastStep: 59_169_600,
      usedCodes: [0],
    };
    expect(await told({ pendingFactor: undefined, factor, recoveryCodes, use })).toEqual([
      ['mfa-device', 'active', '2026-04-02T00:00:00.000Z'],
      ['recovery-codes', 'active', undefined],
    ]);
    expect(await told({ use: { ...use, usedCodes: [0, 1] } })).toContainEqual([
      'recovery-codes',
      'disabled',
      undefined,
    ]);
    const serial = 'arn:aws:iam::123456789012:mfa/tantou';
    const aws = {
      type: 'aws-mfa',
      caller: 'arn:aws:iam::123456789012:user/tantou',
      serial,
      enrolledAt: factor.enrolledAt,
    } as const;
    await told({ factor: aws });
    expect((await directory.describe(account.accountId))?.credentials[1]?.id).toBe(serial);
  });

  it('knows the account it acts as', async () => {
    const directory = open(folder.path, 'tantou');
    expect(await directory.own()).toBeUndefined();
    const { account } = await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    await directory.add({ name: 'other', roles: ['operator'], password: PASSWORD });
    expect(await directory.own()).toBe(account.accountId);
  });

  it('of many who add at once no one is lost', async () => {
    const adds = Array.from({ length: 8 }, (_, index) =>
      open(folder.path).add({ name: `tantou-${index}`, roles: ['operator'], password: PASSWORD }),
    );
    await Promise.all(adds);
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toHaveLength(8);
  });

  it('whoever holds the register keeps it, whatever times its files have', async () => {
    let held = 0;
    let other: Promise<unknown> = Promise.resolve();
    const waiting = new LocalAccountDirectory({ file, clock, cost: CHEAP, guard: entered(() => undefined) });
    const holding = new LocalAccountDirectory({
      file,
      clock,
      cost: CHEAP,
      guard: entered(async () => {
        // As by a file server whose clock is an hour behind.
        for (const name of await readdir(join(folder.path, 'access')))
          await utimes(join(folder.path, 'access', name), 0, 0);
        other = waiting.add({ name: 'other', roles: ['operator'], password: PASSWORD });
        for (let looks = 0; looks < 300; looks++) await stat(folder.path);
      }),
    });
    function entered(work: () => unknown) {
      return {
        async changing() {
          held += 1;
          expect(held).toBe(1);
          await work();
        },
        async changed() {
          held -= 1;
        },
      };
    }
    await holding.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    await other;
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toHaveLength(2);
  });

  it('an unclean end of another version leaves nothing that anybody waits for', async () => {
    await mkdir(join(folder.path, 'access', 'accounts.json.lock'), { recursive: true });
    await open(folder.path).add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    expect(JSON.parse(await readFile(file, 'utf8')).accounts).toHaveLength(1);
  });

  it.each`
    identity                                                       | kind          | code
    ${{ name: '', roles: ['operator'], password: PASSWORD }}       | ${'usage'}    | ${'accounts/bad-name'}
    ${{ name: 'a\nb', roles: ['operator'], password: PASSWORD }}   | ${'usage'}    | ${'accounts/bad-name'}
    ${{ name: 'x', roles: [], password: PASSWORD }}                | ${'usage'}    | ${'accounts/no-role'}
    ${{ name: 'x', roles: ['operator'], password: 'short' }}       | ${'usage'}    | ${'accounts/weak-password'}
    ${{ name: 'tantou', roles: ['operator'], password: PASSWORD }} | ${'conflict'} | ${'accounts/exists'}
  `('refuses $identity: $code', async ({ identity, kind, code }) => {
    const directory = open(folder.path);
    await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    await expect(directory.add(identity)).rejects.toMatchObject({ kind, code });
  });

  it.each(['', '{', '{"version":2,"accounts":[]}', '{"version":1,"accounts":[{"name":"架空山"}]}'])(
    'does not go on with a damaged file, and does not quote it: %j',
    async (content) => {
      const directory = open(folder.path);
      await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
      await writeFile(file, content);
      const failure = directory.describe('account-1');
      await expect(failure).rejects.toMatchObject({ kind: 'integrity', code: 'accounts/corrupt' });
      expect(JSON.stringify(await failure.catch((error) => [error.message, error.detail]))).not.toContain('架空');
      await expect(directory.dispose('account-1')).rejects.toMatchObject({ code: 'accounts/corrupt' });
    },
  );

  it('refuses a file that others can read', async () => {
    const directory = open(folder.path);
    await directory.add({ name: 'tantou', roles: ['operator'], password: PASSWORD });
    await chmod(file, 0o644);
    await expect(directory.describe('account-1')).rejects.toMatchObject({ kind: 'denied', code: 'accounts/exposed' });
  });
});

it('a secret is recognised at the cost it was hashed with, whatever the width of its characters', async () => {
  const kept = await hashSecret('ｐａｓｓｗｏｒｄ１２３４', SCRYPT_COST);
  expect(await isSecret('password1234', kept)).toBe(true);
  expect(await isSecret('password1235', kept)).toBe(false);
});
