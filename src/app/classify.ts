import { classifyRecords } from '../../jobs/classify-records.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { type RunRequest, runOptions } from './run-options.js';
import type { Workspace } from './workspace.js';

/** Classifies what is new or changed. */
export function classify(workspace: Workspace, request: RunRequest = {}): Promise<RunSummary> {
  const input = request.system === undefined ? {} : { system: request.system };
  return runJob(classifyRecords, input, workspace.ports, runOptions(workspace, request));
}
