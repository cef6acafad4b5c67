import { describe, expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('a date without a label', () => {
  it.each([
    ['雪村　あおい様／H15.2.27', 'H15.2.27'],
    ['鬼頭　麗奈さん、平成9年11月5日。落としたのは駅', '平成9年11月5日'],
    ['預けた子（じゅりちゃん、2021.04.26）', '2021.04.26'],
    ['申込者　山田 奏（平７・６・２）', '平７・６・２'],
    ['紺野、S46・3・20、次回は12月', 'S46・3・20'],
    ['八木沢 泰氏。免許あり、S43/07/07。', 'S43/07/07'],
  ])('is a birth behind a name with its title, or so long ago: %s', (text, birth) =>
    expect(birthsIn(text)).toEqual([birth]),
  );

  it.each([
    '斉藤さん、平成9年11月5日に来庁',
    'まるちゃん、2024.04.01から休園',
    '山田様、2026年4月1日に受付',
    '市の天然記念物、指定は昭和41年6月10日',
    '盆踊り 昭和38年8月14日開始、今年も',
  ])('is none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});
