import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsKanaOnly, inPlain, inWritten, plainKana } from '../../../../classifiers/circumstances/kana/plain-kana.js';
import { normalize } from '../../../../src/text/normalized.js';

describe('plain kana', () => {
  it.each([
    ['ﾊﾊｶﾞ ﾆﾝﾁｼｮｳ ﾃﾞｽ', 'ははがにんちしょうです'],
    ['はは が にんちしょう です。', 'ははがにんちしょうです。'],
    ['チチ　トウニョウビョウ、ﾂｳｲﾝ', 'ちちとうにょうびょう、つういん'],
    ['ﾃﾞﾝﾜ 12 ｼﾞ', 'でんわ 12 じ'],
    ['゛ア゛', '゛あ゛'],
  ])('%s is %s', (written, plain) => expect(plainKana(normalize(written).text).text).toBe(plain));

  const written = fc
    .array(fc.constantFrom(...'かガﾊﾞﾟ゛ あ\n、1ー'), { maxLength: 40 })
    .map((units) => normalize(units.join('')).text);

  it('knows for each unit where it was written', () =>
    fc.assert(
      fc.property(written, (text) => {
        const plain = plainKana(text);
        expect(plain.starts).toHaveLength(plain.text.length);
        for (let at = 0; at < plain.text.length; at++) {
          const one = inWritten(plain, { start: at, end: at + 1 });
          expect(plainKana(text.slice(one.start, one.end)).text).toBe(plain.text[at]);
          expect(inPlain(plain, one)).toEqual({ start: at, end: at + 1 });
        }
      }),
    ));

  it('is the same once it is plain', () =>
    fc.assert(
      fc.property(written, (text) => void expect(plainKana(plainKana(text).text).text).toBe(plainKana(text).text)),
    ));
});

describe('a text in kana', () => {
  it.each([
    ['ﾁﾁ ﾆﾝﾁｼｮｳ', true],
    ['ははが にゅういん しました 3/4', true],
    ['母がにゅういんしました', false],
    ['佐々', false],
    ['テスト', false],
    ['090-1234-5678 カナ カナ', false],
    ['Hello world', false],
  ])('%s: %s', (text, expected) => expect(holdsKanaOnly(normalize(text).text)).toBe(expected));
});
