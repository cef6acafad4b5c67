import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from './values-of.js';

const addresses = await valuesOf('ADDRESS');

describe('numbers behind a place', () => {
  it.each([
    '住所は福井市大手3-17-1です。\nOP：番地は\n【3-17】 ですか',
    '送り先【勝山市村岡町寺尾51-11】 TEL 0779-88-0001',
    '送り先【勝山市村岡町寺尾51-11 テルハイツ203】',
    '住所は【勝山市村岡町寺尾 3/17】です',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(addresses(text)).toEqual(expect.arrayContaining(values));
  });

  it.each`
    text                                              | because
    ${'講習 9/8 勝山市村岡町寺尾、9/10 大野市天神町'} | ${'9/10 is a day'}
    ${'通行止め 大野市天神町 10/26~12/18'}            | ${'from one day to another'}
    ${'勝山市 平泉寺第1~第5 0779-88-0000'}            | ${'several are counted'}
  `('none in $text, as $because', ({ text }) =>
    expect(addresses(text).filter((value) => /[0-9]/.test(value))).toEqual([]),
  );

  it('takes the numbers of paragraphs for none', () => {
    const rules = '2-1 県の施設は大野市天神町1-1にある。\n2-2 相談は予約の後に受ける。\n2-3 記録は夕方に残す。';
    expect(addresses(rules)).not.toContain('2-2');
    expect(addresses(rules)).not.toContain('2-3');
  });
});
