import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitTrie } from '../../src/text/unit-trie.js';

describe('UnitTrie', () => {
  it('gives each word its number and nothing to what is no word, as a map does', () => {
    const word = fc.string({ unit: fc.constantFrom('山', '田', '中', 'a', '𠮷'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.nat()), { maxLength: 400 }), fc.array(word), (entries, others) => {
        const trie = new UnitTrie(entries);
        const map = new Map(entries);
        for (const one of [...map.keys(), ...others]) expect(trie.get(one)).toBe(map.get(one) ?? UnitTrie.NONE);
      }),
    );
  });

  it('follows a text unit by unit', () => {
    const trie = new UnitTrie([
      ['山', 1],
      ['山田', 2],
    ]);
    const first = trie.next(UnitTrie.ROOT, '山'.charCodeAt(0));
    const second = trie.next(first, '田'.charCodeAt(0));
    expect([trie.valueOf(first), trie.valueOf(second), trie.next(second, 0)]).toEqual([1, 2, -1]);
  });

  it('finds a word inside a text', () => {
    const trie = new UnitTrie([
      ['山田', 1],
      ['山', 2],
    ]);
    expect([trie.find('元山田様', 1, 3), trie.find('元山田様', 1, 2), trie.find('元山田様', 2, 3)]).toEqual([
      1,
      2,
      UnitTrie.NONE,
    ]);
  });

  it('knows of two units at once that no word begins so, and never says it of a word', () => {
    const words = ['山田', '山', '中村', '田'];
    const trie = new UnitTrie(words.map((word) => [word, 1]));
    const mayBegin = (word: string) => trie.mayBegin(word.charCodeAt(0), word.charCodeAt(1));
    expect(['山田太郎', '中村', '山中', '田', '村'].map(mayBegin)).toEqual([true, true, false, false, false]);
  });

  it('holds many words', () => {
    const words = Array.from({ length: 200_000 }, (_, index) => [`w${index}`, index] as const);
    const trie = new UnitTrie(words);
    expect(words.every(([word, value]) => trie.get(word) === value)).toBe(true);
    expect(trie.get('w200000')).toBe(UnitTrie.NONE);
  });
});
