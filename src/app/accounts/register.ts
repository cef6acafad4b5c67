import type { Account, ManualAccount } from '../../ports/account-directory.js';
import type { JobPorts } from '../../run/ports.js';

export interface RegisteredAccount extends Account {
  directory: string;
  /** The account that kimitsu itself runs as. */
  own: boolean;
}

export interface AccountRegister {
  accounts: RegisteredAccount[];
  manual: readonly ManualAccount[];
}

/** Every account of the service as it is now, with names in clear: for operators. */
export async function accountRegister({ accounts }: Pick<JobPorts, 'accounts'>): Promise<AccountRegister> {
  const register: RegisteredAccount[] = [];
  for (const directory of accounts.directories) {
    const own = await directory.own();
    for await (const account of directory.list())
      register.push({ ...account, directory: directory.id, own: account.accountId === own });
  }
  return { accounts: register, manual: accounts.manual };
}

export {
  CREDENTIAL_NAMES,
  credentialCounts,
  KEPT_REASONS,
  KIND_NAMES,
  STATE_NAMES,
} from '../../dispose/account-names.js';
