import { join, resolve } from 'node:path';
import { lockWorkspace } from '../../adapters/sql/process-lock.js';
import { type Clock, systemClock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import type { Config } from '../../config/schema.js';
import { Alerting } from '../alerting/alerting.js';
import { raiseFailure } from '../alerting/report-run.js';
import { serveMetrics } from '../metrics/metrics-server.js';
import { acceptedSettings } from './accepted-settings.js';
import { housekeeping } from './housekeeping.js';
import { type Outcome, openScheduleState } from './schedule-state.js';
import { runScheduledJob } from './scheduled-jobs.js';
import { Scheduler, type SchedulerEvent } from './scheduler.js';
import { systemTimer, type Timer } from './timer.js';
import { Timetable } from './timetable.js';

export interface ScheduleRequest {
  signal: AbortSignal;
  logger: Logger;
  clock?: Clock;
  timer?: Timer;
  /** Where metrics are served; nowhere when absent. */
  metricsPort?: number;
}

/** The timetable of a workspace. @throws {Fault} usage `schedule/empty` */
export function timetableOf({ schedule, service }: Pick<Config, 'schedule' | 'service'>): Timetable {
  if (schedule.length === 0)
    throw new Fault(
      'usage',
      'schedule/empty',
      'the configuration has no schedule',
      {},
      { hint: 'add lines to schedule in kimitsu.yaml' },
    );
  return new Timetable(schedule, service.id);
}

/** Starts jobs at their times until `signal` aborts. @throws {Fault} as `openScheduler` */
export async function runSchedule(dir: string, request: ScheduleRequest): Promise<void> {
  const { scheduler, close } = await openScheduler(dir, request);
  try {
    const { metricsPort: port, clock = systemClock, logger, signal } = request;
    const metrics = port === undefined ? undefined : await serveMetrics(dir, port, clock, logger);
    if (metrics) logger.info({ port: metrics.port }, 'metrics are served');
    const stopping = (): void => logger.info({}, 'asked to stop');
    signal.addEventListener('abort', stopping, { once: true });
    await scheduler.runUntil(signal).finally(() => metrics?.close());
    logger.info({}, 'stopped');
  } finally {
    close();
  }
}

/** Runs what is due and ends. @throws {Fault} as `openScheduler` */
export async function runDue(dir: string, request: ScheduleRequest): Promise<Outcome[]> {
  const { scheduler, close } = await openScheduler(dir, request);
  try {
    return await scheduler.runOnce(request.signal);
  } finally {
    close();
  }
}

/**
 * @throws {Fault} usage `schedule/empty`, conflict `schedule/already-running`, integrity `schedule/state-unreadable`; as
 *   `acceptedSettings`
 */
async function openScheduler(
  given: string,
  { signal, logger, clock = systemClock, timer = systemTimer }: ScheduleRequest,
): Promise<{ scheduler: Scheduler; close(): void }> {
  const dir = resolve(given);
  const config = await acceptedSettings(dir, clock, logger);
  const timetable = timetableOf(config);
  const unlock = lockScheduler(dir);
  try {
    const state = await openScheduleState(dir);
    const alerting = new Alerting({ dir, config, clock, logger, timer });
    const scheduler = new Scheduler({
      timetable,
      state,
      clock,
      timer,
      tell(event) {
        log(event, logger);
        if (event.type === 'skipped' && event.reason === 'schedule/cut-off-twice')
          void alerting.raise('run-failed', { job: event.job, code: event.reason, exitCode: 1 });
      },
      async run({ entryId, job, scheduledFor }) {
        const distributed = timetable.entry(entryId)?.distributed ?? false;
        const report = await runScheduledJob({ dir, job, scheduledFor, distributed, signal, clock, timer, logger });
        await raiseFailure(alerting, job, report);
        await alerting.deliver();
        return report.ended;
      },
      housekeeping: housekeeping({ dir, alerting, clock, logger }),
    });
    return { scheduler, close: unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The operating system gives the lock back however the process ends. */
function lockScheduler(dir: string): () => void {
  try {
    return lockWorkspace(join(dir, 'run', 'scheduler.sqlite'), 'exclusive');
  } catch (cause) {
    if (!(cause instanceof Fault && cause.code === 'workspace/busy')) throw cause;
    throw new Fault(
      'conflict',
      'schedule/already-running',
      'another scheduler is at work in this workspace',
      {},
      { cause, hint: 'one scheduler per workspace: either the service, or a timer with --once' },
    );
  }
}

function log(event: SchedulerEvent, logger: Logger): void {
  if (event.type === 'started') {
    const { job, scheduledFor, missed } = event;
    logger.info({ job, scheduledFor, missed }, 'job started');
  } else if (event.type === 'skipped') {
    const { job, scheduledFor, reason } = event;
    logger.warn({ job, scheduledFor, code: reason }, 'job skipped');
  } else {
    const { job, result, exitCode, code, startedAt, endedAt } = event.outcome;
    const line = result === 'failed' ? logger.error : logger.info;
    line({ job, result, exitCode, code, startedAt, endedAt }, 'job ended');
  }
}
