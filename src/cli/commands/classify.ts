import { classify } from '../../app/classify.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory, sayReview } from '../inventory-table.js';
import { reportRun } from '../run-summary.js';
import { warnOfUnclaimed } from '../unclaimed-text.js';

export const registerClassify: RegisterCommand = (program, action) => {
  program
    .command('classify')
    .description('新しい記録と変更された記録を読み、機密性１～３に分類します')
    .option('--system <id>', 'このシステムだけを対象にします')
    .option('--distributed', '目録を共有する全ての kimitsu worker と分担して処理します（PostgreSQL の目録が必要です）')
    .action(
      action(
        async (
          { withWorkspace, output, signal, log },
          { system, distributed = false }: { system?: string; distributed?: boolean },
        ) =>
          withWorkspace(
            { detector: true, lock: distributed ? 'shared' : 'exclusive', logger: log() },
            async (workspace) => {
              const progress = output.progress('分類');
              const summary = await classify(workspace, {
                ...(system === undefined ? {} : { system }),
                signal,
                distributed,
                onProgress: ({ finished, planned }) => progress.update(finished, planned),
              }).finally(() => progress.stop());
              output.say(
                summary.planned === 0
                  ? '新しいファイル及び変更されたファイルはありませんでした。'
                  : `${summary.done.toLocaleString('ja-JP')}件のファイルを分類しました。`,
              );
              const inventory = await workspace.ports.catalog.inventory();
              sayInventory(inventory, workspace.config, output);
              sayReview(inventory, output);
              warnOfUnclaimed(summary.unclaimed, output);
              output.result({ ...summary, inventory });
              return reportRun(summary, output);
            },
          ),
      ),
    );
};
