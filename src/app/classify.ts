import { classifyRecords } from '../../jobs/classify-records.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { type RunRequest, runOptions } from './run-options.js';
import { recordedRun } from './runs/recorded-run.js';
import type { Workspace } from './workspace.js';

/** Classifies what is new or changed. */
export function classify(workspace: Workspace, request: RunRequest = {}): Promise<RunSummary> {
  const input = request.system === undefined ? {} : { system: request.system };
  return recordedRun(workspace, 'classify', request, (recorded) =>
    runJob(classifyRecords, input, workspace.ports, runOptions(workspace, recorded)),
  );
}
