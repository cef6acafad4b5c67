import type { Clock } from '../../base/clock.js';
import { asFault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import type { ScheduledJob } from '../../config/schedule.js';
import type { RunSummary } from '../../run/runner.js';
import { classify } from '../classify.js';
import { enforce } from '../enforce.js';
import { recordExpired } from '../expired/record-expired.js';
import { rotateOnSchedule } from '../keys/rotate.js';
import type { DistributableRequest } from '../run-options.js';
import { exitCodeOf, worstCodeOf } from '../runs/exit-code.js';
import { recordWatch } from '../watch/record-watch.js';
import { type Workspace, withWorkspace } from '../workspace.js';
import type { Ended } from './scheduler.js';
import type { Timer } from './timer.js';

type RunJob = (workspace: Workspace, request: DistributableRequest) => Promise<RunSummary>;

/** What each job of the schedule does. A new one is its name in the configuration's schema and its line here. */
const JOBS: Readonly<Record<ScheduledJob, RunJob>> = {
  classify,
  enforce: async (workspace, request) => (await enforce(workspace, request)).summary,
  'find-expired': async (workspace, request) => (await recordExpired(workspace, request)).summary,
  'watch-access': recordWatch,
  'rotate-keys': rotateOnSchedule,
};

export interface ScheduledRun {
  dir: string;
  job: ScheduledJob;
  scheduledFor: Date;
  /** Shared with every worker: the workspace is then not for this process alone. */
  distributed: boolean;
  signal: AbortSignal;
  clock: Clock;
  timer: Timer;
  logger: Logger;
}

/** How a run went, for those who are told of it. */
export interface ScheduledRunReport {
  ended: Ended;
  /** Absent when it ended before its end. */
  summary?: RunSummary;
}

const BUSY_PAUSE_MS = 60_000;
const BUSY_ATTEMPTS = 30;

/** Runs one job as `job:<name>`. Never throws. While a person works on the workspace it waits, up to half an hour. */
export async function runScheduledJob(run: ScheduledRun): Promise<ScheduledRunReport> {
  const { dir, job, scheduledFor, distributed, signal, clock, timer, logger } = run;
  const lock = distributed ? 'shared' : 'exclusive';
  for (let attempt = 1; ; attempt++) {
    try {
      const options = {
        detector: job === 'classify' || distributed,
        lock,
        actor: `job:${job}`,
        clock,
        logger,
      } as const;
      const summary = await withWorkspace(dir, options, (workspace) =>
        JOBS[job](workspace, { signal, scheduledFor, distributed }),
      );
      return { ended: endedBy(summary), summary };
    } catch (error) {
      const { kind, code, exitCode, message } = asFault(error);
      if (signal.aborted) return { ended: { result: 'stopped', exitCode: 0 } };
      if (code !== 'workspace/busy' || attempt >= BUSY_ATTEMPTS) {
        logger.error({ job, kind, code }, message);
        return { ended: { result: 'failed', exitCode, code } };
      }
      logger.warn({ job, code, attempt }, 'the workspace is in use; waiting');
      await timer.wait(BUSY_PAUSE_MS, signal);
    }
  }
}

function endedBy(summary: RunSummary): Ended {
  if (summary.stopped) return { result: 'stopped', exitCode: 0 };
  const code = worstCodeOf(summary);
  if (code === undefined) return { result: 'done', exitCode: 0 };
  return { result: 'failed', exitCode: exitCodeOf(summary), code };
}
