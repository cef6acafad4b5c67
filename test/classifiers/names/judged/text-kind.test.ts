import { describe, expect, it } from 'vitest';
import { KindSums } from '../../../../classifiers/names/judged/kind-sums.js';
import { shapeOf } from '../../../../classifiers/names/judged/name-features.js';
import { kindFeatures, kindOfText, MOST_OF_KIND } from '../../../../classifiers/names/judged/text-kind.js';
import { candidatesOf, model } from '../candidates/candidates-of.js';

describe('kindOfText', () => {
  it.each`
    one                           | other                           | same
    ${'三木の駅で電車が止まった'} | ${'小野の踏切でバスが止まった'} | ${true}
    ${'三木の駅で電車が止まった'} | ${'三木の母が電車を止めた'}     | ${false}
    ${'藤村の苗の植え方'}         | ${'藤村様より入電'}             | ${false}
    ${'三木'}                     | ${'小野'}                       | ${true}
  `('$one and $other are of one kind: $same', ({ one, other, same }) =>
    expect(kindOfText(one) === kindOfText(other)).toBe(same),
  );

  it('says of a long text only that it is long', () => {
    expect(kindOfText('駅で会った。'.repeat(300))).toBe(kindOfText('妻と申します。'.repeat(300)));
  });
});

describe('KindSums', () => {
  it('gives each candidate the weights of its features, whatever was asked before', () => {
    const sums = new KindSums(model);
    const features = new Int32Array(MOST_OF_KIND);
    for (const text of [
      '三木と小野は同じ県の市です',
      '山田様より入電、担当の佐々木太郎',
      '三木と小野は同じ県の市です',
    ]) {
      sums.begin(text);
      const candidates = candidatesOf(text);
      expect(candidates.length).toBeGreaterThan(1);
      for (const candidate of candidates) {
        const count = kindFeatures(kindOfText(text), shapeOf(candidate), candidate.traits, features, 0);
        expect(count).toBe(MOST_OF_KIND);
        expect(sums.sum(candidate)).toBeCloseTo(model.sum(features, count), 9);
      }
    }
  });
});
