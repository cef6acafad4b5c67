import { Fault } from '../../base/fault.js';
import type { RunSummary } from '../../run/runner.js';

type Told = Pick<RunSummary, 'failed' | 'faults' | 'unlisted'>;

/** Of a run that could not look into a folder of records. */
export const FOLDER_UNLISTED = 'inventory/folder-not-listed';

/** The exit code that says the worst of a run; 0 when everything was done, 1 when only a folder was not looked into. */
export function exitCodeOf({ failed, faults, unlisted }: Told): number {
  const codes = failed === 0 ? [] : faults.map(({ kind, code }) => new Fault(kind, code, '').exitCode);
  return Math.max(unlisted ? 1 : 0, ...codes);
}

/** The code that goes with `exitCodeOf`. */
export function worstCodeOf(told: Told): string | undefined {
  const worst = exitCodeOf(told);
  if (worst === 0) return undefined;
  return told.faults.find(({ kind, code }) => new Fault(kind, code, '').exitCode === worst)?.code ?? FOLDER_UNLISTED;
}
