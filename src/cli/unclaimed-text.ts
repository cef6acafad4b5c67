import type { UnclaimedFiles } from '../run/unclaimed.js';
import { faultText } from './faults-ja.js';
import type { Output } from './print.js';

/** Of files that no run classifies, encrypts or erases. */
export const FILES_UNCLAIMED = 'store/unclaimed-files';

/** What a run has passed over because it is no system's; it changes nothing of the exit code. */
export function warnOfUnclaimed(unclaimed: UnclaimedFiles | undefined, output: Output): void {
  if (!unclaimed || unclaimed.count === 0) return;
  const { message, remedy } = faultText({ code: FILES_UNCLAIMED, kind: 'conflict' });
  output.warn(`  ${unclaimedText(unclaimed)} [${FILES_UNCLAIMED}] ${message} → ${remedy}`);
}

/** `3件（./、PBX/）` */
export function unclaimedText({ count, atLeast, folders }: UnclaimedFiles): string {
  return `${count.toLocaleString('ja-JP')}件${atLeast ? '以上' : ''}（${folders.join('、')}）`;
}
