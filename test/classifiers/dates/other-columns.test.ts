import { describe, expect, it } from 'vitest';
import { isInOtherColumn, wordsOf } from '../../../classifiers/dates/other-columns.js';
import { unmarked } from '../values-of.js';

const isOther = (marked: string) => {
  const { text, values } = unmarked(marked);
  return isInOtherColumn(text, text.indexOf(values[0]!));
};

describe('isInOtherColumn', () => {
  it.each([
    '氏名|生年月日|婚姻日\n木戸 彩|S60.4.2|【H25.6.1】',
    '氏名,カード,kigen\nKIDO AYA,AB12345678CD,【20290405】',
    'id\tname\tissue_date\n1\tKIDO\t【2021/5/6】',
    '旅券 発行 満了 生年月日\nTK1112223 【04 MAY 2020】 04 MAY 2030 14 FEB 2001',
    '番号 氏名 生 卒\n21 木戸 彩 40.6.7 【56.3.18】',
    '資産番号,品名,設置者氏名\n【19660412】,金庫,木戸 彩',
    '会員番号,品名,備考\n【19660412】,金庫,',
  ])('%s', (marked) => expect(isOther(marked)).toBe(true));

  it.each([
    '氏名|生年月日|婚姻日\n木戸 彩|【S60.4.2】|H25.6.1',
    '旅券 発行 満了 生年月日\nTK1112223 04 MAY 2020 04 MAY 2030 【14 FEB 2001】',
    '番号 氏名 生 卒\n21 木戸 彩 【40.6.7】 56.3.18',
    '木戸 彩|【S60.4.2】|H25.6.1',
    '氏名,会員番号,備考\n木戸 彩,【19660412】,',
    '会員番号|お名前\n【19660412】|木戸 彩',
    '交付は来週です。\n木戸 彩、【S60.4.2】です',
  ])('not %s', (marked) => expect(isOther(marked)).toBe(false));
});

it('takes a date in English for one word', () =>
  expect(wordsOf('TK1 04 MAY 2020 x').map(({ word }) => word)).toEqual(['TK1', '04 MAY 2020', 'x']));
