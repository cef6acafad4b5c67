import { describe, expect, it } from 'vitest';
import { birthsOverTurns } from '../../../classifiers/dates/births-over-turns.js';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { unmarked } from '../values-of.js';

const LABEL = '生年月日';
const parts = (text: string) =>
  birthsOverTurns(text, text.indexOf(LABEL) + LABEL.length, LABEL).map(({ start, end }) => text.slice(start, end));

describe('birthsOverTurns', () => {
  it.each`
    text                                                                                                | told
    ${'OP:生年月日は。\n客:昭和のはちねん、\nOP:昭和8年、\n客:じゅうがつのむいかです。'}                | ${['昭和のはちねん', '昭和8年', 'じゅうがつのむいか']}
    ${'生年月日をどうぞ\n客:平成3年\n係:はい\n客:七月の\n係:はい\n客:十九日'}                           | ${['平成3年', '七月', '十九日']}
    ${'生年月日を\n客:しょうわ\n係:はい\n客:ろくじゅうねんの、しがつ、ついたち'}                        | ${['しょうわ', 'ろくじゅうねんの、しがつ、ついたち']}
    ${'生年月日は必須です\n受付は4月1日から'}                                                           | ${[]}
    ${'生年月日は\n客:覚えていません'}                                                                  | ${[]}
    ${'生年月日は\n客:昭和8年の\n係:何月でしょう\n客:四月、桜の、一日です。\n係:ご予約は12月2日ですね'} | ${['昭和8年', '四月', '一日']}
    ${'生年月日は\n客:九月二十一日\n係:生まれた年も\n客:平成五年\n係:1993年9月21日ですね'}              | ${['九月二十一日', '平成五年', '1993年9月21日']}
    ${'生年月日は\n客:74年、11月の30日\n係:1974年11月30日。ご来庁は12月3日で'}                          | ${['74年、11月の30日', '1974年11月30日']}
    ${'生年月日は11月4日ですか\n客:いえ、十一月の十四日です\n係:昭和61年11月14日ですね'}                | ${['11月4日', '十一月の十四日', '昭和61年11月14日']}
    ${'生年月日を8桁で\n客:イチキュウロクニ ゼロサン イチゴ\n係:1962年3月15日'}                         | ${['イチキュウロクニ ゼロサン イチゴ', '1962年3月15日']}
    ${'「生年月日は」「2006の、1月13」「はい」「お電話は」「1月20日にかけます」'}                       | ${['2006の、1月13']}
    ${'生年月日は\n客:昭和です、十一年の四月二日\n係:ご結婚は昭和三十年ですか'}                         | ${['昭和です、十一年の四月二日']}
    ${'昭和13年ですわ。\n係:生年月日は\n客:二月の二十二日です'}                                         | ${['二月の二十二日', '昭和13年']}
    ${'生年月日は\n係:交付日は\n客:令和5年の11月6日'}                                                   | ${[]}
    ${'生年月日は\n係:有効期限を\n客:令和5年の11月6日まで有効'}                                         | ${[]}
    ${'生年月日は\n客:44年の3月9日です\n係:昭和でよろしいですか'}                                       | ${['44年の3月9日']}
    ${'生年月日'}                                                                                       | ${[]}
  `('$text', ({ text, told }) => expect(parts(text)).toEqual(told));
});

describe('a date of an old era that is told without a label', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const births = (text: string) =>
    detector
      .detect(text)
      .findings.filter(({ type }) => type === 'DATE_OF_BIRTH')
      .map(({ start, end }) => text.slice(start, end));

  it.each([
    'spk_1 【昭和 三十 七 年 の えー 二 月 の 二十 八】 です\nspk_0 【三十七年二月二十八日】 承知しました',
    'A　主人が【昭和元年の十二月二十九日】で\nB　【昭和元年】、でございますか',
    '生年月日をお願いします\n客:【昭和 ゴジュー サン ネン】\n係:はい\n客:【ハチガツ ジューゴニチ】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(births(text)).toEqual(values);
  });

  it.each([
    '65歳になる人（昭和30年の4月2日〜昭和31年の4月1日生まれの方など）',
    '創立は大正15年の4月8日、今年で百周年です。',
    'この橋は昭和四十年の三月一日に完成しました。',
    '昭和の町並みを三十分かけて歩きます。二月の二十八日まで。',
  ])('none in %s', (text) => expect(births(text)).toEqual([]));
});
