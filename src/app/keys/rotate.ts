import { rotateKeys as rotateKeysJob } from '../../../jobs/rotate-keys.js';
import { Fault } from '../../base/fault.js';
import { LEVELS, type Level } from '../../base/level.js';
import { levelKeyAlias } from '../../protect/level-keys.js';
import { type FaultCount, type RunSummary, runJob } from '../../run/runner.js';
import { type RunRequest, runOptions } from '../run-options.js';
import { recordedRun } from '../runs/recorded-run.js';
import type { Workspace } from '../workspace.js';
import { type RotatedLevel, rotateLevel } from './rotate-level.js';

export interface RotateRequest extends Pick<RunRequest, 'signal' | 'onProgress'> {
  /** All levels that have a key when absent. */
  level?: Level;
  /** Leave the keys of the key service as they are. */
  rewrapOnly?: boolean;
}

export interface RotatedKeys {
  rotated: RotatedLevel[];
  /** Keys with imported material of which none waits: they go on with what they have. */
  withoutMaterial: string[];
  /** The wrapping of unit keys anew. */
  summary: RunSummary;
}

/**
 * Gives the keys of the key service new material and wraps every unit key with it (B2-4-2). Asked for one level, its key
 * has to be there and rotate. Where one of several keys fails, unit keys are wrapped anew all the same: what was rotated
 * must not have to be rotated again for that.
 *
 * @throws the first failure of a key, after the run
 */
export async function rotateKeys(workspace: Workspace, request: RotateRequest = {}): Promise<RotatedKeys> {
  const { level, rewrapOnly = false } = request;
  const rotated: RotatedKeys['rotated'] = [];
  const withoutMaterial: string[] = [];
  const failures: unknown[] = [];
  for (const each of rewrapOnly ? [] : level === undefined ? LEVELS : [level]) {
    try {
      const done = await rotateLevel(workspace, each);
      if (done) rotated.push(done);
      else if (level !== undefined)
        throw new Fault('usage', 'keys/not-found', 'there is no key for this level', { level });
    } catch (error) {
      if (level !== undefined) throw error;
      if (error instanceof Fault && error.code === 'keys/nothing-to-rotate-to')
        withoutMaterial.push(levelKeyAlias(workspace.config.service.id, each));
      else failures.push(error);
    }
  }
  const input = level === undefined ? {} : { level };
  const summary = await runJob(rotateKeysJob, input, workspace.ports, runOptions(workspace, request));
  if (failures.length > 0) throw failures[0];
  return { rotated, withoutMaterial, summary };
}

/** As the job of a schedule: a key that could not rotate since no imported material waits is a failure to be told of. */
export function rotateOnSchedule(workspace: Workspace, request: RunRequest): Promise<RunSummary> {
  return recordedRun(workspace, 'rotate-keys', request, async (recorded) => {
    const { withoutMaterial, summary } = await rotateKeys(workspace, recorded);
    const count = withoutMaterial.length;
    if (count === 0) return summary;
    const hint = 'import material for the keys with kimitsu keys import, then rotate them by hand';
    const fault: FaultCount = { kind: 'conflict', code: 'keys/nothing-to-rotate-to', count, hint };
    return { ...summary, failed: summary.failed + count, faults: [...summary.faults, fault] };
  });
}
