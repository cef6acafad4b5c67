import { describe, expect, it } from 'vitest';
import { symbolsAndNumbers } from '../../../classifiers/insurance/symbol-and-number.js';

const valuesOf = (text: string) => {
  const hits = [...text.matchAll(/記号/g)].map(({ index }) => ({ cue: 0, start: index, end: index + 2 }));
  return symbolsAndNumbers(text, hits).map(({ start, end }) => text.slice(start, end));
};

describe('symbolsAndNumbers', () => {
  it.each`
    text                                                       | values
    ${'記号5410/番号227/枝番01'}                               | ${['5410', '227']}
    ${'記号が「75012344」、番号が「62」とのこと'}              | ${['75012344', '62']}
    ${'│記号  │池国   │\n│番号  │73105  │'}                    | ${['池国', '73105']}
    ${'客:記号が二一の四五。\n係:番号は。\n客:六〇八九です。'} | ${['二一の四五', '六〇八九']}
    ${'国保の記号番号 阪南 21-004873'}                         | ${['阪南 21-004873']}
    ${'記号・番号 377-74491'}                                  | ${['377-74491']}
    ${'記号なし、番号11908823'}                                | ${['11908823']}
    ${'国保の証 記号堺・北 番号2208417'}                       | ${['堺・北', '2208417']}
    ${'保険者番号|記号|番号|枝番\n06273577|118|40962|02'}      | ${['118', '40962']}
    ${'"枝番","番号","記号"\n"00","9281","7021"'}              | ${['7021', '9281']}
    ${'口座名義|記号|番号\nヤマワキ|14520|97682411'}           | ${[]}
    ${'ゆうちょの記号14030、番号12345671'}                     | ${[]}
    ${'記号の意味を知りたい'}                                  | ${[]}
    ${'地図の記号は12種類'}                                    | ${[]}
  `('$text', ({ text, values }) => expect(valuesOf(text)).toEqual(values));
});
