import { assertPassword } from '../../adapters/local/accounts/local-account-directory.js';
import { hashSecret, isSecret } from '../../adapters/local/accounts/secret-hash.js';
import { Fault } from '../../base/fault.js';
import { randomId } from '../../base/ids.js';
import type { Workspace } from '../workspace.js';
import { accountIn } from './actor.js';
import { registerOf } from './enroll.js';
import { change } from './prove.js';

/**
 * A new password for whoever gives the command, who has shown the old one. It is good from this moment on, the old one
 * no more.
 *
 * @throws {Fault} denied `access/no-identity`; usage `accounts/weak-password`, `accounts/same-password`,
 *   `accounts/no-own-password`
 */
export async function changeSecret(workspace: Workspace, password: string): Promise<{ accountId: string }> {
  const { clock, catalog, actor } = workspace.ports;
  const accountId = accountIn(actor);
  if (accountId === undefined) {
    const hint = 'give --as NAME, once identities are enrolled';
    throw new Fault('denied', 'access/no-identity', 'this needs an identity; nothing was changed', {}, { hint });
  }
  assertPassword(password);
  const file = registerOf(workspace);
  const own = (await file.read()).find((one) => one.accountId === accountId);
  const old = own?.credentials.filter(({ kind }) => kind === 'password') ?? [];
  if (old.length === 0) {
    const hint = 'an access key is replaced by a new account: `kimitsu accounts add NAME --special`';
    throw new Fault('usage', 'accounts/no-own-password', 'the account has no password', {}, { hint });
  }
  for (const { secret } of old)
    if (await isSecret(password, secret))
      throw new Fault('usage', 'accounts/same-password', 'the new password is the old one');
  const createdAt = clock.now().toISOString();
  const fresh = {
    id: randomId('credential'),
    kind: 'password' as const,
    createdAt,
    lastUsedAt: createdAt,
    secret: await hashSecret(password),
  };
  await change(file, accountId, (account) => ({
    ...account,
    credentials: [...account.credentials.filter(({ kind }) => kind !== 'password'), fresh],
  }));
  await catalog.appendAudit([{ actor, action: 'access.password-changed', subject: accountId, detail: {} }]);
  return { accountId };
}
