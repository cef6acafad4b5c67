import type { RunRecord } from '../runs/run-record.js';
import type { Status } from '../status/status.js';
import type { Metric } from './exposition.js';

const seconds = (instant: string): number => Math.round(Date.parse(instant) / 1000);

/** What a monitoring system asks for, from what `status` knows. Names of systems and jobs, counts and times only. */
export function metricsOf(status: Status): Metric[] {
  const { inventory, runs, waitingKeys, alerts, running } = status;
  const schedule = typeof status.schedule === 'object' ? status.schedule : undefined;
  const jobs = [...new Set(runs.map(({ job }) => job))];
  const last = (job: string, wanted: (run: RunRecord) => boolean = () => true) =>
    runs.find((run) => run.job === job && wanted(run));
  const ofLast = (value: (run: RunRecord) => number, wanted?: (run: RunRecord) => boolean) =>
    jobs.flatMap((job) => {
      const run = last(job, wanted);
      return run ? [{ labels: { job }, value: value(run) }] : [];
    });
  const unclaimed = runs.find((run) => run.unclaimed)?.unclaimed;
  const outcomes = Object.values(schedule?.entries ?? {});
  const scheduled = [...new Set(outcomes.flatMap(({ outcome }) => outcome?.job ?? []))];
  const outcomesOf = (job: string) => outcomes.filter(({ outcome }) => outcome?.job === job);
  const systems = [...new Set(inventory.map(({ system }) => system))];
  return [
    gauge(
      'kimitsu_objects',
      'Objects by system, level and state.',
      inventory.map(({ system, level, state, objects }) => ({
        labels: { system, level: level === undefined ? 'unknown' : String(level), state },
        value: objects,
      })),
    ),
    gauge(
      'kimitsu_objects_to_review',
      'Objects that somebody has to look at.',
      systems.map((system) => ({
        labels: { system },
        value: inventory.filter((line) => line.system === system).reduce((sum, { toReview }) => sum + toReview, 0),
      })),
    ),
    gauge(
      'kimitsu_unclaimed_files',
      'Files where the records are that belong to no system, as the last run found that looked.',
      unclaimed ? [{ value: unclaimed.count }] : [],
    ),
    gauge(
      'kimitsu_job_running',
      'Whether the job runs now.',
      running ? [{ labels: { job: running.job }, value: 1 }] : [],
    ),
    gauge(
      'kimitsu_job_last_start_timestamp_seconds',
      'Start of the last run.',
      ofLast(({ startedAt }) => seconds(startedAt)),
    ),
    gauge(
      'kimitsu_job_last_success_timestamp_seconds',
      'End of the last run in which nothing failed.',
      ofLast(
        ({ endedAt }) => seconds(endedAt),
        ({ result }) => result === 'done',
      ),
    ),
    gauge(
      'kimitsu_job_last_result',
      'Last run: 1 done, 0 failed or stopped.',
      ofLast(({ result }) => Number(result === 'done')),
    ),
    gauge(
      'kimitsu_job_last_objects_done',
      'Objects done by the last run.',
      ofLast(({ done }) => done),
    ),
    gauge(
      'kimitsu_job_last_objects_failed',
      'Objects that failed in the last run.',
      ofLast(({ failed }) => failed),
    ),
    gauge(
      'kimitsu_schedule_last_exit_code',
      'Exit code of the last scheduled run, 0 when it was done.',
      scheduled.map((job) => ({
        labels: { job },
        value: Math.max(...outcomesOf(job).map(({ outcome }) => outcome?.exitCode ?? 0)),
      })),
    ),
    {
      name: 'kimitsu_schedule_failures_total',
      type: 'counter',
      help: 'Scheduled runs that failed.',
      samples: scheduled.map((job) => ({
        labels: { job },
        value: outcomesOf(job).reduce((sum, { failures }) => sum + failures, 0),
      })),
    },
    gauge(
      'kimitsu_schedule_last_look_timestamp_seconds',
      'When the scheduler last looked at the clock.',
      schedule?.lookedAt === undefined ? [] : [{ value: seconds(schedule.lookedAt) }],
    ),
    gauge('kimitsu_alerts_waiting', 'Alerts that were not delivered yet.', [
      { labels: { contact: '' }, value: 0 },
      ...alerts.map(({ contact, waiting }) => ({ labels: { contact }, value: waiting })),
    ]),
    gauge(
      'kimitsu_key_waiting_days',
      'Days until a key that is scheduled for deletion is gone; 0 or less: to be confirmed.',
      waitingKeys.map(({ alias, daysLeft }) => ({ labels: { key: alias }, value: daysLeft })),
    ),
  ];
}

const gauge = (name: string, help: string, samples: Metric['samples']): Metric => ({
  name,
  type: 'gauge',
  help,
  samples,
});
