import { nextStarts } from '../../app/schedule/next-starts.js';
import { runDue, runSchedule } from '../../app/schedule/run-schedule.js';
import type { Outcome } from '../../app/schedule/schedule-state.js';
import { Fault } from '../../base/fault.js';
import type { RegisterCommand } from '../command.js';
import { faultText } from '../faults-ja.js';
import { jobName, RESULT_NAMES } from '../job-names.js';
import { japaneseTime, type Output } from '../print.js';

interface ScheduleOptions {
  once?: boolean;
  list?: boolean;
  metricsPort?: number;
}

export const registerSchedule: RegisterCommand = (program, action) => {
  program
    .command('schedule')
    .description('設定（schedule）の時刻に、分類、暗号化等の処理を実行します。止めるまで動き続けます')
    .option('--once', '時刻の来ている処理を実行して終了します（cron、systemd timer、Kubernetes CronJob 用）')
    .option('--list', '次に実行する日時を表示します。何も実行しません')
    .option('--metrics-port <port>', '監視用の数値（Prometheus 形式）を、このホスト内だけに公開します', portOf)
    .action(
      action(async (context, { once, list, metricsPort }: ScheduleOptions) => {
        const { dir, output, signal } = context;
        if (list) {
          const starts = await nextStarts(dir, new Date());
          output.table(
            ['日時（日本時間）', '処理'],
            starts.map(({ start, job }) => [japaneseTime(start.toISOString()), jobName(job)]),
          );
          output.result(starts.map(({ start, job }) => ({ job, start: start.toISOString() })));
          return 0;
        }
        const logger = context.log('info');
        if (!once) {
          context.endsWhenStopped = true;
          await runSchedule(dir, { signal, logger, ...(metricsPort === undefined ? {} : { metricsPort }) });
          return 0;
        }
        const outcomes = await runDue(dir, { signal, logger });
        sayOutcomes(outcomes, output);
        output.result({ runs: outcomes });
        return Math.max(0, ...outcomes.map(({ exitCode }) => exitCode));
      }),
    );
};

function sayOutcomes(outcomes: readonly Outcome[], output: Output): void {
  if (outcomes.length === 0) output.say('実行する時刻の来ている処理はありません。');
  for (const { job, result, code, startedAt, endedAt } of outcomes) {
    const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
    const why = code === undefined ? '' : ` [${code}] ${faultText({ code, kind: 'conflict' }).message}`;
    output.say(`${jobName(job)}: ${RESULT_NAMES[result]}（${seconds.toLocaleString('ja-JP')}秒）${why}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Fault('usage', 'schedule/bad-port', 'not a port number', {}, { hint: 'a number from 1 to 65535' });
}
