import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PatternAt } from '../../src/text/pattern-at.js';

const PATTERNS = [
  /(?:さん)+|様(?!々)/,
  /(?<![0-9])[0-9]{2}/,
  /[^あ-ん]い?|う$/,
  /(?:下|最初の?)?[0-9]桁/,
  /(?:(あ)|(い))ん?/,
  /Ab/i,
];

it('answers as the pattern itself does, at each place and for the next match', () => {
  const text = fc.string({ unit: fc.constantFrom(...'あいうさん様々0189下最初の桁ab'), maxLength: 24 });
  fc.assert(
    fc.property(text, fc.constantFrom(...PATTERNS), fc.nat(26), (words, pattern, at) => {
      const sticky = new RegExp(pattern, `${pattern.flags}y`);
      sticky.lastIndex = at;
      const there = at > words.length ? null : sticky.exec(words);
      const asked = new PatternAt(pattern);
      expect(asked.exec(words, at)).toEqual(there);
      expect(asked.test(words, at)).toBe(there !== null);
      expect(asked.length(words, at)).toBe(there?.[0].length ?? 0);
      const global = new RegExp(pattern, `${pattern.flags}g`);
      global.lastIndex = at;
      expect(asked.next(words, at)).toEqual(global.exec(words));
    }),
  );
});
