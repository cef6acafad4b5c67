import type { FaultKind } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';
import type { RunSummary } from '../../run/runner.js';

/** One run of a job as the catalogue keeps it. Counts and codes only, nothing personal. */
export interface RunRecord extends RunSummary {
  /** `operator:…` or `job:…`. */
  actor: string;
  /** What the schedule asked for; absent where a person started it. */
  scheduledFor?: string;
  /** `interrupted`: its process was ended before it could record anything; `done` is then the least it can have done. */
  result: 'done' | 'failed' | 'stopped' | 'interrupted';
  /** What ended it before its end. */
  failure?: { kind: FaultKind; code: string };
}

/** Runs kept of each job. */
export const RUNS_KEPT = 50;

/** Adds a run to those of its job, of which the last `RUNS_KEPT` stay. One process at a time: its caller has the lock. */
export async function saveRun(catalog: Catalog, run: RunRecord): Promise<void> {
  const runs = [...(await runsOf(catalog, run.job)), run].slice(-RUNS_KEPT);
  const { actor, job, runId, result, done, failed } = run;
  const body = JSON.parse(JSON.stringify({ runs }));
  await catalog.saveDocument({ kind: 'run', id: job, parentId: undefined, body }, [
    { actor, action: 'run.ended', subject: runId, detail: { job, result, done, failed } },
  ]);
}

/** Whether a run whose progress was left behind is on record: its process was killed only afterwards. */
export async function isRecorded(catalog: Catalog, { job, runId }: Pick<RunRecord, 'job' | 'runId'>): Promise<boolean> {
  return (await runsOf(catalog, job)).some((run) => run.runId === runId);
}

/** Runs of one job, or of all, oldest first. */
export async function runsOf(catalog: Catalog, job?: string): Promise<RunRecord[]> {
  const stored = job === undefined ? await catalog.documents('run') : [await catalog.document('run', job)];
  return stored
    .flatMap((document) => (document?.body as unknown as { runs: RunRecord[] } | undefined)?.runs ?? [])
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}
