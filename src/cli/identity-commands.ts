import type { Check } from '../app/access/admission.js';
import { addIdentity, assertAddable, assertIdentity, setIdentity } from '../app/accounts/identities.js';
import { KIND_NAMES } from '../app/accounts/register.js';
import type { RegisterCommand } from './command.js';
import { assertAskable, newPassword } from './new-password.js';

interface AddOptions {
  role: string[];
  special?: boolean;
  passwordStdin?: boolean;
}

const ROLE_HELP =
  '役割（複数可）: operator 運用者、privileged-operator 特権運用者、approver 承認者、prefecture 府、auditor 監査者';

/** `accounts add`, `disable`, `enable`: the identities embedded in the workspace. */
export const registerIdentities: RegisterCommand = (accounts, action) => {
  accounts
    .command('add <name>')
    .description('組み込みの利用者を追加します')
    .requiredOption('--role <role...>', ROLE_HELP)
    .option('--special', '人ではなくプログラム等が使う特殊なアカウント。アクセスキーを作り、一度だけ表示します')
    .option('--password-stdin', 'パスワードを標準入力から読み取ります')
    .action(
      action(async ({ withWorkspace, output }, name: string, options: AddOptions) => {
        const special = options.special ?? false;
        let piped: string | undefined;
        const check: Check = async ({ register }) => {
          // After --secret-file -, whose line comes first.
          if (options.passwordStdin) piped = await newPassword(true, output.json);
          await assertAddable(register, { name, roles: options.role, password: piped });
          if (piped === undefined && !special) assertAskable(output.json);
        };
        return withWorkspace({ lock: 'exclusive', check }, async ({ ports }) => {
          const password =
            piped ?? (special ? undefined : await newPassword(options.passwordStdin ?? false, output.json));
          const request = { name, roles: options.role, special, ...(password === undefined ? {} : { password }) };
          const { account, accessKey } = await addIdentity(ports, request);
          output.say(`${KIND_NAMES[account.kind]}を追加しました。識別子  ${account.accountId}`);
          if (accessKey !== undefined) {
            output.say(`アクセスキー  ${accessKey}`);
            output.say('このキーは二度と表示されません。安全な場所に保管してください。');
          }
          output.result({ account, ...(accessKey === undefined ? {} : { accessKey }) });
          return 0;
        });
      }),
    );
  for (const [command, status, what] of [
    ['disable', 'disabled', '組み込みの利用者を使えなくします（enable で戻せます）'],
    ['enable', 'active', '使えなくした組み込みの利用者を、再び使えるようにします'],
  ] as const)
    accounts
      .command(`${command} <account>`)
      .description(what)
      .action(
        action(async ({ withWorkspace, output }, accountId: string) =>
          withWorkspace(
            { lock: 'exclusive', check: ({ register }) => assertIdentity(register, accountId) },
            async ({ ports }) => {
              await setIdentity(ports, accountId, status);
              output.say(`${accountId} を${status === 'active' ? '有効' : '無効'}にしました。`);
              output.result({ accountId, status });
              return 0;
            },
          ),
        ),
      );
};
