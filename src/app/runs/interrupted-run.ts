import { randomId } from '../../base/ids.js';
import type { RunningProgress } from './progress-file.js';
import type { RunRecord } from './run-record.js';

/** What is known of a run whose process was ended: how far it was when it last noted its progress. */
export function interruptedRun(left: RunningProgress): RunRecord {
  const { runId = randomId('run'), job, actor = '', scheduledFor, startedAt, updatedAt, planned, finished } = left;
  const { failed = 0 } = left;
  return {
    job,
    runId,
    actor,
    ...(scheduledFor === undefined ? {} : { scheduledFor }),
    startedAt,
    endedAt: updatedAt,
    planned,
    done: finished - failed,
    failed,
    stopped: false,
    faults: [],
    notes: [],
    result: 'interrupted',
  };
}
