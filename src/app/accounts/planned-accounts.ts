import { MANUAL } from '../../config/account-directories.js';
import type { PlannedAccount } from '../../dispose/account-disposal.js';
import type { JobPorts } from '../../run/ports.js';

/**
 * The register of accounts as a plan names it: all directories and the accounts kept by hand, in a fixed order. Holds no
 * name, so nothing personal.
 */
export async function plannedAccounts({ accounts }: Pick<JobPorts, 'accounts'>): Promise<PlannedAccount[]> {
  const planned: PlannedAccount[] = accounts.manual.map(({ id, kind, credentials }) => ({
    directory: MANUAL,
    accountId: id,
    kind,
    credentials: credentials.length,
  }));
  for (const directory of accounts.directories)
    for await (const { accountId, kind, credentials } of directory.list())
      planned.push({ directory: directory.id, accountId, kind, credentials: credentials.length });
  const order = ({ directory, accountId }: PlannedAccount): string => `${directory}\0${accountId}`;
  return planned.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
