import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hangsOnRecord, tellsOfPerson } from '../../../../classifiers/names/judged/person-in-record.js';
import { recordFeatures } from '../../../../classifiers/names/judged/record-features.js';
import type { Finding } from '../../../../src/classify/finding.js';

const named = (score: number, rule = 'judged-surname'): Finding => ({
  type: 'PERSON_NAME',
  start: 0,
  end: 2,
  score,
  rule: `person-name/${rule}`,
});

describe('hangsOnRecord', () => {
  it.each`
    rule                | score   | hangs
    ${'judged-surname'} | ${0.91} | ${true}
    ${'judged-full'}    | ${0.68} | ${true}
    ${'judged-full'}    | ${0.72} | ${false}
    ${'titled'}         | ${0.55} | ${true}
    ${'titled'}         | ${0.92} | ${false}
    ${'labelled'}       | ${0.9}  | ${false}
  `('$rule of $score: $hangs', ({ rule, score, hangs }) => expect(hangsOnRecord(named(score, rule))).toBe(hangs));
});

describe('tellsOfPerson', () => {
  it.each`
    text                                                      | score  | tells
    ${'本日10時、島野より折り返し希望の電話あり。伝言済み。'} | ${0.7} | ${true}
    ${'通行止め：島野、奥谷、滝沢、大瀬。迂回は県道12号へ。'} | ${0.6} | ${false}
  `('$text: $tells', ({ text, score, tells }) => expect(tellsOfPerson([text], [[named(score)]])).toBe(tells));

  it('goes by the likeliest name where the record is longer than what is looked at', () => {
    const notice = '通行止め：島野、奥谷、滝沢、大瀬。'.repeat(100);
    expect(tellsOfPerson([notice], [[named(0.55), named(0.62)]])).toBe(true);
    expect(tellsOfPerson([notice], [[named(0.55), named(0.58)]])).toBe(false);
  });

  it('does not depend on the order of what was found', () => {
    const found = [named(0.5), named(0.62, 'judged-katakana'), named(0.62), named(0.3)];
    const texts = ['担当は島野、奥谷'];
    fc.assert(
      fc.property(fc.shuffledSubarray(found, { minLength: 4 }), (order) => {
        expect(tellsOfPerson(texts, [order])).toBe(tellsOfPerson(texts, [found]));
      }),
    );
  });
});

describe('recordFeatures', () => {
  it('counts each pair of units once, digits being one', () => {
    const names = [{ score: 0.6, kind: 1 }];
    expect(recordFeatures(['1234'], names).slight).toHaveLength(2);
    expect(recordFeatures(['山川山川山川'], names).slight).toHaveLength(3);
    expect(recordFeatures(['平成12年'], names).slight).toEqual(recordFeatures(['平成98年'], names).slight);
  });

  it('looks at the beginning of a long record only', () => {
    const names = [{ score: 0.6, kind: 1 }];
    const long = '駅の案内です。'.repeat(1000);
    expect(recordFeatures([`${long}妻`], names)).toEqual(recordFeatures([long, '母'], names));
  });

  it('gives the same again, whatever was read between', () => {
    const names = [{ score: 0.6, kind: 1 }];
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.string(), (texts, other) => {
        const before = recordFeatures(texts, names);
        recordFeatures([other], names);
        expect(recordFeatures(texts, names)).toEqual(before);
      }),
    );
  });
});
