import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHold } from '../../src/text/first-units.js';

const PATTERNS = [
  /議員|[0-9]位|[著訳]者?/,
  /[0-9.]+(?:%|件)|前年/,
  /(?:一|二)?番/,
  /[^\n]号$/,
  /(?<![あ-ん])県/,
  /^|市/,
];

describe('mayHold', () => {
  it('says no only of a text in which the pattern is nowhere', () => {
    const text = fc
      .array(fc.constantFrom(...'議員0位著者.%件前年一番号県あ市 \n'), { maxLength: 6 })
      .map((units) => units.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...PATTERNS), text, (pattern, all) => {
        if (pattern.test(all)) expect(mayHold(all, pattern)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('dismisses a text that no match can begin in', () => {
    expect(mayHold('山田太郎', PATTERNS[0]!)).toBe(false);
    expect(mayHold('山田議', PATTERNS[0]!)).toBe(true);
  });
});
