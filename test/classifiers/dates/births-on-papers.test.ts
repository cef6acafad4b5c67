import { describe, expect, it } from 'vitest';
import { birthsOnPapers } from '../../../classifiers/dates/births-on-papers.js';
import { findDigitGroups } from '../../../src/text/digit-groups.js';
import { unmarked } from '../values-of.js';

const birthsIn = (text: string) =>
  birthsOnPapers(text, findDigitGroups(text)).map((one) => text.slice(one.start, one.end));

describe('birthsOnPapers', () => {
  it.each([
    '1) TANIMOTO/JIRO MR TK1234567 【03APR91】\n2) TANIMOTO/AKI MS 申請中 【22DEC15】',
    '1. OKUDA/MARI MS TK7654321 【09AUG1971】 VGML',
    'KUBO/REI MRS 【11JAN68】 TK7654321 11JAN33',
    '2行目:TK1234567<4JPN【790312】1M310822',
    '2行目 NS12345678JPN【650704】5F3105024',
    '健診 参加者\n小森 ヨシ 【080304】\n谷 千代子 【121121】\n※6桁は大正・昭和の年月日',
    '六桁=生年月日\n小森 ヨシ,【080304】,済',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    '出発 KIX 21MAY26 09:30',
    '小森 ヨシ 080304',
    '※6桁は生年月日\n受付 0803041',
    'ABJPN7913121M310822',
    'GET/POST 12MAR24 200',
    'INPUT/OUTPUT LOG 05FEB24 ok',
    'ISO/IEC 01JAN24',
    '※6桁は年月日です\n会議 240401\n開庁 240402',
    '※6桁は年月日です\n小森 ヨシ 240401',
    'ロット番号の6桁は製造年月日です。\n牛乳 240401',
    '※6桁は生年月日\n会議 240401',
    `※6桁は生年月日\n${'記録なし。\n'.repeat(400)}小森 ヨシ 240401`,
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));

  it('stays quick in capitals without an end', () =>
    expect(birthsIn(`${'A/'.repeat(30_000)}03APR91 `.repeat(3))).toEqual([]));
});
