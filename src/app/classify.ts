import { classifyRecords } from '../../jobs/classify-records.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { runDistributed } from './distribute/run-distributed.js';
import { type DistributableRequest, runOptions } from './run-options.js';
import type { Workspace } from './workspace.js';

/** Classifies what is new or changed. */
export function classify(workspace: Workspace, request: DistributableRequest = {}): Promise<RunSummary> {
  if (request.distributed) return runDistributed('classify-records', workspace, request);
  const input = request.system === undefined ? {} : { system: request.system };
  return runJob(classifyRecords, input, workspace.ports, runOptions(workspace, request));
}
