import { z } from 'zod';
import { CronTimes } from '../base/cron.js';
import type { ConfigMistake } from './load.js';
import { text } from './text.js';

/** Jobs that can be scheduled. */
export const SCHEDULED_JOBS = ['classify', 'enforce', 'find-expired', 'watch-access'] as const;
export type ScheduledJob = (typeof SCHEDULED_JOBS)[number];

/** One line of the timetable. */
export const ScheduleEntry = z.strictObject({
  job: z.enum(SCHEDULED_JOBS).describe('What is run'),
  cron: text.describe(
    'Five fields in Japanese time: minute, hour, day, month, weekday; "0 1 * * *" is 01:00 every day',
  ),
  jitterMinutes: z
    .int()
    .min(0)
    .max(720)
    .default(0)
    .describe('Spreads the start over so many minutes, so that many services do not start at the same second'),
  catchUp: z
    .boolean()
    .default(true)
    .describe('Whether a time that passed while nothing was running is made up for, once'),
});
export type ScheduleEntry = z.infer<typeof ScheduleEntry>;

/** What a schema of single values cannot say about the timetable. */
export function scheduleMistakes(schedule: readonly ScheduleEntry[]): Omit<ConfigMistake, 'line'>[] {
  const mistakes: Omit<ConfigMistake, 'line'>[] = [];
  const seen = new Set<string>();
  schedule.forEach(({ job, cron }, index) => {
    const problem = problemOf(cron);
    if (problem) mistakes.push({ path: `schedule.${index}.cron`, ...PROBLEMS[problem] });
    else if (seen.has(`${job} ${cron}`))
      mistakes.push({
        path: `schedule.${index}.job`,
        code: 'schedule/twice',
        message: `"${job}" stands twice with the same time`,
        hint: 'remove one of the two',
        messageJa: `「${job}」が同じ時刻で重複しています`,
        hintJa: 'どちらかを削除してください',
      });
    seen.add(`${job} ${cron}`);
  });
  return mistakes;
}

const PROBLEMS = {
  'schedule/bad-cron': {
    code: 'schedule/bad-cron',
    message: 'not a cron expression of five fields',
    hint: 'minute hour day month weekday, e.g. "0 1 * * *" for 01:00 every day',
    messageJa: 'cron 式として読み取れません',
    hintJa: '「分 時 日 月 曜日」の五つを空白で区切ってください（毎日1時であれば "0 1 * * *"）',
  },
  'schedule/never-fires': {
    code: 'schedule/never-fires',
    message: 'no time ever meets this cron expression',
    hint: 'check day and month: 30 February does not exist',
    messageJa: 'この cron 式に当たる日時はありません',
    hintJa: '日と月の組合せを確認してください（2月30日など）',
  },
} as const;

/** Any instant does: an expression that has no time after it has none at all within the calendar. */
const ANY_INSTANT = new Date('2026-01-01T00:00:00Z');

function problemOf(cron: string): keyof typeof PROBLEMS | undefined {
  try {
    return new CronTimes(cron).after(ANY_INSTANT) ? undefined : 'schedule/never-fires';
  } catch {
    return 'schedule/bad-cron';
  }
}
