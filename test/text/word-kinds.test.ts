import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetTexts } from '../../src/text/last-text.js';
import { loadWordKinds } from '../../src/text/tokenizer.js';
import { WORD_KIND, type WordKinds } from '../../src/text/word-kinds.js';

let words: WordKinds;
beforeAll(async () => {
  words = await loadWordKinds();
});

describe('WordKinds', () => {
  it.each`
    word      | best                  | otherwise
    ${'手塚'} | ${WORD_KIND.surname}  | ${WORD_KIND.place}
    ${'治虫'} | ${WORD_KIND.given}    | ${0}
    ${'東京'} | ${WORD_KIND.place}    | ${WORD_KIND.place}
    ${'首相'} | ${WORD_KIND.noun}     | ${WORD_KIND.noun}
    ${'さん'} | ${WORD_KIND.title}    | ${WORD_KIND.title}
    ${'の'}   | ${WORD_KIND.particle} | ${WORD_KIND.particle}
    ${'米中'} | ${0}                  | ${0}
    ${'𠮷'}   | ${0}                  | ${0}
  `('$word is $best, otherwise $otherwise', ({ word, best, otherwise }) => {
    const kinds = words.of(`、${word}。`, 1, 1 + word.length);
    expect([kinds & 15, kinds >> 4]).toEqual([best, otherwise]);
  });

  it('finds the longest word that begins at a place, and where it ends', () => {
    expect(words.longest('首相官邸で', 0)).toBe(words.of('首相', 0, 2));
    expect(words.end).toBe(2);
    expect(words.longest('𠮷田', 0)).toBe(0);
    expect(words.end).toBe(0);
    expect(words.longest('山', 1)).toBe(0);
  });

  it('says the same of a word whether the text around it was read before or not', () => {
    const text = fc.string({ unit: fc.constantFrom(...'東京都知事と山田太郎の会は𠮷a1'), maxLength: 24 });
    fc.assert(
      fc.property(text, (one) => {
        for (let start = 0; start < one.length; start++)
          for (let end = start + 1; end <= Math.min(one.length, start + 8); end++) {
            const fresh = words.of(one.slice(start, end), 0, end - start);
            words.longest(one, start);
            expect(words.of(one, start, end)).toBe(fresh);
            if (words.end > start && words.end < end) expect(fresh).toBe(0);
          }
      }),
    );
  });

  it('says the same of texts asked about in turn, and once they are forgotten', () => {
    const texts = ['首相官邸で', '東京都知事', '手塚治虫の'];
    const asked = () => texts.flatMap((text) => [0, 2].map((at) => [words.longest(text, at), words.end]));
    const alone = texts.flatMap((text) =>
      [0, 2].map((at) => {
        forgetTexts();
        return [words.longest(text, at), words.end];
      }),
    );
    expect([asked(), asked()]).toEqual([alone, alone]);
    forgetTexts();
    expect(asked()).toEqual(alone);
  });

  it('finds the longest word that ends at a place, and where it begins', () => {
    expect(words.before('元首相が', 3, 4)).toBe(words.of('首相', 0, 2));
    expect(words.start).toBe(1);
    expect(words.before('首相が', 2, 1)).toBe(words.of('相', 0, 1));
    expect(words.before('首相', 0, 4)).toBe(0);
    expect(words.start).toBe(0);
  });
});
