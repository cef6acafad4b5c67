import { describe, expect, it } from 'vitest';
import { birthsInLists } from '../../../classifiers/dates/births-in-lists.js';

const birthsIn = (text: string) => birthsInLists(text).map(({ start, end }) => text.slice(start, end));

describe('births in a list of persons', () => {
  it.each`
    text                                                                       | births
    ${'遠足の参加者\n・みなと(平30.5.6) 弟あり\n・つばさ(H29-11-2)'}           | ${['平30.5.6', 'H29-11-2']}
    ${'保険の名簿\n1 高橋 直美 88.3.19\n2 佐藤 隆 H2.4.7'}                     | ${['88.3.19', 'H2.4.7']}
    ${"2年B組 中村 蓮 MZ1234567 '07.9.14 済\n2年B組 別紙"}                     | ${["'07.9.14"]}
    ${'渡航者\nYAMADA YUI TK1112223 14 FEB 2001\nMORI JUN 申請中 03 MAR 2002'} | ${['14 FEB 2001', '03 MAR 2002']}
    ${'名簿\nチャン・ティ・ホア AB12345678CD 2016年3月8日\n林 申請なし'}       | ${['2016年3月8日']}
  `('$text', ({ text, births }) => expect(birthsIn(text)).toEqual(births));

  it.each([
    '高橋 直美 88.3.19',
    '名簿\n高橋 直美 88.3.19',
    '交付 氏名\n高橋 直美 R3.4.1\n佐藤 隆 R3.5.1 交付',
    '施設 開館\n中央 図書館 H3.4.1\n北部 公民館 H5.5.1',
    '氏名 更新期限\n高橋 直美 2031.4.1\n佐藤 隆 2032.5.1',
    '資料 一覧\n議事 原案 R3.4.1\n付属 別紙 R3.5.1',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});
