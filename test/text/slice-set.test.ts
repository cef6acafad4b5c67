import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SliceSet } from '../../src/text/slice-set.js';

const word = fc.string({ unit: fc.constantFrom('市', '町', 'a', '\ud840'), maxLength: 4 });

describe('SliceSet', () => {
  it('says of every part of a text what a set of strings says', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.string({ unit: word, maxLength: 8 }), (words, text) => {
        const slices = new SliceSet(words);
        const strings = new Set(words.filter((one) => one !== ''));
        expect(slices.size).toBe(strings.size);
        for (let from = 0; from <= text.length; from++)
          for (let to = from; to <= text.length; to++)
            expect(slices.has(text, from, to)).toBe(strings.has(text.slice(from, to)));
      }),
    );
  });

  it('finds each of many words as a whole', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `${at}番町`);
    const slices = new SliceSet(many);
    expect(many.every((one) => slices.has(one))).toBe(true);
    expect(many.some((one) => slices.has(`${one}目`))).toBe(false);
  });

  it('holds no part that reaches beyond the text', () => {
    const slices = new SliceSet(['大阪']);
    expect(slices.has('大阪', 0, 3)).toBe(false);
    expect(slices.has('大阪', -1, 1)).toBe(false);
    expect(new SliceSet([]).has('大阪')).toBe(false);
  });
});
