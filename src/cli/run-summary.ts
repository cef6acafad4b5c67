import { exitCodeOf } from '../app/runs/exit-code.js';
import { Fault } from '../base/fault.js';
import type { RunSummary } from '../run/runner.js';
import { faultText } from './faults-ja.js';
import type { Output } from './print.js';

/** What went wrong in a run or has to be known of it, one line per code, and the exit code that says the worst of it. */
export function reportRun(summary: RunSummary, output: Output): number {
  const say = (code: string, count: number, { message, remedy }: ReturnType<typeof faultText>) =>
    output.warn(`  ${count.toLocaleString('ja-JP')}件 [${code}] ${message}${remedy === '' ? '' : ` → ${remedy}`}`);
  for (const { kind, code, count, hint } of summary.faults) {
    say(code, count, faultText(new Fault(kind, code, code, {}, hint === undefined ? {} : { hint })));
  }
  for (const { code, count } of summary.notes) say(code, count, faultText({ code, kind: 'conflict' }));
  return exitCodeOf(summary);
}
