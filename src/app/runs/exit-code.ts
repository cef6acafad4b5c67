import { Fault } from '../../base/fault.js';
import type { RunSummary } from '../../run/runner.js';

/** The exit code that says the worst of a run; 0 when everything was done. */
export function exitCodeOf({ failed, faults }: Pick<RunSummary, 'failed' | 'faults'>): number {
  if (failed === 0) return 0;
  return Math.max(...faults.map(({ kind, code }) => new Fault(kind, code, '').exitCode));
}

/** The code that goes with `exitCodeOf`. */
export function worstCodeOf({ failed, faults }: Pick<RunSummary, 'failed' | 'faults'>): string | undefined {
  if (failed === 0) return undefined;
  const worst = exitCodeOf({ failed, faults });
  return faults.find(({ kind, code }) => new Fault(kind, code, '').exitCode === worst)?.code;
}
