import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWholeWords } from '../../../../classifiers/circumstances/told/whole-words.js';
import { loadWordKinds } from '../../../../src/text/tokenizer.js';

const words = await loadWordKinds();
const wholeOf = (text: string, phrase: string): string => {
  const start = text.indexOf(phrase);
  const { start: from, end } = inWholeWords(text, { start, end: start + phrase.length }, words);
  return text.slice(from, end);
};

describe('a phrase in whole words', () => {
  it.each`
    text                                | phrase                | whole
    ${'県税を納めておらず、督促が来た'} | ${'税を納'}           | ${'税を納めておらず'}
    ${'何年も払っとらん'}               | ${'何年も払'}         | ${'何年も払っとらん'}
    ${'盗撮で捕まりました。'}           | ${'盗撮で捕まりま'}   | ${'盗撮で捕まりました'}
    ${'給料を押さえられた件'}           | ${'給料を押'}         | ${'給料を押さえられた'}
    ${'夫から逃げているので'}           | ${'夫から逃げて'}     | ${'夫から逃げている'}
    ${'そばアレルギーがある'}           | ${'そばアレ'}         | ${'そばアレルギー'}
    ${'もう3年分の滞納がある'}          | ${'年分の滞納'}       | ${'3年分の滞納'}
    ${'断食を続けている'}               | ${'断食を'}           | ${'断食'}
    ${'火葬はできない'}                 | ${'火葬は'}           | ${'火葬'}
    ${'昨年からうつで休む'}             | ${'うつ'}             | ${'うつ'}
    ${'離婚調停が不成立で'}             | ${'離婚調停が不成立'} | ${'離婚調停が不成立'}
  `('of $text around $phrase is $whole', ({ text, phrase, whole }) => expect(wholeOf(text, phrase)).toBe(whole));

  it('holds its beginning, is never empty and stays in the text', () => {
    const texts = fc.array(fc.constantFrom(...'税を納め3年分の滞納はでてい払っアレルギー、'), {
      minLength: 1,
      maxLength: 24,
    });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (units, one, other) => {
        const text = units.join('');
        const start = one % text.length;
        const end = start + 1 + (other % (text.length - start));
        const whole = inWholeWords(text, { start, end }, words);
        expect(whole.start).toBeGreaterThanOrEqual(0);
        expect(whole.start).toBeLessThanOrEqual(start);
        expect(whole.end).toBeGreaterThan(start);
        expect(whole.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
