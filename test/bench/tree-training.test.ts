import { describe, expect, it } from 'vitest';
import { type TreeExample, trainTrees } from '../../bench/tree-training.js';
import { TreeModel, writtenTrees } from '../../src/classify/learned/tree-model.js';

/** What neither feature tells alone: that just one of the two is high. */
const examples = Array.from({ length: 400 }, (_, at): TreeExample => {
  const [one, other] = [at % 20, (at * 7) % 19];
  return {
    features: Float64Array.of(one, other, at % 3),
    sum: 0,
    positive: one >= 10 !== other >= 9,
    weight: 1,
  };
});
const lines = () => writtenTrees(trainTrees(examples));

describe('training of trees', () => {
  it('gives the same trees each time', () => expect(lines()).toEqual(lines()));

  it('learns what only several features together tell', () => {
    const model = new TreeModel(lines().map((line) => line.split('\t')));
    const right = examples.filter(({ features, positive }) => model.sum(features) > 0 === positive);
    expect(right.length).toBeGreaterThan(examples.length * 0.95);
  });

  it('adds nothing where the sums it begins with are right', () => {
    const settled = examples.map((one) => ({ ...one, sum: one.positive ? 30 : -30 }));
    const model = new TreeModel(writtenTrees(trainTrees(settled)).map((line) => line.split('\t')));
    for (const { features } of settled) expect(Math.abs(model.sum(features))).toBeLessThan(0.01);
  });
});
