import { describe, expect, it } from 'vitest';
import { birthsOverTurns } from '../../../classifiers/dates/births-over-turns.js';

const LABEL = '生年月日';
const parts = (text: string) =>
  birthsOverTurns(text, text.indexOf(LABEL) + LABEL.length, LABEL).map(({ start, end }) => text.slice(start, end));

describe('birthsOverTurns', () => {
  it.each`
    text                                                                                 | told
    ${'OP:生年月日は。\n客:昭和のはちねん、\nOP:昭和8年、\n客:じゅうがつのむいかです。'} | ${['昭和のはちねん', '昭和8年', 'じゅうがつのむいか']}
    ${'生年月日をどうぞ\n客:平成3年\n係:はい\n客:七月の\n係:はい\n客:十九日'}            | ${['平成3年', '七月', '十九日']}
    ${'生年月日を\n客:しょうわ\n係:はい\n客:ろくじゅうねんの、しがつ、ついたち'}         | ${['しょうわ', 'ろくじゅうねんの、しがつ、ついたち']}
    ${'生年月日は必須です\n受付は4月1日から'}                                            | ${[]}
    ${'生年月日は\n客:覚えていません\n客:昭和8年\n客:4月1日'}                            | ${[]}
    ${'生年月日は\n客:4月1日'}                                                           | ${[]}
    ${'生年月日'}                                                                        | ${[]}
  `('$text', ({ text, told }) => expect(parts(text)).toEqual(told));
});
