import { classifyRecords } from '../../jobs/classify-records.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { type DistributableRequest, runOptions } from './run-options.js';
import { recordedRun } from './runs/recorded-run.js';
import type { Workspace } from './workspace.js';

/** Classifies what is new or changed. */
export async function classify(workspace: Workspace, request: DistributableRequest = {}): Promise<RunSummary> {
  if (request.distributed) {
    // Loaded when asked for: queue and driver would cost every command its start.
    const { runDistributed } = await import('./distribute/run-distributed.js');
    return recordedRun(workspace, 'classify', request, (recorded) =>
      runDistributed('classify-records', workspace, recorded),
    );
  }
  const input = request.system === undefined ? {} : { system: request.system };
  return recordedRun(workspace, 'classify', request, (recorded) =>
    runJob(classifyRecords, input, workspace.ports, runOptions(workspace, recorded)),
  );
}
