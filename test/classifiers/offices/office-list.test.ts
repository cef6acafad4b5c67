import { describe, expect, it } from 'vitest';
import { inOfficeList } from '../../../classifiers/offices/office-list.js';
import { unmarked, valuesOf } from '../values-of.js';

const phones = await valuesOf('PHONE_NUMBER');
const addresses = await valuesOf('ADDRESS');

const at = (marked: string) => inOfficeList(marked.replace('【', ''), marked.indexOf('【'));

describe('inOfficeList', () => {
  it.each([
    '県税事務所 一覧\n嶺南 【0770-56-2223】',
    '県税事務所 一覧\n嶺南 0770-56-2223/坂井 【0776-81-2300】',
    '保健所の連絡先(平日のみ)\n奥越 0779-66-2076\n丹南 【0778-51-0034】',
    '土木事務所所在地\n丹南 0778-23-4533 【越前市上太田町42-1】',
    '地域により担当の番号が違います。\n南部 【0770-56-2223】',
    '県立高校 問い合わせ先\n藤島 0776-24-5171\n武生 【0778-22-0690】',
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
  ])('%s', (marked) => expect(at(marked)).toBe(false));
});

it('takes no number of the list, and those below it', () => {
  const { text, values } = unmarked('県立図書館一覧\n若狭 0770-52-2705\n連絡を求める人\n堀田 【0776-81-2300】');
  expect(phones(text)).toEqual(values);
});

it('takes no address of the list', () => {
  expect(addresses('土木事務所一覧\n丹南土木　0778-23-4533　越前市上太田町42-1-1')).toEqual([]);
});
