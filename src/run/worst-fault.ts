import type { FaultKind } from '../base/fault.js';
import type { FaultCount } from './runner.js';

/** Gravest first. What nobody has foreseen comes last: beside it, a refusal says what there is to do. */
const GRAVITY: readonly FaultKind[] = ['integrity', 'denied', 'usage', 'conflict', 'unavailable', 'bug'];

/** The one of a run's faults that stands for all of them when the run as a whole has failed. */
export function worstFault(faults: readonly FaultCount[]): FaultCount | undefined {
  return [...faults].sort((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind))[0];
}
