import { describe, expect, it } from 'vitest';
import { withoutMarks } from '../../../../classifiers/names/latin/fold-marks.js';
import { everydaySurnames, isNameWord, namesAbroad } from '../../../../classifiers/names/latin/lexicon.js';
import { readLexicon } from '../../../../src/classify/lexicon.js';

describe('names from abroad', () => {
  it('are listed once, in order, in small letters without marks, each with its kind', () => {
    const { rows } = readLexicon('latin-names');
    const names = rows.map(([name]) => name!);
    expect(names.length).toBeGreaterThan(4000);
    expect(names).toEqual([...new Set(names)].sort());
    for (const [name, kinds] of rows) {
      expect(withoutMarks(name!)).toBe(name);
      expect(kinds).toMatch(/^(?:sg?|g)w?$/);
    }
  });

  it.each(['nguyen', 'villanueva', 'lefevre', 'oleksandr', 'kwame', 'zhang', 'shrestha', 'tanaka'])('know %s', (word) =>
    expect(isNameWord(word)).toBe(true),
  );

  it('tell which are words of English as well', () => {
    const { words } = namesAbroad();
    expect(['rose', 'will', 'brown'].every((word) => words.has(word))).toBe(true);
    expect(words.has('nguyen')).toBe(false);
  });

  it('leave everyday surnames of Japan to their readings', () => {
    expect(everydaySurnames().has('yamada')).toBe(true);
    expect(everydaySurnames().has('memo')).toBe(false);
  });
});
