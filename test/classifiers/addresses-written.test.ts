import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from './values-of.js';

const addresses = await valuesOf('ADDRESS');

const expectMarked = (marked: string): void => {
  const { text, values } = unmarked(marked);
  expect(addresses(text)).toEqual(expect.arrayContaining(values));
};

describe('the number of a block', () => {
  it.each([
    '氏名,住所,電話\n谷口 実,【敦賀市呉羽町8-12】,0770-22-0000',
    '3,谷口 実,【敦賀市呉羽町8-12】,81,欠席',
    '【鯖江市本町の五の十二】です',
    '家は【春日町の四の十七】の角です',
    '谷口です、【鯖江の春日町の四の十七】に住んどります',
    '集合　谷口　【住吉 2の5の11】',
    '来月から【鯖江の河和田町、奥瀬の百四の七】に移ります',
    '住まいは【越前の、春日町三丁目の四の十七】です',
    '【羽咋市柴垣町ぬ14番地】の谷口です',
    '【羽咋市柴垣町よの十七】に越しました',
    '【羽咋市柴垣町12部40】に住む谷口',
    '住所 【今治市菊間町浜2番耕地118】',
    '【大野市日吉ほのか三丁目2-8】に住んでいます',
    'ご自宅は【坂井市春江町東 4-15-2】',
    '谷口 実（【北長町 415】）',
    '谷口 実（【北長町 415】）\n木下 愛（【同 417-C】）',
    '調査先\n【字小深田 31-2】 谷口',
  ])('%s', expectMarked);

  it.each`
    text                                  | because
    ${'鯖江市本町12,500円'}               | ${'thousands are counted'}
    ${'大正十二の三の四に生まれた'}       | ${'it is a day'}
    ${'春江地内　4-15-2号のます'}         | ${'it is where a thing is built'}
    ${'支店（北長町 415）'}               | ${'a shop stands before the bracket'}
    ${'福井の六三一八の二二〇七へ電話を'} | ${'it is a telephone number'}
  `('none in $text, as $because', ({ text }) =>
    expect(addresses(text).filter((value) => /[0-9一二三四五六七八九]/.test(value))).toEqual([]),
  );

  it('leaves a city that is said twice outside', () =>
    expect(addresses('福井の敦賀市呉羽町8-12に住んでいます')).toEqual(['敦賀市呉羽町8-12']));
});

describe('house and room', () => {
  it.each([
    '【敦賀市呉羽町8-12 コーポ栗の実203】',
    '【敦賀市呉羽町8-12 メゾンゆずの木 203】',
    '【敦賀市呉羽町8-12 県営呉羽 5-304】',
    '【敦賀市呉羽町8-12 シェアハウス松 3B】',
    '【敦賀市呉羽町8-12 コーポ松C-4】',
    '【敦賀市呉羽町8-12 呉羽団地 7棟12】',
    '【敦賀市呉羽町8-12 コーポ松2階の奥】',
    '【市営和久野第三　8-402】の谷口さん',
    '谷口　【県営和久野 6棟 402号室】',
    '【ベルヒルズ松原 1203】',
    'うちは【つつじ荘203】です',
    'ご自宅兼事務所 【敦賀市呉羽町8-12】',
    '郵送先は【敦賀市呉羽町8-12】です',
    '号室は【県営和久野団地6-402】と聞いた',
  ])('%s', expectMarked);

  it.each(['県営住宅 3-405の募集', '市営バス 12-304の忘れ物', '市営野球場 3-102'])('none in %s', (text) =>
    expect(addresses(text)).toEqual([]),
  );
});

describe('in kana', () => {
  it.each([
    '【もみじちょう4-1-9】にすんでいます',
    'おうちは【もみじちょう4の1の9】です',
    '【つるがし みどりまち 4の19】',
    '【ｲｼｶﾜｹﾝ ﾊｸｲｼ ｼﾊﾞｶﾞｷ 8-12】',
    'ﾀﾆｸﾞﾁ ﾐﾉﾙ    【ﾂﾙｶﾞｼ ｸﾚﾊﾞﾏﾁ ﾐﾅﾐ 12】',
    'いえは 【さかいし　まるおか　いっちょうめ　ななの　さん】 です',
  ])('%s', expectMarked);

  it.each(['ヒロシ キヨシ 30', 'たかし きよし 3'])('none in %s', (text) => expect(addresses(text)).toEqual([]));
});

describe('in Latin letters', () => {
  it.each([
    'She lives at 【4-7-12 Matsubara-nishi, Tsuruga】.',
    'SENT TO 【4-7-12 MATSUBARA, TSURUGA】',
    'JUSHO=【TSURUGA-SHI KUREHA-CHO 8-12】',
  ])('%s', expectMarked);

  it.each(['Release 4-7-12 Summer update', '03-5555-1234 Tokyo Office, Minato'])('none in %s', (text) =>
    expect(addresses(text)).toEqual([]),
  );
});

describe('nobody lives', () => {
  it.each([
    'お届け先　敦賀市呉羽町8-12\n敦賀市立中央図書館 御中',
    '<area>坂井市春江</area><body>大雨警報</body>',
    '敦賀市相生町の交通規制は何時からか。',
  ])('in %s', (text) => expect(addresses(text)).toEqual([]));

  it('but who has a letter sent there', () => expectMarked('お届け先　【敦賀市呉羽町8-12】\n谷口 実 様'));
});
