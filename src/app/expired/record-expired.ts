import { randomId } from '../../base/ids.js';
import type { RunSummary } from '../../run/runner.js';
import type { RunRequest } from '../run-options.js';
import { recordedRun } from '../runs/recorded-run.js';
import type { Workspace } from '../workspace.js';
import { EXPIRED } from './expired-note.js';
import type { Expired } from './expired-tally.js';
import { findExpired } from './find-expired.js';

/** As `findExpired`, recorded as a run. */
export async function recordExpired(
  workspace: Workspace,
  request: RunRequest = {},
): Promise<{ expired: Expired; summary: RunSummary }> {
  const { clock } = workspace.ports;
  let expired: Expired = { asOf: '', lines: [], examined: 0, withoutRule: 0 };
  const summary = await recordedRun(workspace, 'find-expired', request, async (recorded) => {
    const startedAt = clock.now().toISOString();
    expired = await findExpired(workspace.ports, recorded);
    const count = expired.lines.reduce((sum, { objects, held }) => sum + objects - held, 0);
    return {
      job: 'find-expired',
      runId: randomId('run'),
      startedAt,
      endedAt: clock.now().toISOString(),
      planned: expired.examined,
      done: expired.examined,
      failed: 0,
      stopped: request.signal?.aborted ?? false,
      faults: [],
      notes: count > 0 ? [{ code: EXPIRED, count }] : [],
    };
  });
  return { expired, summary };
}
