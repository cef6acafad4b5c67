import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordFinder } from '../../src/text/word-finder.js';

describe('WordFinder', () => {
  it('finds exactly the occurrences that a search for each word finds, overlapping ones included', () => {
    const small = fc.string({ unit: fc.constantFrom('氏', '名', '号', 'a'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(small, { minLength: 1, maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('氏', '名', '号', 'a'), maxLength: 40 }),
        (words, text) => {
          const found = new WordFinder(words)
            .find(text)
            .map(({ word, start, end }) => `${start}-${end} ${words[word]}`);
          const expected: string[] = [];
          for (const word of words) {
            for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
              expected.push(`${at}-${at + word.length} ${word}`);
          }
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
    );
  });

  it('gives hits in order of start', () => {
    const hits = new WordFinder(['電話', '電話番号', '番号']).find('電話番号と番号');
    expect(hits.map(({ start }) => start)).toEqual([0, 0, 2, 5]);
  });

  it('refuses an empty word', () => {
    expect(() => new WordFinder([''])).toThrow(RangeError);
  });
});
