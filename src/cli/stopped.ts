import { Fault } from '../base/fault.js';
import { explainFault } from './faults-ja.js';
import type { Output } from './print.js';

/**
 * Of a run that was interrupted: what stopped it beside that is told as well, since nothing else will.
 * @param code - of the Fault that says no more than that it was interrupted
 */
export function sayBeside(error: unknown, code: string, output: Output): void {
  if (error instanceof Fault && error.code !== code) output.warn(explainFault(error).trimEnd());
}
