import { recordExpired } from '../../app/expired/record-expired.js';
import { levelName } from '../../base/level.js';
import type { RegisterCommand } from '../command.js';
import { humanBytes } from '../print.js';

export const registerFindExpired: RegisterCommand = (program, action) => {
  program
    .command('find-expired')
    .description('保存期間の満了した記録を、システム・機密性・年月別に集計します（何も消去しません）')
    .action(
      action(async ({ withWorkspace, output, signal, log }) =>
        withWorkspace({ lock: 'exclusive', logger: log() }, async (workspace) => {
          const { expired } = await recordExpired(workspace, { signal });
          const { lines, asOf, examined, withoutRule } = expired;
          const names = new Map(workspace.config.systems.map(({ id, name }) => [id, name]));
          if (lines.length === 0) output.say(`${asOf}の時点で、保存期間の満了した記録はありません。`);
          else {
            output.say(`${asOf}の時点で保存期間の満了している記録`);
            output.table(
              ['システム', '機密性', '年月', '保存期限', 'ファイル', '記録', '容量', 'うち保全中', '根拠'],
              lines.map((line) => [
                names.get(line.system) ?? line.system,
                levelName(line.level),
                line.period,
                line.retainedUntil,
                line.objects,
                line.records,
                humanBytes(line.bytes),
                line.held,
                line.basis,
              ]),
              [4, 5, 6, 7],
            );
            output.say('消去するには、kimitsu plan disposal --expired で計画を作り、府の承認を受けてください。');
          }
          if (withoutRule > 0)
            output.say(
              `保存期間の定めのない記録: ${withoutRule.toLocaleString('ja-JP')}件（全${examined.toLocaleString('ja-JP')}件のうち）`,
            );
          output.result(expired);
          return 0;
        }),
      ),
    );
};
