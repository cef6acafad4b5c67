import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Tree, TreeModel, writtenTrees } from '../../../src/classify/learned/tree-model.js';

const FEATURES = 4;
const value = fc.integer({ min: -500, max: 500 }).map((hundredths) => hundredths / 100);
const { tree } = fc.letrec<{ tree: Tree; branch: Tree; leaf: Tree }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, depthSize: 'small' }, tie('leaf'), tie('branch')),
  leaf: value,
  branch: fc.record({
    feature: fc.nat(FEATURES - 1),
    threshold: value,
    low: tie('tree'),
    high: tie('tree'),
  }),
}));

const rowsOf = (trees: readonly Tree[]) => writtenTrees(trees).map((line) => line.split('\t'));

function leafOf(one: Tree, features: Float64Array): number {
  if (typeof one === 'number') return one;
  return leafOf(features[one.feature]! < one.threshold ? one.low : one.high, features);
}

describe('a model of trees', () => {
  it('sums the leaves that each tree leads to', () =>
    fc.assert(
      fc.property(
        fc.array(tree, { minLength: 1, maxLength: 5 }),
        fc.float64Array({ minLength: FEATURES, maxLength: FEATURES, min: -5, max: 5, noNaN: true }),
        (trees, features) => {
          const sum = trees.reduce<number>((before, one) => before + leafOf(one, features), 0);
          expect(new TreeModel(rowsOf(trees)).sum(features)).toBe(sum);
        },
      ),
    ));

  it.each`
    rows                              | why
    ${[]}                             | ${'there is none'}
    ${[['0', '1.5'], ['0.2']]}        | ${'a branch lacks a side'}
    ${[['0', '1.5'], ['x'], ['0.2']]} | ${'a leaf is no number'}
  `('is refused where $why', ({ rows }) => {
    expect(() => new TreeModel(rows)).toThrow(expect.objectContaining({ code: 'classify/bad-weights' }));
  });
});
