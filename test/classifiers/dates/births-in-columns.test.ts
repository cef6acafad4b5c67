import { describe, expect, it } from 'vitest';
import { birthsInColumn } from '../../../classifiers/dates/births-in-columns.js';
import { valuesOf } from '../values-of.js';

const below = (text: string, cue: string) => {
  const start = text.indexOf(cue);
  return birthsInColumn(text, start, start + cue.length, cue)?.map((one) => text.slice(one.start, one.end));
};

describe('birthsInColumn', () => {
  it.each`
    text                                                                          | cue           | dates
    ${'氏名\t生年月日\t旅券\nKIDO/AYA\t07FEB88\tTK1002003'}                       | ${'生年月日'} | ${['07FEB88']}
    ${'氏名/生年月日/免許\n木戸 彩/H1-02-07/普通\nリー・アン/89.2.7/普通'}        | ${'生年月日'} | ${['H1-02-07', '89.2.7']}
    ${'| item | value | note |\n| birth | 07.02.1988 | ok |\n| since | 2019 | |'} | ${'birth'}    | ${['07.02.1988']}
    ${'番,元号,生年月日,性\n1,S,33.04.28,2'}                                      | ${'生年月日'} | ${['33.04.28']}
    ${'名,愛称,誕生日\nかぼちゃ大臣,かぼ,10月31日'}                               | ${'誕生日'}   | ${[]}
    ${'種別,番号,生年月日\n要支援,12,平成5年6月1日'}                              | ${'生年月日'} | ${['平成5年6月1日']}
    ${'種別,番号,生年月日\n小人,12,2015/4/1'}                                     | ${'生年月日'} | ${['2015/4/1']}
    ${'氏名,種別,生年月日\n木戸 彩,要支援,昭和15年6月1日'}                        | ${'生年月日'} | ${['昭和15年6月1日']}
    ${'番号,名前,愛称,誕生日\n1,かぼちゃ大臣,かぼ,10月31日'}                      | ${'誕生日'}   | ${[]}
    ${'番号,展示希望,誕生日\n1,可,2001/4/1'}                                      | ${'誕生日'}   | ${['2001/4/1']}
    ${'応募者,キャラ名,誕生日\n木戸 彩,かぼ,2001/4/1'}                            | ${'誕生日'}   | ${['2001/4/1']}
    ${'氏名,生年月日,住所\n木戸 彩,不明,堺市'}                                    | ${'生年月日'} | ${[]}
    ${'生年月日は昭和41年6月9日です'}                                             | ${'生年月日'} | ${undefined}
  `('$text', ({ text, cue, dates }) => expect(below(text, cue)).toEqual(dates));
});

describe('a field of births', async () => {
  const birthsIn = await valuesOf('DATE_OF_BIRTH');
  it('takes the first cell of the next row for none of the label above it', () =>
    expect(birthsIn('氏名,住所,生年月日\n木戸 彩,堺市,07.02.1988\n')).toEqual(['07.02.1988']));
});
