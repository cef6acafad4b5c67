import { randomId } from '../../base/ids.js';
import type { FaultCount, RunSummary } from '../../run/runner.js';
import type { RunRequest } from '../run-options.js';
import { recordedRun } from '../runs/recorded-run.js';
import type { Workspace } from '../workspace.js';
import { watchAccess } from './watch-access.js';
import { ACCESS_FINDING } from './watch-note.js';

/** B2-3-2: as `watchAccess`, recorded as one run, so that the schedule can start it and alerts go out for what is new. */
export function recordWatch(workspace: Workspace, request: RunRequest = {}): Promise<RunSummary> {
  const { clock } = workspace.ports;
  return recordedRun(workspace, 'watch-access', request, async (recorded) => {
    const startedAt = clock.now().toISOString();
    const { fresh, grown, runs } = await watchAccess(workspace, {
      ...(recorded.signal ? { signal: recorded.signal } : {}),
      ...(recorded.onProgress ? { onProgress: recorded.onProgress } : {}),
    });
    const sum = (member: 'planned' | 'done' | 'failed'): number => runs.reduce((total, run) => total + run[member], 0);
    const found = fresh.length + grown.length;
    return {
      job: 'watch-access',
      runId: randomId('run'),
      startedAt,
      endedAt: clock.now().toISOString(),
      planned: sum('planned'),
      done: sum('done'),
      failed: sum('failed'),
      stopped: runs.some(({ stopped }) => stopped),
      faults: runs.flatMap(({ faults }): FaultCount[] => faults),
      notes: found > 0 ? [{ code: ACCESS_FINDING, count: found }] : [],
    };
  });
}
