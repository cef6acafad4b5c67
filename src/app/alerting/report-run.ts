import { FORMER_KEY } from '../../inventory/former-key.js';
import { RETURNED } from '../../inventory/returned.js';
import { DRIFT_NOTES } from '../../protect/drift.js';
import { countNoted } from '../../run/notes.js';
import type { RunSummary } from '../../run/runner.js';
import { EXPIRED } from '../expired/expired-note.js';
import type { ScheduledRunReport } from '../schedule/scheduled-jobs.js';
import { ACCESS_FINDING } from '../watch/watch-note.js';
import type { AlertEvent, Alerting } from './alerting.js';

/** What a run has found and people have to know, whoever started it. Of each run once: what follows a killed one finds the same. */
export async function raiseFindings(
  alerting: Alerting,
  { job, runId, notes }: Pick<RunSummary, 'job' | 'runId' | 'notes'>,
): Promise<void> {
  const found = (...codes: string[]): number => countNoted(notes, ...codes);
  const raise = async (event: AlertEvent, objects: number): Promise<void> => {
    if (objects > 0) await alerting.raise(event, { objects, runId }, `${event} ${runId}`);
  };
  await raise('drift-found', found(...DRIFT_NOTES));
  // Enforcement names them each night; whoever has put them there is looked for once, when they are first read.
  const returned = found(RETURNED) + (job === 'classify-records' ? found(FORMER_KEY) : 0);
  await raise('erased-returned', returned);
  await raise('access-finding', found(ACCESS_FINDING));
  await raise('expired-found', found(EXPIRED));
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
