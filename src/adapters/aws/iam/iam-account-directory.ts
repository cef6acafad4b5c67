import { setTimeout as delay } from 'node:timers/promises';
import type { IAMClient } from '@aws-sdk/client-iam';
import { Fault } from '../../../base/fault.js';
import type { Account, AccountDirectory, DisposalOutcome } from '../../../ports/account-directory.js';
import type { Caller } from '../account.js';
import type { AwsConnection } from '../connection.js';
import { IamCalls } from './iam-calls.js';
import { denyNaming, devicesOf } from './mfa-devices.js';
import { DISABLED_POLICY, deleteInline, denyAll, type Principal } from './principal.js';
import { Principals } from './principals.js';
import { readAccount } from './read-account.js';
import { closeOwnRole, removeRole } from './remove-role.js';
import { removeOwnCredentials, removeUser } from './remove-user.js';
import type { Selection } from './selection.js';

export interface IamAccountDirectoryOptions {
  id: string;
  /** A client of the caller's, or where to connect to. */
  client: IAMClient | AwsConnection;
  selection: Selection;
  /** Whose credentials are used. */
  caller: () => Promise<Caller>;
  pageSize?: number;
  /** Milliseconds; for tests. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

/** What IAM changes can take seconds until a listing shows it. Milliseconds: half a minute in all. */
const PAUSES = [0, 500, 1000, 2000, 4000, 8000, 16_000];

/** Users and roles of AWS IAM that carry the service's mark. */
export class IamAccountDirectory implements AccountDirectory {
  readonly product = { vendor: 'Amazon Web Services', name: 'AWS IAM' };
  readonly id: string;
  readonly #calls: IamCalls;
  readonly #principals: Principals;
  readonly #caller: () => Promise<Caller>;
  readonly #pause: (milliseconds: number) => Promise<unknown>;
  #own: Promise<string | undefined> | undefined;

  constructor({ id, client, selection, caller, pageSize, pause = delay }: IamAccountDirectoryOptions) {
    this.id = id;
    this.#calls = new IamCalls(client, pageSize);
    this.#principals = new Principals(this.#calls, selection);
    this.#caller = caller;
    this.#pause = pause;
  }

  async *list(): AsyncGenerator<Account> {
    for await (const principal of this.#principals.ofService()) yield readAccount(this.#calls, principal);
  }

  async describe(accountId: string): Promise<Account | undefined> {
    const principal = await this.#principals.find(accountId);
    return principal && this.#principals.isSelected(principal) ? readAccount(this.#calls, principal) : undefined;
  }

  async own(): Promise<string | undefined> {
    this.#own ??= this.#askOwn();
    try {
      return await this.#own;
    } catch (error) {
      this.#own = undefined;
      throw error;
    }
  }

  async disable(accountId: string): Promise<void> {
    const principal = await this.#selected(accountId);
    if (principal.type === 'role') return denyAll(this.#calls, principal);
    // What a disposal that was interrupted has named stays named.
    const { left } = await devicesOf(this.#calls, principal);
    await denyNaming(this.#calls, principal, { assigned: [], left });
  }

  async enable(accountId: string): Promise<void> {
    await deleteInline(this.#calls, await this.#selected(accountId), DISABLED_POLICY);
  }

  async dispose(accountId: string): Promise<DisposalOutcome> {
    const own = await this.own();
    const principal = await this.#principals.find(accountId);
    if (!principal) return 'absent';
    this.#principals.assertSelected(principal);
    const { type } = principal;
    try {
      if (accountId === own)
        return await (type === 'user' ? removeOwnCredentials : closeOwnRole)(this.#calls, principal);
      const outcome =
        type === 'user'
          ? await removeUser(this.#calls, principal)
          : await removeRole(this.#calls, principal, this.#principals.selection);
      await this.#settled(principal);
      return outcome;
    } catch (error) {
      // Somebody else has removed it in between: that it is gone must be seen before it is said.
      const unknown = error instanceof Fault && error.code === 'accounts/unknown';
      if (unknown && !(await this.#principals.find(accountId))) return 'removed';
      throw error;
    }
  }

  async *remaining(accountIds: readonly string[]): AsyncGenerator<Account> {
    const asked = new Set(accountIds);
    for await (const listed of this.#principals.listed()) {
      if (!asked.has(listed.accountId)) continue;
      const principal = (await this.#principals.describe(listed.type, listed.name)) ?? listed;
      yield readAccount(this.#calls, principal);
    }
  }

  async #askOwn(): Promise<string | undefined> {
    const { arn } = await this.#caller();
    const [, user] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
    const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
    const name = user ?? role;
    const principal = name === undefined ? undefined : await this.#principals.describe(user ? 'user' : 'role', name);
    return principal && this.#principals.isSelected(principal) ? principal.accountId : undefined;
  }

  /** @throws {Fault} `usage` / `accounts/unknown`, `denied` / `accounts/not-selected` */
  async #selected(accountId: string): Promise<Principal> {
    const principal = await this.#principals.find(accountId);
    if (!principal) throw new Fault('usage', 'accounts/unknown', 'there is no such account', { accountId });
    this.#principals.assertSelected(principal);
    return principal;
  }

  /** Waits until listings have followed, or for no longer: whoever reads back then sees what there is. */
  async #settled({ accountId }: Principal): Promise<void> {
    for (const pause of PAUSES) {
      if (pause > 0) await this.#pause(pause);
      let listed = false;
      for await (const one of this.#principals.listed()) listed ||= one.accountId === accountId;
      if (!listed) return;
    }
  }
}
