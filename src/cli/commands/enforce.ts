import { enforce } from '../../app/enforce.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory } from '../inventory-table.js';
import { reportRun } from '../run-summary.js';
import { warnOfUnclaimed } from '../unclaimed-text.js';

interface Options {
  system?: string;
  verifyAll?: boolean;
  distributed?: boolean;
}

export const registerEnforce: RegisterCommand = (program, action) => {
  program
    .command('enforce')
    .description('分類された記録を、機密性に応じた方式で暗号化します')
    .option('--system <id>', 'このシステムだけを対象にします')
    .option('--verify-all', '一覧で変更が見られない記録も含め、全ての記録の保護の状態を保管庫に照会します')
    .option('--distributed', '目録を共有する全ての kimitsu worker と分担して処理します（PostgreSQL の目録が必要です）')
    .action(
      action(async ({ withWorkspace, output, signal, log }, { system, verifyAll, distributed = false }: Options) =>
        withWorkspace(
          { detector: distributed, lock: distributed ? 'shared' : 'exclusive', logger: log() },
          async (workspace) => {
            const progress = output.progress('暗号化');
            const { summary, notClassified, drifted, leftUnopened } = await enforce(workspace, {
              ...(system === undefined ? {} : { system }),
              verifyAll: verifyAll ?? false,
              signal,
              distributed,
              onProgress: ({ finished, planned }) => progress.update(finished, planned),
            }).finally(() => progress.stop());
            const done = (summary.done - leftUnopened).toLocaleString('ja-JP');
            output.say(
              summary.planned === leftUnopened
                ? '保護の状態を変える必要のあるファイルはありませんでした。'
                : verifyAll
                  ? `${done}件のファイルが機密性に応じた保護の状態にあることを確認しました。`
                  : `${done}件のファイルを機密性に応じた保護の状態にしました。`,
            );
            const inventory = await workspace.ports.catalog.inventory();
            sayInventory(inventory, workspace.config, output);
            if (notClassified > 0)
              output.warn(
                `未分類のファイルが${notClassified}件あります。kimitsu classify の後に、もう一度実行してください。`,
              );
            warnOfUnclaimed(summary.unclaimed, output);
            output.result({ ...summary, notClassified, drifted, leftUnopened, inventory });
            return reportRun(summary, output) || (notClassified > 0 ? 1 : 0);
          },
        ),
      ),
    );
};
