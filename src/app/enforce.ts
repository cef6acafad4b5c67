import { enforceEncryption } from '../../jobs/enforce-encryption.js';
import { FORMER_KEY } from '../inventory/former-key.js';
import { DRIFT_NOTES } from '../protect/drift.js';
import { countNoted } from '../run/notes.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { type DistributableRequest, runOptions } from './run-options.js';
import { recordedRun } from './runs/recorded-run.js';
import type { Workspace } from './workspace.js';

export interface Enforced {
  summary: RunSummary;
  /** Objects left alone because their level is not known yet. */
  notClassified: number;
  /** Objects whose protection somebody else had changed, and that have it again; of damaged ones only what is left. */
  drifted: number;
  /** Objects looked at and left as they are: ciphertext of what was erased, put back, which no key opens. */
  leftUnopened: number;
}

export interface EnforceRequest extends DistributableRequest {
  /** Asks the store about every object, also where its listing shows no change. */
  verifyAll?: boolean;
}

/** Brings stored objects to the encryption that their level asks for. */
export async function enforce(workspace: Workspace, request: EnforceRequest = {}): Promise<Enforced> {
  const { system, verifyAll = false } = request;
  const input = { ...(system === undefined ? {} : { system }), everyObject: verifyAll };
  const summary = await recordedRun(workspace, 'enforce', request, async (recorded) => {
    if (!request.distributed) return runJob(enforceEncryption, input, workspace.ports, runOptions(workspace, recorded));
    const { runDistributed } = await import('./distribute/run-distributed.js');
    return runDistributed('enforce-encryption', workspace, { ...recorded, everyObject: verifyAll });
  });
  const inventory = await workspace.ports.catalog.inventory();
  const notClassified = inventory
    .filter((line) => line.state === 'found' && (system ?? line.system) === line.system)
    .reduce((sum, { objects }) => sum + objects, 0);
  return {
    summary,
    notClassified,
    drifted: countNoted(summary.notes, ...DRIFT_NOTES),
    leftUnopened: countNoted(summary.notes, FORMER_KEY),
  };
}
