import type { DigitGroup } from '../../src/text/digit-groups.js';

/** Position of the first of the groups that does not begin before `from`; their number where none does. */
export function groupFrom(groups: readonly DigitGroup[], from: number): number {
  let [low, high] = [0, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groups[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
