import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWord } from '../../src/text/fold.js';
import { normalize, writtenDigits } from '../../src/text/normalized.js';

describe('normalize', () => {
  it.each`
    original              | text
    ${'０９０－１２３４'} | ${'090-1234'}
    ${'090ー1234ー5678'}  | ${'090-1234-5678'}
    ${'〇九〇ー一二三四'} | ${'〇九〇-一二三四'}
    ${'四○一九、三○八'}   | ${'四〇一九、三〇八'}
    ${'○九三の五二○'}     | ${'〇九三の五二〇'}
    ${'○三重県 ○○四'}     | ${'○三重県 ○○四'}
    ${'090-○○12'}         | ${'090-○○12'}
    ${'サーバー5号'}      | ${'サーバー5号'}
    ${'Ａｂ＠ｅｘ．ｊｐ'} | ${'Ab@ex.jp'}
    ${'髙﨑　澤'}         | ${'高崎 沢'}
    ${'ﾔﾏﾀﾞ'}              | ${'ヤマタ゛'}
    ${'03‐1234–5678—9−0'} | ${'03-1234-5678-9-0'}
    ${'plain'}            | ${'plain'}
    ${''}                 | ${''}
    ${'𠮷野家'}           | ${'𠮷野家'}
    ${'\ud842'}           | ${'\ud842'}
  `('folds $original to $text', ({ original, text }) => {
    expect(normalize(original)).toEqual({ original, text });
  });

  it('keeps every offset: one unit to one unit, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (original) => {
        const { text } = normalize(original);
        expect(text.length).toBe(original.length);
      }),
    );
  });

  it('folds every single unit to the end: a radical to its old kanji and on to the usual one', () => {
    expect(normalize('⿔').text).toBe('亀');
    for (let unit = 0; unit < 0x10000; unit++) {
      const { text } = normalize(String.fromCharCode(unit));
      expect(normalize(text).text).toBe(text);
    }
  });

  it('folds what is folded no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (original) => {
        const { text } = normalize(original);
        expect(normalize(text).text).toBe(text);
      }),
    );
  });

  it('folds each unit as a lexicon word is folded, but for ー between digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 50 }), (original) => {
        expect(normalize(`髙${original}`).text).toBe(foldedWord(`髙${original}`));
      }),
    );
  });
});

describe('writtenDigits', () => {
  it('are those of a value, whatever parts them', () => {
    expect(writtenDigits('（０７２）238ー7221')).toBe('0722387221');
    expect(writtenDigits('内線なし')).toBe('');
  });
});
