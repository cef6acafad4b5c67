import { accessReport, checkReportName, writeAccessReport } from '../../app/watch/report.js';
import { watchAccess } from '../../app/watch/watch-access.js';
import { Fault } from '../../base/fault.js';
import { sayWatched } from '../access-table.js';
import type { RegisterCommand } from '../command.js';
import { reportRun } from '../run-summary.js';

export const registerWatchAccess: RegisterCommand = (program, action) => {
  program
    .command('watch-access')
    .description('アクセスログ及び監査ログを確認し、業務時間外の操作等を検知します')
    .option('--since <date>', 'この日時以後に更新されたログだけを読みます（例 2026-04-01）')
    .option('--report <file>', '本日の日報をこのファイル（.pdf 又は .md）に書き出します')
    .action(
      action(async ({ withWorkspace, output, signal }, options: { since?: string; report?: string }) => {
        const since = options.since === undefined ? undefined : instant(options.since);
        if (options.report !== undefined) checkReportName(options.report);
        return withWorkspace({ lock: 'exclusive' }, async (workspace) => {
          const progress = output.progress('ログ');
          const watched = await watchAccess(workspace, {
            ...(since ? { since } : {}),
            signal,
            onProgress: ({ finished, planned }) => progress.update(finished, planned),
          }).finally(() => progress.stop());
          sayWatched(watched, output);
          const report =
            options.report === undefined
              ? undefined
              : await writeAccessReport(workspace, await accessReport(workspace), options.report);
          if (report) output.say(`アクセス監視日報: ${report.path}（SHA-256 ${report.sha256}）`);
          output.result({ ...watched, report });
          const failed = Math.max(0, ...watched.runs.map((run) => reportRun(run, output)));
          const serious = [...watched.fresh, ...watched.grown].some(({ severity }) => severity === 'serious');
          return serious ? 1 : failed;
        });
      }),
    );
};

/** A date alone begins at midnight in Japan. */
function instant(text: string): Date {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+09:00` : text);
  if (!Number.isNaN(date.getTime())) return date;
  const hint = 'e.g. 2026-04-01 or 2026-04-01T09:00:00+09:00';
  throw new Fault('usage', 'watch/bad-instant', '--since is not a date', {}, { hint });
}
