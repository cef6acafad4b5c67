import type { Account } from '../../../ports/account-directory.js';
import type { IamCalls } from './iam-calls.js';
import { DISABLED_POLICY, inlinePolicies, type Principal } from './principal.js';
import { grantsOf, kindOf } from './privilege.js';
import { roleTrust } from './role-trust.js';
import { userCredentials } from './user-credentials.js';

/** A user or role as the port describes it, with everything that it has. */
export async function readAccount(calls: IamCalls, principal: Principal): Promise<Account> {
  const { accountId, name, described } = principal;
  const granted = await grantsOf(calls, principal);
  const inline = await inlinePolicies(calls, principal);
  const credentials =
    principal.type === 'user'
      ? await userCredentials(calls, name, principal.described.PasswordLastUsed)
      : await roleTrust(calls, principal);
  const used = credentials.map(({ lastUsedAt }) => lastUsedAt ?? '').sort();
  const signsIn = credentials.some(({ kind }) => kind === 'password');
  return {
    accountId,
    name,
    kind: kindOf(principal, granted, signsIn),
    status: inline.includes(DISABLED_POLICY) ? 'disabled' : 'active',
    createdAt: (described.CreateDate ?? new Date(0)).toISOString(),
    lastUsedAt: used.at(-1) || undefined,
    grants: granted.names.sort(),
    credentials,
  };
}
