import { BATCH } from '../../run/runner.js';
import type { RunningProgress } from './progress-file.js';
import type { RunRecord } from './run-record.js';

/** Finished and not recorded: a batch that is being recorded, and what comes meanwhile. Such items are done again. */
const NOT_RECORDED = 2 * BATCH;

/** What is known of a run whose process was ended: how far it was when it last noted its progress, at least. */
export function interruptedRun(left: RunningProgress): RunRecord {
  const { runId, job, actor = '', scheduledFor, startedAt, updatedAt, planned, finished, failed = 0 } = left;
  return {
    job,
    runId,
    actor,
    ...(scheduledFor === undefined ? {} : { scheduledFor }),
    startedAt,
    endedAt: updatedAt,
    planned,
    done: Math.max(0, finished - failed - NOT_RECORDED),
    failed,
    stopped: false,
    faults: [],
    notes: [],
    result: 'interrupted',
  };
}
