import { describe, expect, it } from 'vitest';
import { isOfEvent, isOtherDate } from '../../../classifiers/dates/other-dates.js';
import { unmarked } from '../values-of.js';

const placed = (marked: string) => {
  const { text, values } = unmarked(marked);
  const start = text.indexOf(values[0]!);
  return [text, start, start + values[0]!.length] as const;
};

describe('isOfEvent', () => {
  it.each([
    '交付 【令和4年6月2日】',
    '有効期限:【令和9年6月1日】',
    '満了 【令和9年6月1日】',
    '【昭和52年3月20日】しゅん工',
    '市制施行 【昭和30年4月1日】',
    '祖父は【昭和52年3月20日】没',
    '命日は【昭和52年3月20日】',
    '開設年月日:【昭和52年3月20日】',
    '二小原 【平成9年3月2日】',
    '資格喪失日は【令和5年3月2日】',
    '〔受付〕【令和5年3月2日】',
    '取【4-280401】',
    '身体測定 【R5.9.4】',
    'IDO_YMD=【5050401】',
    '"expiry_date": "【2031-04-05】',
  ])('%s', (marked) => expect(isOfEvent(...placed(marked))).toBe(true));

  it.each([
    '生 【平成9年3月2日】 交付 令和4年6月2日',
    '【1990年5月6日】 有効期限 2030年1月1日',
    '登録は【1990年5月6日】です',
    'video=【5050401】',
    '大野 圭(【平成9年3月2日】)',
  ])('not %s', (marked) => expect(isOfEvent(...placed(marked))).toBe(false));
});

describe('isOtherDate', () => {
  it.each([
    '結婚記念日 【昭和52年3月20日】',
    '登録は【1990年5月6日】です',
    '県令(文政3年9月1日 - 【明治30年7月5日】)',
    '記入例:【昭和60年4月1日】',
    '1月1日の場合は 【19800101】',
    '【昭和52年3月20日】に建てた家',
    '【昭和52年3月20日】~',
  ])('%s', (marked) => expect(isOtherDate(...placed(marked))).toBe(true));

  it.each(['主人は【昭和10年1月14日】に生まれ', '旅券 【1990年5月6日】 有効期限 2030年1月1日'])('not %s', (marked) =>
    expect(isOtherDate(...placed(marked))).toBe(false),
  );
});
