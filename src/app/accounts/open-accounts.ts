import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RegisterGuard } from '../../adapters/local/accounts/account-file.js';
import { LocalAccountDirectory } from '../../adapters/local/accounts/local-account-directory.js';
import type { Clock } from '../../base/clock.js';
import { directoryApproval, type IamAccounts } from '../../config/account-directories.js';
import type { Approval } from '../../config/approved-services.js';
import type { Config } from '../../config/schema.js';
import type { AccountDirectory, ServiceAccounts } from '../../ports/account-directory.js';
import { lazyDirectory } from './lazy-directory.js';

/** Where the embedded identities lie, from the workspace's folder. */
export const IDENTITIES = join('access', 'accounts.json');

/**
 * The directories that the configuration names. None is asked for anything before it is used. Embedded identities that are
 * there let somebody in whatever the configuration names, so they are in every register and plan, too.
 */
export function openAccounts(
  dir: string,
  config: Config,
  { clock, actor, guard }: { clock: Clock; actor: string; guard?: RegisterGuard },
): ServiceAccounts {
  const embedded = (id: string) =>
    new LocalAccountDirectory({ file: join(dir, IDENTITIES), id, clock, actor: whoOf(actor), guard });
  const named = config.accounts.directories;
  const isUnnamed = named.every(({ type }) => type !== 'local') && existsSync(join(dir, IDENTITIES));
  const free = named.some(({ id }) => id === 'local') ? 'embedded' : 'local';
  return {
    manual: config.accounts.manual,
    directories: [
      ...named.map((directory) =>
        directory.type === 'local'
          ? embedded(directory.id)
          : lazyDirectory(directory.id, { vendor: 'Amazon Web Services', name: 'AWS IAM' }, () =>
              openIam(config, directory),
            ),
      ),
      ...(isUnnamed ? [embedded(free)] : []),
    ],
  };
}

/** `account:<id>` with who calls behind it, `unauthenticated:<name>`: what it is, and as whom. */
function whoOf(actor: string): string {
  const [kind, who = ''] = [actor.slice(0, actor.indexOf(':')), actor.slice(actor.indexOf(':') + 1)];
  return kind === 'account' ? (who.split(' ')[0] ?? who) : who;
}

/** @throws {Fault} B2-1-2: `denied` / `services/not-approved`, `services/other-account` */
async function openIam(config: Config, directory: IamAccounts): Promise<AccountDirectory> {
  const { iam, sts } = directoryApproval(config, directory);
  const { IamAccountDirectory } = await import('../../adapters/aws/iam/iam-account-directory.js');
  const { SERVICE_TAG } = await import('../../adapters/aws/iam/selection.js');
  const { callerOf } = await import('../../adapters/aws/account.js');
  const { pathPrefix } = directory;
  const opened = new IamAccountDirectory({
    id: directory.id,
    client: connectionOf(iam),
    caller: () => callerOf(connectionOf({ ...sts, account: iam.account })),
    selection:
      pathPrefix === undefined
        ? { by: 'tag', key: SERVICE_TAG, value: config.service.id }
        : { by: 'path', prefix: pathPrefix },
  });
  // IAM does not say whose account it answers for: who is calling is asked before anything else.
  await opened.own();
  return opened;
}

/** The endpoint is always stated, so that no profile or environment variable decides it. */
function connectionOf(approval: Approval) {
  return { region: approval.region, endpoint: approval.endpoint, approved: approval };
}
