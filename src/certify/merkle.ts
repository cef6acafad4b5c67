import { hash } from 'node:crypto';

/** RFC 6962 §2.1 Merkle tree hashing with SHA-256. Hashes are 32 bytes. */

const LEAF = 0x00;
const NODE = 0x01;

/** Root of the tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer');

export function leafHash(data: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(data.byteLength + 1);
  input[0] = LEAF;
  input.set(data, 1);
  return hash('sha256', input, 'buffer');
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(65);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 33);
  return hash('sha256', input, 'buffer');
}

/** Root of leaves that come one by one; holds at most one hash per level of the tree, 53 in all. */
export class StreamingRoot {
  /** Roots of complete subtrees, largest first; sizes are the powers of two in `count`. */
  readonly #peaks: Uint8Array[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** @param leaf - hash of the next leaf, from `leafHash` */
  add(leaf: Uint8Array): void {
    let peak = leaf;
    // Each trailing one of the count is a complete subtree as large as the one in hand.
    for (let rest = this.#count; rest % 2 === 1; rest = Math.floor(rest / 2)) peak = nodeHash(this.#peaks.pop()!, peak);
    this.#peaks.push(peak);
    this.#count++;
  }

  /** Root so far; more leaves may follow. */
  root(): Uint8Array {
    let root = this.#peaks.at(-1);
    if (!root) return EMPTY_ROOT;
    for (let at = this.#peaks.length - 2; at >= 0; at--) root = nodeHash(this.#peaks[at]!, root);
    return root;
  }
}

/**
 * Audit path of leaf `index` (from 0), nearest sibling first (RFC 6962 §2.1.1). Reads the leaf hashes once, in order,
 * and holds a few hashes per level.
 *
 * @throws {RangeError} when `index` is not below `count`, or `leaves` does not give exactly `count`
 */
export async function inclusionPath(
  leaves: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  index: number,
  count: number,
): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= count) throw new RangeError('no such leaf');
  const siblings = siblingRanges(index, count).map((range) => ({ ...range, tree: new StreamingRoot() }));
  const inOrder = [...siblings].sort((a, b) => a.start - b.start);
  let at = 0;
  let current = 0;
  for await (const leaf of leaves) {
    while (current < inOrder.length && at >= inOrder[current]!.end) current++;
    const range = inOrder[current];
    if (range && at >= range.start) range.tree.add(leaf);
    at++;
  }
  if (at !== count) throw new RangeError(`expected ${count} leaves, got ${at}`);
  return siblings.map(({ tree }) => tree.root());
}

/** Leaves under each sibling on the way from the leaf up to the root; `end` is exclusive. */
function siblingRanges(index: number, count: number): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let start = 0;
  let end = count;
  while (end - start > 1) {
    const split = start + largestPowerOfTwoBelow(end - start);
    if (index < split) {
      ranges.push({ start: split, end });
      end = split;
    } else {
      ranges.push({ start, end: split });
      start = split;
    }
  }
  return ranges.reverse();
}

function largestPowerOfTwoBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
