import { withCatalogue } from '../../app/open-catalogue.js';
import { gatherReport, type Report } from '../../app/report/gather.js';
import { historyText } from '../../app/report/report-texts.js';
import { writeReport } from '../../app/report/write-report.js';
import { statusOf } from '../../app/status/status.js';
import { levelName } from '../../base/level.js';
import type { RegisterCommand } from '../command.js';
import { registerControls } from '../controls-command.js';
import { sayInventory, sayReview } from '../inventory-table.js';
import { humanBytes, type Output } from '../print.js';
import { reasonText } from '../reasons-ja.js';
import { sayAfterEnd, sayRuns, sayWaitingKeys } from '../status-text.js';

export const registerReport: RegisterCommand = (program, action) => {
  const report = program
    .command('report')
    .description('記録をシステム・機密性・状態・年月別に集計します')
    .option('--html <file>', '図を含む報告書（HTML）を書き出します。通信も外部ファイルも要りません')
    .option('--csv <file>', '集計表（CSV、Excel 用の BOM 付き UTF-8）を書き出します')
    .action(
      action(async ({ dir, output }, files: { html?: string; csv?: string }) =>
        withCatalogue(dir, async (open) => {
          const { ended, inventory, plans, erasures, auditHead } = await statusOf(open);
          const gathered = await gatherReport(open, ended);
          await writeReport(gathered, files, { reason: reasonText });
          sayInventory(inventory, open.config, output);
          sayReview(inventory, output);
          sayAfterEnd(gathered.afterEnd, output);
          sayCoverage(gathered, output);
          sayExpired(gathered, output);
          sayWaitingKeys(gathered, output);
          sayRuns(gathered, output);
          for (const file of [files.html, files.csv]) if (file !== undefined) output.say(`書き出しました: ${file}`);
          output.result({ ...gathered, inventory, plans, erasures, auditHead });
          return 0;
        }),
      ),
    );
  registerControls(report, action);
};

const LINES_SHOWN = 10;

function sayCoverage({ lines, plaintextHistory }: Report, output: Output): void {
  const sum = (member: 'examinedBytes' | 'unexaminedBytes') =>
    humanBytes(lines.reduce((total, line) => total + line[member], 0));
  output.say(`調査の範囲: 調査済 ${sum('examinedBytes')}、未調査 ${sum('unexaminedBytes')}`);
  output.say(historyText(plaintextHistory));
}

function sayExpired({ expired: { lines, asOf } }: Report, output: Output): void {
  if (lines.length === 0) return;
  output.say(`保存期間の満了した記録（${asOf}時点）`);
  output.table(
    ['システム', '機密性', '年月', '保存期限', 'ファイル', 'うち保全中'],
    lines
      .slice(0, LINES_SHOWN)
      .map(({ system, level, period, retainedUntil, objects, held }) => [
        system,
        levelName(level),
        period,
        retainedUntil,
        objects,
        held,
      ]),
    [4, 5],
  );
  if (lines.length > LINES_SHOWN)
    output.say(`ほか${lines.length - LINES_SHOWN}行。全ては kimitsu find-expired で表示します。`);
}
