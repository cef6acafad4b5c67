import { z } from 'zod';
import { CronTimes } from '../base/cron.js';
import { isPostgresUrl } from '../base/postgres-url.js';
import type { ConfigMistake } from './load.js';
import { text } from './text.js';

/** Jobs that can be scheduled. */
export const SCHEDULED_JOBS = ['classify', 'enforce', 'find-expired', 'watch-access', 'rotate-keys'] as const;
export type ScheduledJob = (typeof SCHEDULED_JOBS)[number];

/** Jobs whose work can be shared with workers. */
const SHARED_JOBS: readonly ScheduledJob[] = ['classify', 'enforce'];

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
  distributed: z
    .boolean()
    .default(false)
    .describe('Whether the work is shared with every `kimitsu worker`; for classify and enforce, on PostgreSQL'),
});
export type ScheduleEntry = z.infer<typeof ScheduleEntry>;

interface ScheduleSettings {
  schedule: readonly ScheduleEntry[];
  catalogue: string;
}

/** What a schema of single values cannot say about the timetable. */
export function scheduleMistakes({ schedule, catalogue }: ScheduleSettings): Omit<ConfigMistake, 'line'>[] {
  const mistakes: Omit<ConfigMistake, 'line'>[] = [];
  const seen = new Set<string>();
  schedule.forEach(({ job, cron, distributed }, index) => {
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
    const shared = distributed ? problemOfSharing(job, catalogue) : undefined;
    if (shared) mistakes.push({ path: `schedule.${index}.distributed`, ...PROBLEMS[shared] });
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
  'schedule/not-shared': {
    code: 'schedule/not-shared',
    message: 'the work of this job cannot be shared with workers',
    hint: `remove distributed, or use it for: ${SHARED_JOBS.join(', ')}`,
    messageJa: 'この処理は、worker と分担して実行することができません',
    hintJa: `distributed を削除してください（指定できる処理: ${SHARED_JOBS.join('、')}）`,
  },
  'worker/needs-postgres': {
    code: 'worker/needs-postgres',
    message: 'work is shared by a catalogue in PostgreSQL',
    hint: 'move it with `kimitsu catalog migrate`, or remove distributed',
    messageJa: '処理を worker と分担するには、目録を PostgreSQL に置く必要があります',
    hintJa: 'kimitsu catalog migrate により目録を移すか、distributed を削除してください',
  },
} as const;

function problemOfSharing(job: ScheduledJob, catalogue: string): keyof typeof PROBLEMS | undefined {
  if (!SHARED_JOBS.includes(job)) return 'schedule/not-shared';
  return isPostgresUrl(catalogue) ? undefined : 'worker/needs-postgres';
}

/** Any instant does: an expression that has no time after it has none at all within the calendar. */
const ANY_INSTANT = new Date('2026-01-01T00:00:00Z');

type CronProblem = 'schedule/never-fires' | 'schedule/bad-cron';

/** Settings are read before every run and name the same few expressions: the calendar is searched once for each. */
const known = new Map<string, CronProblem | undefined>();

function problemOf(cron: string): CronProblem | undefined {
  if (!known.has(cron)) known.set(cron, findProblem(cron));
  return known.get(cron);
}

function findProblem(cron: string): CronProblem | undefined {
  try {
    return new CronTimes(cron).after(ANY_INSTANT) ? undefined : 'schedule/never-fires';
  } catch {
    return 'schedule/bad-cron';
  }
}
