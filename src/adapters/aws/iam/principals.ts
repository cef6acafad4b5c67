import { GetRoleCommand, GetUserCommand, ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { Fault } from '../../../base/fault.js';
import type { IamCalls } from './iam-calls.js';
import { type Principal, rolePrincipal, userPrincipal } from './principal.js';
import { isSelected, listedBy, type Selection } from './selection.js';

/** The users and roles of an account of the provider: all of them, and those that are the service's. */
export class Principals {
  /** Names by id as last seen. A name may be given to another account, so the id is looked at every time. */
  readonly #names = new Map<string, { type: Principal['type']; name: string }>();

  constructor(
    readonly calls: IamCalls,
    readonly selection: Selection,
  ) {}

  isSelected({ described }: Principal): boolean {
    return isSelected(described, this.selection);
  }

  /** Those of the service. */
  async *ofService(): AsyncGenerator<Principal> {
    for await (const listed of this.listed(listedBy(this.selection))) {
      const principal = await this.describe(listed.type, listed.name);
      if (principal && this.isSelected(principal)) yield principal;
    }
  }

  /** All of them, as a listing gives them: without tags and boundary. */
  async *listed(narrowed: { PathPrefix?: string } = {}): AsyncGenerator<Principal> {
    for await (const user of this.calls.list(
      (iam, page) => iam.send(new ListUsersCommand({ ...narrowed, ...page })),
      (page) => page.Users,
    ))
      yield this.#seen(userPrincipal(user));
    for await (const role of this.calls.list(
      (iam, page) => iam.send(new ListRolesCommand({ ...narrowed, ...page })),
      (page) => page.Roles,
    ))
      yield this.#seen(rolePrincipal(role));
  }

  async describe(type: Principal['type'], name: string): Promise<Principal | undefined> {
    if (type === 'user') {
      const found = await this.calls.ifThere((iam) => iam.send(new GetUserCommand({ UserName: name })));
      return found?.User && this.#seen(userPrincipal(found.User));
    }
    const found = await this.calls.ifThere((iam) => iam.send(new GetRoleCommand({ RoleName: name })));
    return found?.Role && this.#seen(rolePrincipal(found.Role));
  }

  /** Among everything there is: by the name it had when last seen, else by going through all of them. */
  async find(accountId: string): Promise<Principal | undefined> {
    const seen = this.#names.get(accountId);
    const known = seen && (await this.describe(seen.type, seen.name));
    if (known?.accountId === accountId) return known;
    for await (const listed of this.listed())
      if (listed.accountId === accountId) return this.describe(listed.type, listed.name);
    return undefined;
  }

  /** @throws {Fault} `denied` / `accounts/not-selected` */
  assertSelected(principal: Principal): void {
    if (this.isSelected(principal)) return;
    const { accountId } = principal;
    throw new Fault(
      'denied',
      'accounts/not-selected',
      'the account does not carry the mark of this service',
      { accountId },
      { hint: 'find out why; if it is of this service after all, give it the tag or the path of the configuration' },
    );
  }

  #seen(principal: Principal): Principal {
    this.#names.set(principal.accountId, { type: principal.type, name: principal.name });
    return principal;
  }
}
