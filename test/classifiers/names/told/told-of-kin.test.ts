import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('a given name that is told of somebody', () => {
  it.each([
    '080-1234-5678へ折返し。名は【ふみ江】。',
    '嫁は【りつ子】です。',
    '小児慢性の更新で来所。子は【朔】、心臓の病気',
    '上の子は【はると】、下の子は【あおい】です',
    '保護した女性、名は【りん】（本名か不明）',
    '息子は【ユウジ】といいます',
    '母が【フミエ】です、今年で九十になります',
    '苗字は変わりません。下は【てるよ】です',
    '妹が、【みさと】です',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(values);
  });

  it.each([
    '猫の名はみゆき、三毛です',
    '新しい庁舎の愛称の名は「かなえ」',
    '川の名は清、水は冷たい',
    '母はいま、入院中です',
    '上は事務所で、下は駐車場です',
    '娘が昨年、結婚しました',
  ])('nobody in %s', (text) => expect(namesIn(text)).toEqual([]));
});
