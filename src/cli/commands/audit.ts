import { exportAudit, verifyAudit } from '../../app/audit.js';
import type { RegisterCommand } from '../command.js';

export const registerAudit: RegisterCommand = (program, action) => {
  const audit = program.command('audit').description('監査ログの検証と提出');

  audit
    .command('verify')
    .description('監査ログの改変、欠落、順序の入替え及び切詰めを調べます')
    .option('--expected-head <hash>', '府が控えた末尾のハッシュ')
    .action(
      action(async ({ withWorkspace, output }, { expectedHead }: { expectedHead?: string }) =>
        withWorkspace({}, async (workspace) => {
          const result = await verifyAudit(workspace, expectedHead);
          output.say(`監査ログ ${result.entries.toLocaleString('ja-JP')}件`);
          if (result.head) output.say(`末尾のハッシュ ${result.head.hash}（第${result.head.seq}件）`);
          for (const { seq, code } of result.problems) output.warn(`  第${seq}件: ${code}`);
          output.say(result.problems.length === 0 ? '改変は見つかりませんでした。' : '改変が見つかりました。');
          output.result(result);
          return result.problems.length === 0 ? 0 : 1;
        }),
      ),
    );

  audit
    .command('export')
    .description('監査ログの一部を、署名付きの証拠として書き出します')
    .requiredOption('--output <file>', '出力先')
    .option('--from <date>', 'この日時から（RFC 3339）')
    .option('--to <date>', 'この日時まで')
    .option('--subject <id>', 'この対象に関するものだけ')
    .action(
      action(
        async ({ withWorkspace, output }, options: { output: string; from?: string; to?: string; subject?: string }) =>
          withWorkspace({}, async (workspace) => {
            const exported = await exportAudit(workspace, options);
            output.say(`${exported.entries.toLocaleString('ja-JP')}件を ${options.output} に書き出しました。`);
            output.result(exported);
            return 0;
          }),
      ),
    );
};
