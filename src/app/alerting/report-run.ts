import { FORMER_KEY } from '../../inventory/former-key.js';
import { RETURNED } from '../../inventory/returned.js';
import type { RunSummary } from '../../run/runner.js';
import { EXPIRED } from '../expired/expired-note.js';
import type { ScheduledRunReport } from '../schedule/scheduled-jobs.js';
import { ACCESS_FINDING } from '../watch/watch-note.js';
import type { Alerting } from './alerting.js';

/** What a run has found and people have to know, whoever started it. */
export async function raiseFindings(
  alerting: Alerting,
  { job, runId, notes }: Pick<RunSummary, 'job' | 'runId' | 'notes'>,
): Promise<void> {
  const found = (code: string): number => notes.find((note) => note.code === code)?.count ?? 0;
  const drifted = found('enforce/drifted');
  if (drifted > 0) await alerting.raise('drift-found', { objects: drifted, runId });
  // Enforcement names them each night; whoever has put them there is looked for once, when they are first read.
  const returned = found(RETURNED) + (job === 'classify-records' ? found(FORMER_KEY) : 0);
  if (returned > 0) await alerting.raise('erased-returned', { objects: returned, runId });
  const expired = found(EXPIRED);
  const accesses = found(ACCESS_FINDING);
  if (accesses > 0) await alerting.raise('access-finding', { objects: accesses, runId });
  if (expired > 0) await alerting.raise('expired-found', { objects: expired, runId });
}

/** B3-2-1: that files lie where the records are which no run classifies or encrypts. */
export async function raiseUnclaimed(alerting: Alerting, { runId, unclaimed }: RunSummary): Promise<void> {
  if (unclaimed) await alerting.raise('unclaimed-found', { objects: unclaimed.count, runId });
}

/** That nobody saw it fail: only of runs that the schedule started. */
export async function raiseFailure(
  alerting: Alerting,
  job: string,
  { ended: { result, code, exitCode }, summary }: ScheduledRunReport,
): Promise<void> {
  if (result !== 'failed') return;
  const counts = summary ? { failed: summary.failed, runId: summary.runId } : {};
  await alerting.raise('run-failed', { job, code: code ?? 'unknown', exitCode, ...counts });
}
