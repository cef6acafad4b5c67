import { findUnclaimed, type Unclaimed } from '../app/ownership/unclaimed.js';
import type { Workspace } from '../app/workspace.js';
import { faultText } from './faults-ja.js';
import type { Output } from './print.js';

/** What a run has passed over because it is no system's; it changes nothing of the exit code. */
export async function warnOfUnclaimed({ dir, config, ports }: Workspace, output: Output): Promise<Unclaimed> {
  const { catalog, actor } = ports;
  const unclaimed = await findUnclaimed({ dir, config, catalog, actor });
  if (unclaimed.count === 0) return unclaimed;
  const { message, remedy } = faultText({ code: 'store/unclaimed-files', kind: 'conflict' });
  output.warn(`  ${unclaimedText(unclaimed)} [store/unclaimed-files] ${message} → ${remedy}`);
  return unclaimed;
}

/** `3件（./、PBX/）` */
function unclaimedText({ count, atLeast, folders }: Unclaimed): string {
  return `${count.toLocaleString('ja-JP')}件${atLeast ? '以上' : ''}（${folders.join('、')}）`;
}
