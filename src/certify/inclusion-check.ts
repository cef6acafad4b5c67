import { createHash } from 'node:crypto';

/**
 * Root that `path` leads to from the hash of leaf `index` in a tree of `count` leaves, or undefined when a path of
 * this length cannot belong to that leaf. Written after RFC 9162 §2.1.3.2, apart from `merkle.ts`, which makes the
 * paths.
 */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  count: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 0 || index >= count) return undefined;
  let node = BigInt(index);
  let last = BigInt(count - 1);
  let root = leaf;
  for (const sibling of path) {
    if (sibling.byteLength !== 32 || last === 0n) return undefined;
    if (node % 2n === 1n || node === last) {
      root = pair(sibling, root);
      while (node % 2n === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      root = pair(root, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? root : undefined;
}

const pair = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
