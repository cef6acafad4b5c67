import { describe, expect, it } from 'vitest';
import { inOfficeList } from '../../../classifiers/offices/office-list.js';
import { unmarked, valuesOf } from '../values-of.js';

const phones = await valuesOf('PHONE_NUMBER');
const addresses = await valuesOf('ADDRESS');

const at = (marked: string) => inOfficeList(marked.replace(/[【】]/g, ''), marked.indexOf('【'));

describe('inOfficeList', () => {
  it.each([
    '県税事務所 一覧\n嶺南 【0770-56-2223】',
    '県税事務所 一覧\n嶺南 0770-56-2223/坂井 【0776-81-2300】',
    '保健所の連絡先(平日のみ)\n奥越 0779-66-2076\n丹南 【0778-51-0034】',
    '土木事務所所在地\n丹南 0778-23-4533 【越前市上太田町42-1】',
    '県税事務所一覧\nみなと北 【0770-56-2223】',
    '県立高校 問い合わせ先\n敦賀 0776-24-5171\n武生高校 【0778-22-0690】',
    '福祉事務所 連絡先\n第2 0776-24-5171/岐阜北 【0778-22-0690】',
  ])('%s', (marked) => expect(at(marked)).toBe(true));

  it.each([
    '嶺南 【0770-56-2223】',
    '窓口に来られた\n嶺南 【0770-56-2223】',
    '県税事務所 一覧\n受け取りました\n嶺南 【0770-56-2223】',
    '保健所の連絡先\n丹南 0778-51-0034\n南様 【0770-56-2223】',
    '県立高校 保護者の連絡先一覧\n藤島 【0776-24-5171】',
    '県税事務所 緊急連絡先一覧\n坂井 【0776-81-2300】',
    '県税事務所一覧\n坂井 090-1122-3344\n丹南 【0778-51-0034】',
    '県税事務所 一覧 【0770-56-2223】',
    '引っ越しで地域が変わり電話番号が変わった。\n【0770-56-2223】',
    '地区の世話役の連絡先が変わりました\n南 堀田 【0770-56-2223】',
    '校区により担当が異なります。堀田は西校区。\n西 【0770-56-2223】',
    '南小学校連絡先\n会長 堀田 【0770-56-2223】',
    '保健センター リスト\n堀田梅子,越前市上太田町42-1,【0770-56-2223】',
    '管理事務所 電話番号\n203 堀田 【0770-56-2223】',
    '中学校一覧\n2年 坪川 【0770-56-2223】',
    '病院 一覧\n院長 堀田稔 【0770-56-2223】',
    '診療所 住所\n【越前市上太田町42-1】',
    '保健所 住所\n【越前市上太田町42-1】',
    '公園 電話\n敦賀 【0770-56-2223】',
    '県立高校 連絡先\n敦賀 0770-56-2223\n坪川 【0770-56-2224】',
  ])('%s', (marked) => expect(at(marked)).toBe(false));
});

it('takes no number of the list, and those below it', () => {
  const { text, values } = unmarked('県立図書館一覧\n若狭 0770-52-2705\n連絡を求める人\n堀田 【0776-81-2300】');
  expect(phones(text)).toEqual(values);
});

it('takes no address of the list', () => {
  expect(addresses('土木事務所一覧\n丹南土木　0778-23-4533　越前市上太田町42-1-1')).toEqual([]);
});
