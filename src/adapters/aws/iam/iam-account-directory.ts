import { setTimeout as delay } from 'node:timers/promises';
import {
  GetRoleCommand,
  GetUserCommand,
  type IAMClient,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { Fault } from '../../../base/fault.js';
import type { Account, AccountDirectory, DisposalOutcome } from '../../../ports/account-directory.js';
import type { Caller } from '../account.js';
import type { AwsConnection } from '../connection.js';
import { IamCalls } from './iam-calls.js';
import {
  DISABLED_POLICY,
  deleteInline,
  denyAll,
  inlinePolicies,
  type Principal,
  rolePrincipal,
  userPrincipal,
} from './principal.js';
import { grantsOf, kindOf } from './privilege.js';
import { closeOwnRole, removeRole, roleTrust } from './remove-role.js';
import { removeOwnCredentials, removeUser } from './remove-user.js';
import { isSelected, listedBy, type Selection } from './selection.js';
import { userCredentials } from './user-credentials.js';

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
  readonly #selection: Selection;
  readonly #caller: () => Promise<Caller>;
  readonly #pause: (milliseconds: number) => Promise<unknown>;
  #own: Promise<string | undefined> | undefined;
  /** Names by id as last seen. A name may be given to another account, so the id is looked at every time. */
  readonly #names = new Map<string, { type: Principal['type']; name: string }>();

  constructor({ id, client, selection, caller, pageSize, pause = delay }: IamAccountDirectoryOptions) {
    this.id = id;
    this.#calls = new IamCalls(client, pageSize);
    this.#selection = selection;
    this.#caller = caller;
    this.#pause = pause;
  }

  async *list(): AsyncGenerator<Account> {
    for await (const listed of this.#listed(listedBy(this.#selection))) {
      const principal = await this.#describe(listed.type, listed.name);
      if (principal && isSelected(principal.described, this.#selection)) yield this.#account(principal);
    }
  }

  async describe(accountId: string): Promise<Account | undefined> {
    const principal = await this.#find(accountId);
    return principal && isSelected(principal.described, this.#selection) ? this.#account(principal) : undefined;
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

  async #askOwn(): Promise<string | undefined> {
    const { arn } = await this.#caller();
    const [, user] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
    const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
    const name = user ?? role;
    const principal = name === undefined ? undefined : await this.#describe(user ? 'user' : 'role', name);
    return principal && isSelected(principal.described, this.#selection) ? principal.accountId : undefined;
  }

  async disable(accountId: string): Promise<void> {
    await denyAll(this.#calls, await this.#selected(accountId));
  }

  async enable(accountId: string): Promise<void> {
    await deleteInline(this.#calls, await this.#selected(accountId), DISABLED_POLICY);
  }

  async dispose(accountId: string): Promise<DisposalOutcome> {
    const own = await this.own();
    const principal = await this.#find(accountId);
    if (!principal) return 'absent';
    this.#assertSelected(principal);
    const { type } = principal;
    try {
      if (accountId === own)
        return await (type === 'user' ? removeOwnCredentials : closeOwnRole)(this.#calls, principal);
      const outcome =
        type === 'user'
          ? await removeUser(this.#calls, principal)
          : await removeRole(this.#calls, principal, this.#selection);
      await this.#settled(principal);
      return outcome;
    } catch (error) {
      // Somebody else has removed it in between: that it is gone must be seen before it is said.
      if (error instanceof Fault && error.code === 'accounts/unknown' && !(await this.#find(accountId)))
        return 'removed';
      throw error;
    }
  }

  async *remaining(accountIds: readonly string[]): AsyncGenerator<Account> {
    const asked = new Set(accountIds);
    for await (const listed of this.#listed({})) {
      if (!asked.has(listed.accountId)) continue;
      yield this.#account((await this.#describe(listed.type, listed.name)) ?? listed);
    }
  }

  /** @throws {Fault} `usage` / `accounts/unknown`, `denied` / `accounts/not-selected` */
  async #selected(accountId: string): Promise<Principal> {
    const principal = await this.#find(accountId);
    if (!principal) throw new Fault('usage', 'accounts/unknown', 'there is no such account', { accountId });
    this.#assertSelected(principal);
    return principal;
  }

  #assertSelected({ described, accountId }: Principal): void {
    if (isSelected(described, this.#selection)) return;
    throw new Fault(
      'denied',
      'accounts/not-selected',
      'the account does not carry the mark of this service',
      { accountId },
      {
        hint: 'find out why; if it is of this service after all, give it the tag or the path that the configuration names',
      },
    );
  }

  /** Among everything there is: by the name it had when last seen, else by going through all of them. */
  async #find(accountId: string): Promise<Principal | undefined> {
    const seen = this.#names.get(accountId);
    const known = seen && (await this.#describe(seen.type, seen.name));
    if (known?.accountId === accountId) return known;
    for await (const listed of this.#listed({}))
      if (listed.accountId === accountId) return this.#describe(listed.type, listed.name);
    return undefined;
  }

  /** Waits until listings have followed, or for no longer: whoever reads back then sees what there is. */
  async #settled({ accountId }: Principal): Promise<void> {
    for (const pause of PAUSES) {
      if (pause > 0) await this.#pause(pause);
      let listed = false;
      for await (const one of this.#listed({})) listed ||= one.accountId === accountId;
      if (!listed) return;
    }
  }

  async *#listed(narrowed: { PathPrefix?: string }): AsyncGenerator<Principal> {
    for await (const user of this.#calls.list(
      (iam, page) => iam.send(new ListUsersCommand({ ...narrowed, ...page })),
      (page) => page.Users,
    ))
      yield this.#seen(userPrincipal(user));
    for await (const role of this.#calls.list(
      (iam, page) => iam.send(new ListRolesCommand({ ...narrowed, ...page })),
      (page) => page.Roles,
    ))
      yield this.#seen(rolePrincipal(role));
  }

  #seen(principal: Principal): Principal {
    this.#names.set(principal.accountId, { type: principal.type, name: principal.name });
    return principal;
  }

  /** With tags and boundary, which a listing does not give. */
  async #describe(type: Principal['type'], name: string): Promise<Principal | undefined> {
    if (type === 'user') {
      const found = await this.#calls.ifThere((iam) => iam.send(new GetUserCommand({ UserName: name })));
      return found?.User && this.#seen(userPrincipal(found.User));
    }
    const found = await this.#calls.ifThere((iam) => iam.send(new GetRoleCommand({ RoleName: name })));
    return found?.Role && this.#seen(rolePrincipal(found.Role));
  }

  async #account(principal: Principal): Promise<Account> {
    const { accountId, name, described } = principal;
    const granted = await grantsOf(this.#calls, principal);
    const inline = await inlinePolicies(this.#calls, principal);
    const credentials =
      principal.type === 'user'
        ? await userCredentials(this.#calls, name, principal.described.PasswordLastUsed)
        : await roleTrust(this.#calls, principal);
    const used = [
      ...credentials.map(({ lastUsedAt }) => lastUsedAt),
      principal.type === 'role' ? principal.described.RoleLastUsed?.LastUsedDate?.toISOString() : undefined,
    ];
    return {
      accountId,
      name,
      kind: kindOf(
        principal,
        granted,
        credentials.some(({ kind }) => kind === 'password'),
      ),
      status: inline.includes(DISABLED_POLICY) ? 'disabled' : 'active',
      createdAt: (described.CreateDate ?? new Date(0)).toISOString(),
      lastUsedAt:
        used
          .map((at) => at ?? '')
          .sort()
          .at(-1) || undefined,
      grants: granted.names.sort(),
      credentials,
    };
  }
}
