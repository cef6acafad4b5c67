import { enforceEncryption } from '../../jobs/enforce-encryption.js';
import { type RunSummary, runJob } from '../run/runner.js';
import { type RunRequest, runOptions } from './run-options.js';
import type { Workspace } from './workspace.js';

export interface Enforced {
  summary: RunSummary;
  /** Objects left alone because their level is not known yet. */
  notClassified: number;
}

/** Brings stored objects to the encryption that their level asks for. */
export async function enforce(workspace: Workspace, request: RunRequest = {}): Promise<Enforced> {
  const input = request.system === undefined ? {} : { system: request.system };
  const summary = await runJob(enforceEncryption, input, workspace.ports, runOptions(workspace, request));
  const inventory = await workspace.ports.catalog.inventory();
  const notClassified = inventory
    .filter(({ state, system }) => state === 'found' && (request.system ?? system) === system)
    .reduce((sum, { objects }) => sum + objects, 0);
  return { summary, notClassified };
}
