import { expect, it } from 'vitest';
import { secretCues, secretSentences } from '../../../../classifiers/circumstances/secrets/secret-sentences.js';
import {
  MOST_WORDING_FEATURES,
  SECRET_NUMBER,
  WORDING_SIZE,
  wordingFeatures,
} from '../../../../classifiers/circumstances/wording.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { LinearModel } from '../../../../src/classify/learned/linear-model.js';
import type { Scan } from '../../../../src/classify/scan.js';

const told = '搭乗率が五割を切れば差額を埋める';
const text = `空港室の打合せ。航空会社とは${told}。会議室は三階。`;
const scan = (of: string, fieldName?: string) =>
  ({ text: of, beside: [], fields: fieldNamesOf(fieldName ? { fieldName } : undefined) }) as unknown as Scan;

/** Knows the wording of `told` and nothing else. */
const judge = (() => {
  const weights = new Int8Array(8 * WORDING_SIZE).fill(-1);
  const features = new Int32Array(MOST_WORDING_FEATURES);
  const count = wordingFeatures(told, 0, told.length, features);
  for (const feature of features.subarray(0, count))
    weights[SECRET_NUMBER * WORDING_SIZE + (feature & (WORDING_SIZE - 1))] = 1;
  return new LinearModel(weights, 1);
})();

it('takes in a sentence whose wording may tell a secret, without any cue', () =>
  expect(secretSentences(scan(text), [], judge).map(({ start, end }) => text.slice(start, end))).toEqual([
    `航空会社とは${told}`,
  ]));

it('takes in no sentence twice of which several clauses are likely', () => {
  const twice = `${told}、${told}。以上です。`;
  expect(secretSentences(scan(twice), [], judge)).toMatchObject([{ start: 0, end: twice.indexOf('。') }]);
});

it('passes over the heading of a record', () => expect(secretSentences(scan(told, '件名'), [], judge)).toEqual([]));

it('drops the number of a list before a sentence, not the figure it begins with', () => {
  const begins = (of: string) => secretSentences(scan(of), [], judge).map(({ start }) => of.slice(start, start + 3));
  expect(begins(`(2) ${told}。`)).toEqual([told.slice(0, 3)]);
  expect(begins(`7月は${told}。`)).toEqual(['7月は']);
});

it('knows how places are guarded and where they are not, as a group of its own', () => {
  expect(['予備鍵', '死角', '有効のまま'].map((word) => secretCues.groupOf(word))).toEqual(
    Array(3).fill([...secretCues.numbersOf('gap')][0]),
  );
  expect(secretCues.groupOf('鍵')).toBe(0);
});
