import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('a date beside a relative or who a form is for', () => {
  it.each([
    '父【S44.5.6】、母【S46.2.11】、長女【H14.3.4】',
    '世帯：父 誠 【S50.1.2】／母 由美 【S52.3.4】／次男 陽 【H24.7.8】',
    '娘の美咲（【平成22年8月9日】）が学校でけがをした',
    '子：森 陽葵　【令和4年10月1日】',
    '子,森 陽葵,123456789012,【R4.10.1】',
    '孫の颯太くん（【令和元年5月5日】）',
    '利用者 大野 圭　5012345678　【1948.3.9】　女',
    '配偶者　大野 早苗　AB12345678CD　【1990.6.5】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    '娘の結婚式（平成27年5月2日）の写真',
    '父の命日（昭和60年5月5日）に墓参り',
    '息子の入学（令和5年4月6日）に合わせて転入',
    '長男 令和5年4月1日入園',
    '妻 令和5年4月1日転入',
    '申請者 山本 一郎 令和7年4月1日',
    '母 ヨネ S8.3.3没',
    '父は1965年3月31日、定年退職',
    '娘は2019年5月1日、令和の始まりの日に結婚',
    '兄の大学、1998年4月1日、入学',
    '弟子 令和5年4月1日 入門',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});

describe('a year so long ago that who calls was born in it', () => {
  it.each([
    '7,NAKANO YUI,TK0639175,新規,【1993-02-11】,堺',
    '在留 AB12345678CD、【1988.7.6】。通訳ベトナム語、本人',
    'アン・ブラウン　3012-123456　【1955.12.2】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    '初回接種 2009-04-01、田中 誠',
    '口座開設日 2002.05.06 田中 誠',
    '2005年4月1日入居、家賃 42,000円、田中 誠',
    '1995年1月17日の震災で家が全壊した。田中 誠',
    '事故日：2009/12/01　被害者 田中 誠',
    '西暦８桁で入力します。1980年１月１日の場合は 19800101 です。',
    '庁舎の建設年 1978-03-31 延べ 2,300㎡',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});

describe('the label 生 alone', () => {
  it.each([
    '氏名 木下 茂　生 【S33.9.2】　交付 R4.10.5',
    '木下 茂（生 【H5／9／26】）',
    '「生」欄 【9/26/1993】（米国式）',
    '生：【330902】（昭和）',
    '9280の方、生は【昭三・七・一】',
    '番号　氏名　生　卒\n12　笹本 節子　【22.5.4】　38.3.1\n13　早川 勲　【22.11.9】　38.3.1',
    '職員,生,採\n早川 勲,【S58.10.3】,H19.4.1',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    for (const value of values) expect(birthsIn(text)).toContain(value);
  });

  it.each(['学生 2026/4/1から', '研修生 令和6年4月1日', '出生届 令和6年5月2日受理', '新入生、4月8日 入学式'])(
    'none in %s',
    (text) => expect(birthsIn(text)).toEqual([]),
  );
});
