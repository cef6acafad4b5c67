import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthsInParts } from '../../../classifiers/dates/births-in-parts.js';

const partsOf = (text: string) => birthsInParts(text).map(({ start, end }) => text.slice(start, end));

describe('birthsInParts', () => {
  it.each`
    text                                                                           | parts
    ${'番;氏名;年;月;日;校\n1;山本 はな;2015;07;03;271\n2;佐藤 翔;2014;11;28;271'} | ${['2015', '07', '03', '2014', '11', '28']}
    ${'"氏名","生年","月","日"\n"江口 望","S51","2","19"'}                         | ${['S51', '2', '19']}
    ${'ふりがな:たなか みお\n年号:平成 年:29 月:4 日:18\n希望:令和9年4月'}         | ${['平成', '29', '4', '18']}
    ${'no,kaigo_no,wareki,y,m,d\n1,0012345678,S,09,02,14'}                         | ${['S', '09', '02', '14']}
    ${'"氏名","元号","年","月","日"\n"森 健","昭和","44","1","9"'}                 | ${['昭和', '44', '1', '9']}
    ${'no,品名,wareki,y,m,d\n1,ポンプ,S,09,02,14'}                                 | ${[]}
    ${'品名,年,月,日\nポンプ,2015,07,03'}                                          | ${[]}
    ${'氏名,年,月,日\n山本 はな,2015,13,03\n佐藤 翔,欠席,,'}                       | ${[]}
    ${'園児の名前 木村 健\n申請日 年号:令和 年:7 月:4 日:18'}                      | ${[]}
    ${'年号:令和 年:7 月:4 日:18'}                                                 | ${[]}
  `('finds $parts in $text', ({ text, parts }) => expect(partsOf(text)).toEqual(parts));

  it('gives places within the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '氏名',
      '年',
      '月',
      '日',
      ',',
      ';',
      '\n',
      '12',
      '2015',
      '"',
      '年号:昭和 ',
      '年:3 ',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of birthsInParts(text)) expect(text.slice(start, end)).toMatch(/^[^,;\n]+$/);
      }),
    );
  });

  it('reads lines that end in CR and LF alike, whatever column is the last', () => {
    const table = '氏名,年,月,日\n森田 浩司,1980,3,4\n';
    expect(partsOf(table.replaceAll('\n', '\r\n'))).toEqual(['1980', '3', '4']);
    expect(partsOf(table)).toEqual(['1980', '3', '4']);
  });

  it.each([
    '担当者氏名,受付,年,月,日,件数\n森田,窓口,2024,11,5,3',
    '児童作品名,年,月,日\n空,2024,3,4',
    '氏名,提出,年,月,日\n森田,済,2024,3,4',
  ])('takes no other day for a birth: %s', (text) => expect(partsOf(text)).toEqual([]));

  it('finds nothing in a table of heads', () => expect(birthsInParts('氏名,年,月,日\n'.repeat(20_000))).toEqual([]));
});
