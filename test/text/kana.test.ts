import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largeKana, partedMarks, toHiragana, toKatakana } from '../../src/text/kana.js';

it.each`
  katakana        | hiragana
  ${'カガワ'}     | ${'かがわ'}
  ${'ヴィオラ'}   | ${'ゔぃおら'}
  ${'エックスー'} | ${'えっくすー'}
`('$katakana and $hiragana are each other', ({ katakana, hiragana }) => {
  expect(toHiragana(katakana)).toBe(hiragana);
  expect(toKatakana(hiragana)).toBe(katakana);
});

it('puts a sound mark of half-width input back into its letter', () => expect(toKatakana('か゛は゜')).toBe('ガパ'));

it('leaves everything else, unit by unit', () => {
  expect(toHiragana('桜a１ー')).toBe('桜a１ー');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => toHiragana(text).length === text.length));
});

it('writes as old machines do: without small kana, and with sound marks apart', () => {
  expect(largeKana('ショウガイ、きゅう')).toBe('シヨウガイ、きゆう');
  expect(partedMarks('ガパーア')).toBe('カ゛ハ゜ーア');
});
