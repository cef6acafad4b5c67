import type { AccountFile } from '../../adapters/local/accounts/account-file.js';
import { assertNew, LocalAccountDirectory } from '../../adapters/local/accounts/local-account-directory.js';
import { Fault } from '../../base/fault.js';
import { ROLES, type Role } from '../../base/role.js';
import type { Account } from '../../ports/account-directory.js';
import type { JobPorts } from '../../run/ports.js';

export interface AddRequest {
  name: string;
  roles: readonly string[];
  special: boolean;
  /** Undefined: an access key is made. */
  password?: string;
}

/**
 * Adds an embedded identity.
 * @throws {Fault} usage `accounts/no-local`, `accounts/unknown-role` and what the directory throws
 */
export async function addIdentity(
  ports: Pick<JobPorts, 'accounts' | 'catalog' | 'actor'>,
  { name, roles, special, password }: AddRequest,
): Promise<{ account: Account; accessKey?: string }> {
  const directory = embedded(ports);
  const known = roles.map(roleOf);
  const added = await directory.add({ name, roles: known, special, ...(password === undefined ? {} : { password }) });
  const { accountId, kind, credentials } = added.account;
  const detail = { directory: directory.id, kind, roles: known, credentials: credentials.map((one) => one.kind) };
  await ports.catalog.appendAudit([{ actor: ports.actor, action: 'account.added', subject: accountId, detail }]);
  return added;
}

/** What shows before a code is used up. @throws {Fault} as `addIdentity` */
export async function assertAddable(
  register: AccountFile,
  { name, roles, password }: Omit<AddRequest, 'special' | 'password'> & { password: string | undefined },
): Promise<void> {
  assertNew(await register.read(), { name, roles: roles.map(roleOf), ...(password === undefined ? {} : { password }) });
}

/** @throws {Fault} usage `accounts/unknown` */
export async function assertIdentity(register: AccountFile, accountId: string): Promise<void> {
  if ((await register.read()).some((one) => one.accountId === accountId)) return;
  throw new Fault('usage', 'accounts/unknown', 'there is no such account', { accountId });
}

/** Takes an embedded identity out of use, or puts it back. */
export async function setIdentity(
  ports: Pick<JobPorts, 'accounts' | 'catalog' | 'actor'>,
  accountId: string,
  status: Account['status'],
): Promise<void> {
  const directory = embedded(ports);
  await (status === 'active' ? directory.enable(accountId) : directory.disable(accountId));
  const action = status === 'active' ? 'account.enabled' : 'account.disabled';
  await ports.catalog.appendAudit([
    { actor: ports.actor, action, subject: accountId, detail: { directory: directory.id } },
  ]);
}

function embedded({ accounts }: Pick<JobPorts, 'accounts'>): LocalAccountDirectory {
  const directory = accounts.directories.find((one) => one instanceof LocalAccountDirectory);
  if (directory) return directory;
  throw new Fault(
    'usage',
    'accounts/no-local',
    'the configuration names no embedded identities',
    {},
    {
      hint: 'add `- type: local` to accounts.directories in kimitsu.yaml',
    },
  );
}

function roleOf(given: string): Role {
  const role = ROLES.find((one) => one === given);
  if (role) return role;
  throw new Fault(
    'usage',
    'accounts/unknown-role',
    'there is no such role',
    {},
    { hint: `one of: ${ROLES.join(', ')}` },
  );
}
