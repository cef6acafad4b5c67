import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clausesIn } from '../../../classifiers/circumstances/text-clauses.js';

const said = (text: string) => clausesIn(text).map(({ start, end }) => text.slice(start, end));

it('parts a text at its marks and leaves out brackets, bullets and blanks', () =>
  expect(said('・【取扱注意】運賃を来月から上げる、荷主には「まだ言わない」。\n以上')).toEqual([
    '取扱注意】運賃を来月から上げる',
    '荷主には「まだ言わない',
  ]));

it('parts speech without marks at blanks, and what has none at all where it gets too long', () => {
  const phrases = [
    '来月から運賃を上げることになりまして',
    '荷主さんにはまだ何も言うてないんです',
    '内緒にしといてくださいね',
  ];
  expect(said(phrases.join(' '))).toEqual(phrases);
  expect(said('あ'.repeat(100)).map(({ length }) => length)).toEqual([40, 40, 20]);
});

it('gives clauses in order that hold no mark, each no longer than the longest', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'あ漢1 、。\n「」!'), maxLength: 200 }), (text) => {
      let last = 0;
      for (const { start, end } of clausesIn(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end - start).toBeGreaterThanOrEqual(4);
        expect(end - start).toBeLessThanOrEqual(40);
        expect(text.slice(start, end)).not.toMatch(/[、。!\n]/);
        last = end;
      }
    }),
  ));
