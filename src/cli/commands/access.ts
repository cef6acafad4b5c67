import { confirm } from '@inquirer/prompts';
import { acceptConfiguration, accessStatus } from '../../app/access/accept.js';
import type { SettingChange } from '../../app/access/bound-configuration.js';
import { REGISTER_STANDINGS } from '../accounts-table.js';
import type { RegisterCommand } from '../command.js';
import { japaneseTime, type Output } from '../print.js';

const CONFIGURATION = {
  accepted: '承認済み',
  changed: '承認の後に変更されています',
  'not-bound': '利用者の登録の前です',
};

export const registerAccess: RegisterCommand = (program, action) => {
  const access = program.command('access').description('設定及び役割の変更の確認と承認');

  access
    .command('status')
    .description('設定及び利用者の台帳が、最後に承認された内容と同じかどうかを表示します')
    .action(
      action(async ({ withWorkspace, output }) =>
        withWorkspace({}, async (workspace) => {
          const status = await accessStatus(workspace);
          output.say(`設定（kimitsu.yaml）: ${CONFIGURATION[status.configuration]}`);
          sayChanges(status.changes, output);
          output.say(`利用者の台帳: ${REGISTER_STANDINGS[status.register]}`);
          if (status.acceptedAt !== undefined) output.say(`最後の承認: ${japaneseTime(status.acceptedAt)}`);
          if (status.keyReplacedAt !== undefined)
            output.warn(
              `署名鍵が、以前の鍵による承認なしに替えられています（${japaneseTime(status.keyReplacedAt)}）。心当たりのないときは、監査ログを確認してください。`,
            );
          output.say(
            `二要素認証の登録: ${status.withSecondFactor}人（うち特権運用者 ${status.privilegedWithSecondFactor}人）`,
          );
          if (status.disposing) output.say('アカウントの廃棄を始めています。新たな登録は要りません。');
          else if (status.enrolled && status.privilegedWithSecondFactor < 2)
            output.warn('特権運用者が1人だけです。端末の紛失に備え、もう1人を登録してください。');
          output.result(status);
          const { configuration, register } = status;
          return configuration === 'changed' || register === 'altered' || register === 'missing' ? 1 : 0;
        }),
      ),
    );

  access
    .command('accept')
    .description('変更した設定（kimitsu.yaml）を承認します。承認するまで、処理及び操作は拒否されます')
    .option('--new-key', '以前の署名鍵が失われたとき、現在の署名鍵に替えます（替えたことは記録に残ります）')
    .action(
      action(async ({ withWorkspace, output }, { newKey = false }: { newKey?: boolean }) =>
        withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const { changes } = await accessStatus(workspace);
          sayChanges(changes, output);
          if (
            process.stdin.isTTY &&
            !output.json &&
            !(await confirm({ message: 'この内容を承認しますか。', default: false }))
          )
            return 1;
          await acceptConfiguration(workspace, { newKey });
          output.say('設定を承認しました。');
          output.result({ accepted: true, changes });
          return 0;
        }),
      ),
    );
};

const NONE = '（なし）';
const HIDDEN = '（あり、非表示）';

function sayChanges(changes: readonly SettingChange[] | undefined, output: Output): void {
  if (!changes) output.warn('承認した設定の控えがないため、変更の箇所を表示できません。');
  else if (changes.length > 0)
    output.table(
      ['項目', '承認時', '現在'],
      changes.map(({ path, before = NONE, after = NONE, hidden }) =>
        hidden
          ? [path, hidden === 'added' ? NONE : HIDDEN, hidden === 'removed' ? NONE : HIDDEN]
          : [path, before, after],
      ),
    );
}
