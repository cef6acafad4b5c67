import { describe, expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('a date that is told without a label', () => {
  it.each`
    text                                                     | births
    ${'係：昭和52年3月の\n客：9日です。住所も言いますか'}    | ${['昭和52年3月', '9日']}
    ${'客：平成4年の、\n係：はい、\n客：元日です、1月1日。'} | ${['平成4年', '元日', '1月1日']}
    ${'客：昭和九、七、廿五'}                                | ${['昭和九、七、廿五']}
  `('$text', ({ text, births }) => expect(birthsIn(text)).toEqual(births));

  it.each([
    'この条例は平成30年の\n4月1日から効力を持ちます',
    '（元号 大正2 昭和3 平成4）',
    '係：結婚は平成4年の\n客：5月3日です',
  ])('none in %s', (text) => expect(birthsIn(text)).toEqual([]));
});
