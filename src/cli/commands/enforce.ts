import { enforce } from '../../app/enforce.js';
import { withWorkspace } from '../../app/workspace.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory } from '../inventory-table.js';
import { reportRun } from '../run-summary.js';

export const registerEnforce: RegisterCommand = (program, action) => {
  program
    .command('enforce')
    .description('分類された記録を、機密性に応じた方式で暗号化します')
    .option('--system <id>', 'このシステムだけを対象にします')
    .action(
      action(async ({ dir, output, signal }, { system }: { system?: string }) =>
        withWorkspace(dir, { lock: 'exclusive' }, async (workspace) => {
          const progress = output.progress('暗号化');
          const { summary, notClassified } = await enforce(workspace, {
            ...(system === undefined ? {} : { system }),
            signal,
            onProgress: ({ finished, planned }) => progress.update(finished, planned),
          }).finally(() => progress.stop());
          output.say(`${summary.done.toLocaleString('ja-JP')}件のファイルを機密性に応じた保護の状態にしました。`);
          const inventory = await workspace.ports.catalog.inventory();
          sayInventory(inventory, workspace.config, output);
          if (notClassified > 0)
            output.warn(
              `未分類のファイルが${notClassified}件あります。kimitsu classify の後に、もう一度実行してください。`,
            );
          output.result({ ...summary, notClassified, inventory });
          return reportRun(summary, output) || (notClassified > 0 ? 1 : 0);
        }),
      ),
    );
};
