import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootFromPath } from '../../src/certify/inclusion-check.js';
import { EMPTY_ROOT, inclusionPath, leafHash, nodeHash, StreamingRoot } from '../../src/certify/merkle.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Leaves and roots of the reference tree of Certificate Transparency (google/certificate-transparency, merkle_tree_test). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (leaf) => leafHash(Buffer.from(leaf, 'hex')),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Inclusion proofs of the same reference: [leaf, tree size, path]. */
const PATHS: [number, number, string[]][] = [
  [0, 1, []],
  [0, 2, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7']],
  [1, 2, ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d']],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
];

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = new StreamingRoot();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The definition of RFC 6962 §2.1, word by word. */
function definition(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeHash(definition(leaves.slice(0, split)), definition(leaves.slice(split)));
}

describe('RFC 6962 tree', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('reference root of %i leaves', (size, root) =>
    expect(hex(rootOf(LEAVES.slice(0, size)))).toBe(root),
  );

  it('streaming root is that of the definition for every size to 70', () => {
    const leaves = Array.from({ length: 70 }, (_, n) => leafHash(Buffer.from([n])));
    for (let size = 0; size <= leaves.length; size++) {
      expect(hex(rootOf(leaves.slice(0, size)))).toBe(hex(definition(leaves.slice(0, size))));
    }
  });

  it.each(PATHS)('reference path of leaf %i of %i', async (index, size, path) => {
    expect((await inclusionPath(LEAVES.slice(0, size), index, size)).map(hex)).toEqual(path);
    const proven = rootFromPath(
      LEAVES[index]!,
      index,
      size,
      path.map((node) => Buffer.from(node, 'hex')),
    );
    expect(hex(proven!)).toBe(ROOTS[size]);
  });

  it('does not take two trees of different leaves for one: a repeated last leaf changes the root', () => {
    const [a, b, c] = LEAVES;
    expect(hex(rootOf([a!, b!, c!]))).not.toBe(hex(rootOf([a!, b!, c!, c!])));
  });

  it('path of every leaf leads to the root, and no changed path, index or count does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), async (size, pick, damage) => {
        const leaves = Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));
        const index = pick % size;
        const path = await inclusionPath(leaves, index, size);
        const root = hex(rootOf(leaves));
        const proves = (leaf: Uint8Array, at: number, count: number, nodes: readonly Uint8Array[]) => {
          const reached = rootFromPath(leaf, at, count, nodes);
          return reached !== undefined && hex(reached) === root;
        };
        expect(proves(leaves[index]!, index, size, path)).toBe(true);
        expect(proves(leafHash(Buffer.from('another')), index, size, path)).toBe(false);
        expect(proves(leaves[index]!, index, size, [...path, leaves[0]!])).toBe(false);
        expect(proves(leaves[index]!, size, size, path)).toBe(false);
        expect(proves(leaves[index]!, -1, size, path)).toBe(false);
        if (size > 1) {
          expect(proves(leaves[index]!, (index + 1) % size, size, path)).toBe(false);
          expect(proves(leaves[index]!, index, size, path.slice(1))).toBe(false);
          const damaged = path.map((node) => Uint8Array.from(node));
          damaged[damage % path.length]![damage % 32]! ^= 1 << (damage % 8);
          expect(proves(leaves[index]!, index, size, damaged)).toBe(false);
        }
      }),
      { numRuns: 150, seed: 6962 },
    );
  });

  it('refuses a leaf that is not there and a count that is not true', async () => {
    await expect(inclusionPath(LEAVES, 8, 8)).rejects.toThrow(RangeError);
    await expect(inclusionPath(LEAVES, -1, 8)).rejects.toThrow(RangeError);
    await expect(inclusionPath(LEAVES, 0, 9)).rejects.toThrow('expected 9 leaves');
    await expect(inclusionPath(LEAVES, 0, 7)).rejects.toThrow('expected 7 leaves');
  });
});
