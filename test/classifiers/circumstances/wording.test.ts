import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  MOST_WORDING_FEATURES,
  SECRET_NUMBER,
  WORDING_SIZE,
  wordingFeatures,
  wordingSum,
  wordingVote,
} from '../../../classifiers/circumstances/wording.js';
import { LinearModel } from '../../../src/classify/learned/linear-model.js';

const weights = Int8Array.from({ length: 8 * WORDING_SIZE }, (_, at) => (at % 251) - 125);
const judge = new LinearModel(weights, 0.01);
const texts = fc.string({ unit: fc.constantFrom(...'社長には黙って運賃を1割A、 '), maxLength: 120 });

it('sees nothing but the clause', () =>
  fc.assert(
    fc.property(texts, texts, texts, (before, clause, after) => {
      const alone = wordingSum(judge, clause, { start: 0, end: clause.length }, SECRET_NUMBER);
      const range = { start: before.length, end: before.length + clause.length };
      // An empty clause has no unit of its own to look at.
      if (clause) expect(wordingSum(judge, before + clause + after, range, SECRET_NUMBER)).toBe(alone);
    }),
  ));

it('never has more features than fit', () =>
  fc.assert(
    fc.property(texts, (text) => {
      const out = new Int32Array(MOST_WORDING_FEATURES);
      expect(wordingFeatures(text, 0, text.length, out)).toBeLessThanOrEqual(MOST_WORDING_FEATURES);
    }),
  ));

it('asks for each type its own weights', () => {
  const own = new Int8Array(8 * WORDING_SIZE);
  own.fill(1, SECRET_NUMBER * WORDING_SIZE, (SECRET_NUMBER + 1) * WORDING_SIZE);
  const model = new LinearModel(own, 1);
  const range = { start: 0, end: 4 };
  expect(wordingSum(model, '運賃上げ', range, SECRET_NUMBER)).toBe(9);
  expect(wordingSum(model, '運賃上げ', range, 0)).toBe(0);
});

it.each`
  sum     | vote     | why
  ${-2.5} | ${0}     | ${'neither for nor against'}
  ${0}    | ${0.75}  | ${'for'}
  ${-6}   | ${-1.05} | ${'against'}
  ${-60}  | ${-1.05} | ${'no wording alone may overrule the others'}
`('wordingVote($sum) is $vote: $why', ({ sum, vote }) => expect(wordingVote(sum)).toBeCloseTo(vote));
