import { exitCodeOf, FOLDER_UNLISTED } from '../app/runs/exit-code.js';
import { Fault } from '../base/fault.js';
import type { RunSummary } from '../run/runner.js';
import type { UnlistedFolders } from '../run/unlisted.js';
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
  if (summary.unlisted) {
    say(FOLDER_UNLISTED, summary.unlisted.count, faultText({ code: FOLDER_UNLISTED, kind: 'denied' }));
    output.warn(`    ${unlistedText(summary.unlisted)}`);
  }
  return exitCodeOf(summary);
}

/** `pbx/●●●/ ほか3か所（伏せ字）` */
export function unlistedText({ count, folders }: UnlistedFolders): string {
  const more = count - folders.length;
  const rest = more > 0 ? `ほか${more.toLocaleString('ja-JP')}か所` : '';
  return `${[...folders, ...(rest === '' ? [] : [rest])].join('、')}（伏せ字）`;
}
