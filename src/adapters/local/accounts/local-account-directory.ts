import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../../../base/clock.js';
import { Fault } from '../../../base/fault.js';
import { randomId } from '../../../base/ids.js';
import type { Role } from '../../../base/role.js';
import type { Account, AccountDirectory, AccountKind, DisposalOutcome } from '../../../ports/account-directory.js';
import { AccountFile, type LocalAccount, type RegisterGuard } from './account-file.js';
import { accountOf } from './account-of.js';
import { hashSecret, SCRYPT_COST, type ScryptCost } from './secret-hash.js';

export interface NewIdentity {
  /** As the person signs in; unique. */
  name: string;
  roles: readonly Role[];
  /** What programs use, not a person. */
  special?: boolean;
  /** Undefined: an access key is made, and given once. */
  password?: string;
}

export interface LocalAccountOptions {
  /** `<workspace>/access/accounts.json` */
  file: string;
  id?: string;
  clock?: Clock;
  /** Name or id of the account this process acts as. */
  actor?: string;
  guard?: RegisterGuard | undefined;
  cost?: ScryptCost;
}

const PASSWORD_LENGTH = 12;
const ACCESS_KEY_BYTES = 32;
const PRIVILEGED: readonly Role[] = ['privileged-operator'];

/** The workspace's own identities: who they are, what they may do, and the hashes of what they sign in with. */
export class LocalAccountDirectory implements AccountDirectory {
  readonly product = { vendor: 'kimitsu', name: 'embedded identities' };
  readonly id: string;
  readonly #file: AccountFile;
  readonly #clock: Clock;
  readonly #actor: string | undefined;
  readonly #cost: ScryptCost;

  constructor({ file, id = 'local', clock = systemClock, actor, guard, cost = SCRYPT_COST }: LocalAccountOptions) {
    this.id = id;
    this.#file = new AccountFile(file, guard);
    this.#clock = clock;
    this.#actor = actor;
    this.#cost = cost;
  }

  /**
   * @returns the account, and the access key where one was made: it is kept nowhere
   * @throws {Fault} usage `accounts/bad-name`, `accounts/weak-password`; conflict `accounts/exists`
   */
  async add({ name: given, roles, special, password }: NewIdentity): Promise<{ account: Account; accessKey?: string }> {
    const name = given.normalize('NFC').trim();
    assertNew([], { name, roles, ...(password === undefined ? {} : { password }) });
    const accessKey = password === undefined ? randomBytes(ACCESS_KEY_BYTES).toString('base64url') : undefined;
    const createdAt = this.#clock.now().toISOString();
    const identity: LocalAccount = {
      accountId: randomId('account'),
      name,
      kind: kindOf(roles, special ?? false),
      roles: [...new Set(roles)],
      status: 'active',
      createdAt,
      credentials: [
        {
          id: randomId('credential'),
          kind: accessKey === undefined ? 'password' : 'access-key',
          createdAt,
          secret: await hashSecret(accessKey ?? password ?? '', this.#cost),
        },
      ],
    };
    await this.#file.update((accounts) => {
      assertOther(accounts, name);
      return [...accounts, identity];
    });
    return { account: accountOf(identity), ...(accessKey === undefined ? {} : { accessKey }) };
  }

  async *list(): AsyncGenerator<Account> {
    for (const identity of await this.#file.read()) yield accountOf(identity);
  }

  async describe(accountId: string): Promise<Account | undefined> {
    const identity = (await this.#file.read()).find((one) => one.accountId === accountId);
    return identity && accountOf(identity);
  }

  async own(): Promise<string | undefined> {
    const accounts = await this.#file.read();
    return accounts.find(({ accountId, name }) => accountId === this.#actor || name === this.#actor)?.accountId;
  }

  disable(accountId: string): Promise<void> {
    return this.#setStatus(accountId, 'disabled');
  }

  enable(accountId: string): Promise<void> {
    return this.#setStatus(accountId, 'active');
  }

  async dispose(accountId: string): Promise<DisposalOutcome> {
    let outcome: DisposalOutcome = 'absent';
    await this.#file.update((accounts) => {
      const left = accounts.filter((one) => one.accountId !== accountId);
      if (left.length === accounts.length) return undefined;
      outcome = 'removed';
      return left;
    });
    return outcome;
  }

  async *remaining(accountIds: readonly string[]): AsyncGenerator<Account> {
    const asked = new Set(accountIds);
    for await (const account of this.list()) if (asked.has(account.accountId)) yield account;
  }

  #setStatus(accountId: string, status: LocalAccount['status']): Promise<void> {
    return this.#file.update((accounts) => {
      if (!accounts.some((one) => one.accountId === accountId))
        throw new Fault('usage', 'accounts/unknown', 'there is no such account', { accountId });
      return accounts.map((one) => (one.accountId === accountId ? { ...one, status } : one));
    });
  }
}

/** @throws {Fault} usage `accounts/bad-name`, `accounts/no-role`, `accounts/weak-password`; conflict `accounts/exists` */
export function assertNew(accounts: readonly LocalAccount[], { name: given, roles, password }: NewIdentity): void {
  const name = given.normalize('NFC').trim();
  if (!/^[^\p{C}]{1,64}$/u.test(name))
    throw new Fault('usage', 'accounts/bad-name', 'a name has 1 to 64 characters and no control characters');
  if (roles.length === 0) throw new Fault('usage', 'accounts/no-role', 'an account has at least one role');
  if (password !== undefined) assertPassword(password);
  assertOther(accounts, name);
}

function assertOther(accounts: readonly LocalAccount[], name: string): void {
  if (accounts.some((other) => other.name === name))
    throw new Fault('conflict', 'accounts/exists', 'there is an account of this name');
}

/** @throws {Fault} usage `accounts/weak-password` */
export function assertPassword(password: string): void {
  if ([...password].length < PASSWORD_LENGTH)
    throw new Fault('usage', 'accounts/weak-password', `a password has at least ${PASSWORD_LENGTH} characters`);
}

function kindOf(roles: readonly Role[], special: boolean): AccountKind {
  if (special) return 'special';
  return roles.some((role) => PRIVILEGED.includes(role)) ? 'privileged' : 'user';
}
