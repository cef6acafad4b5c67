import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datePartsIn } from '../../../classifiers/dates/told-parts.js';
import { unmarked, valuesOf } from '../values-of.js';

const told = (text: string) => datePartsIn(text, 0, text.length).map(({ kind, value }) => `${kind} ${value}`);

describe('datePartsIn', () => {
  it.each`
    text                                | parts
    ${'昭和九年の師走の二日'}           | ${['year 9', 'month 12', 'day 2']}
    ${'昭和3年正月'}                    | ${['year 3', 'month 1']}
    ${'昭和15年の大みそか'}             | ${['year 15', 'month 12', 'day 31']}
    ${'平成5年の、七夕'}                | ${['year 5', 'month 7', 'day 7']}
    ${'しょうわ、よんじゅうはち、十月'} | ${['bare 48', 'month 10']}
    ${'エスの三十四、十、九'}           | ${['bare 34', 'bare 10', 'bare 9']}
    ${'へいせい5ねん8がつ2か'}          | ${['year 5', 'month 8', 'day 2']}
    ${'2か月'}                          | ${['bare 2']}
    ${'8月2かな'}                       | ${['month 8', 'bare 2']}
    ${'弥生さんと葉月さん'}             | ${[]}
    ${'師走の市'}                       | ${[]}
  `('$text', ({ text, parts }) => expect(told(text)).toEqual(parts));

  it('gives parts in order, none over another, within the text', () => {
    const piece = fc.constantFrom(
      '昭和',
      'しょうわ',
      '七夕',
      '大晦日',
      '霜月',
      '正月',
      '二',
      '十',
      '12',
      '年',
      '月',
      '日',
      'か',
      'の',
      'エスの',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end } of datePartsIn(text, 0, text.length)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('births told with old names of months and days', async () => {
  const birthsIn = await valuesOf('DATE_OF_BIRTH');
  it.each([
    '母は【昭和九年の師走の二日】の生まれで',
    '父は【昭和15年の大みそか】生まれ',
    'お客様：【しょうわ、よんじゅうはち、じゅうがつ、とおか】でございます',
    'うまれ　【れいわ２ねん３がつ１４か】',
    '係「生年月日をお願いします」\n客「【62年の9月の2日】です」',
    'OP：生年月日は\nCU：【えすの三十四、十、九】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    '弥生さん、葉月さんの生年月日は後日',
    '正月三が日は休みです、生年月日の記入は不要',
    'OP：生年月日は\nCU：言いたくない\nOP：では受付日の11月3日を控えます',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});
