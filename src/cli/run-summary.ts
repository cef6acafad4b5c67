import { Fault } from '../base/fault.js';
import type { RunSummary } from '../run/runner.js';
import { faultText } from './faults-ja.js';
import type { Output } from './print.js';

/** What went wrong in a run, one line per code, and the exit code that says the worst of it. */
export function reportRun(summary: RunSummary, output: Output): number {
  for (const { kind, code, count, hint } of summary.faults) {
    const { message, remedy } = faultText(new Fault(kind, code, code, {}, hint === undefined ? {} : { hint }));
    output.warn(`  ${count.toLocaleString('ja-JP')}件 [${code}] ${message}${remedy === '' ? '' : ` → ${remedy}`}`);
  }
  if (summary.failed === 0) return 0;
  return Math.max(...summary.faults.map(({ kind, code }) => new Fault(kind, code, '').exitCode));
}
