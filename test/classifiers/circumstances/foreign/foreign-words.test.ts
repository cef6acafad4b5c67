import { describe, expect, it } from 'vitest';
import { bareWord, foreignWords } from '../../../../classifiers/circumstances/foreign/foreign-words.js';

describe('words of residents that say of whom or what a sentence is', () => {
  const words = foreignWords();

  it('are the same with and without accents and capitals', () => {
    expect(bareWord('Mãe')).toBe('mae');
    expect(words.ofWord(bareWord('MÃE'))).toBe(words.ofWord('mother'));
  });

  it('stand anywhere in a writing without blanks', () => {
    expect(words.withinRun('昨天我妈妈去了')).toBe(words.ofWord('my') | words.ofWord('mother'));
    expect(words.withinRun('特別徴収税額')).toBe(0);
  });

  it('one of no group says nothing', () => expect(words.ofWord('umbrella')).toBe(0));
});
