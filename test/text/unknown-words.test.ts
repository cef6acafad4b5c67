import { beforeAll, describe, expect, it } from 'vitest';
import { readDictionary } from '../../src/text/dictionary.js';
import { UnknownWords } from '../../src/text/unknown-words.js';

let unknown: UnknownWords;
beforeAll(async () => {
  unknown = new UnknownWords(await readDictionary());
});

describe('UnknownWords', () => {
  it('gives each character the class of its script', () => {
    const text = '漢ひカa1𠮷';
    const classes = [...text].map((character) => unknown.classAt(text, text.indexOf(character)));
    expect(new Set(classes).size).toBe(6);
    // Beyond the BMP all are of the first class.
    expect(classes.at(-1)).toBe(0);
  });

  it('groups katakana and letters, and kanji not', () => {
    const [kanji, katakana, letter] = ['漢', 'カ', 'a'].map((one) => unknown.classAt(one, 0));
    expect([unknown.grouped[kanji!], unknown.grouped[katakana!], unknown.grouped[letter!]]).toEqual([
      false,
      true,
      true,
    ]);
    expect([unknown.invoked[kanji!], unknown.invoked[katakana!]]).toEqual([false, true]);
  });

  it('has an entry for each class', () => {
    expect(unknown.entriesOf.length).toBe(unknown.grouped.length);
    expect(unknown.entriesOf.every((entries) => entries.length > 0)).toBe(true);
  });
});
