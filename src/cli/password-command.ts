import { changeSecret } from '../app/access/change-secret.js';
import type { RegisterCommand } from './command.js';
import { newPassword } from './new-password.js';

/** `accounts password`: everybody for themselves. */
export const registerPassword: RegisterCommand = (accounts, action) => {
  accounts
    .command('password')
    .description('自分のパスワードを変更します。以前のパスワード（登録していれば確認コードも）により本人確認をします')
    .option('--password-stdin', '新しいパスワードを標準入力から読み取ります')
    .action(
      action(async ({ withWorkspace, output }, { passwordStdin = false }: { passwordStdin?: boolean }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { accountId } = await changeSecret(workspace, await newPassword(passwordStdin, output.json));
          output.say('パスワードを変更しました。以前のパスワードは、使えなくなりました。');
          output.result({ accountId, changed: true });
          return 0;
        }),
      ),
    );
};
