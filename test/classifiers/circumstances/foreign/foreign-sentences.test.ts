import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignSentences } from '../../../../classifiers/circumstances/foreign/foreign-sentences.js';

describe('sentences in other languages than Japanese', () => {
  const said = (text: string) => foreignSentences(text).map(({ start, end }) => text.slice(start, end));

  it.each`
    text                                                 | sentences
    ${'We moved in May. Where do I get the bags?'}       | ${['We moved in May.', 'Where do I get the bags?']}
    ${'通訳メモ\nEle não dorme há 3.5 meses, diz a mãe'} | ${['Ele não dorme há 3.5 meses, diz a mãe']}
    ${'我女儿发烧了，怎么办？'}                          | ${['我女儿发烧了，怎么办？']}
    ${'아이가 열이 나요.'}                               | ${['아이가 열이 나요.']}
    ${'Сусід кричить вночі. ビザの件'}                   | ${['Сусід кричить вночі.']}
    ${'मेरो छोरा बिरामी छ।'}                              | ${['मेरो छोरा बिरामी छ।']}
    ${'kinou byouin ni ikimashita'}                      | ${['kinou byouin ni ikimashita']}
    ${'Quero renovar o visto マンション'}                | ${['Quero renovar o visto マンション']}
  `('are found: $text', ({ text, sentences }) => expect(said(text)).toEqual(sentences));

  it('a line broken by a mail program goes on', () =>
    expect(said('He has had\nsuch nights since May.\nThank you for reading')).toEqual([
      'He has had\nsuch nights since May.',
      'Thank you for reading',
    ]));

  it.each([
    '母が入院しています。',
    '東京都新宿区西新宿二丁目八番一号',
    'GET /index.html HTTP/1.1 200',
    'YAMADA TARO',
    'info@office.example',
    '特別徴収税額決定通知書',
    'Windows Update の再起動',
    '',
  ])('are not these: %s', (text) => expect(said(text)).toEqual([]));

  it('a sentence without an end is seen up to a bound', () =>
    expect(foreignSentences('one more word '.repeat(500))).toEqual([{ start: 0, end: 240 }]));

  it('stand in the text, in order and apart, without blanks at their edges', () => {
    const piece = fc.constantFrom(
      'we are here',
      ' ',
      '.',
      '?',
      '\n',
      '。',
      '안녕하세요 여러분',
      '東京',
      'かな',
      '1.5',
      'ā',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of foreignSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).trimStart()).toBe(text.slice(start, end));
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
