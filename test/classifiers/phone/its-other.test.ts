import { describe, expect, it } from 'vitest';
import { isItsOther, isSomebodys } from '../../../classifiers/phone/its-other.js';
import { loadWordKinds } from '../../../src/text/tokenizer.js';
import { unmarked, valuesOf } from '../values-of.js';

const words = await loadWordKinds();
const found = await valuesOf('PHONE_NUMBER');

describe('isItsOther', () => {
  it.each`
    between           | out
    ${'、ファクスは'} | ${true}
    ${'(FAX '}        | ${true}
    ${' 夜間 '}       | ${true}
    ${'\nFAX '}       | ${true}
    ${'または直通'}   | ${true}
    ${' 正 '}         | ${true}
    ${'、正しくは'}   | ${true}
    ${' 正木 '}       | ${false}
    ${'、'}           | ${true}
    ${'と'}           | ${false}
    ${'または'}       | ${false}
    ${'\n'}           | ${false}
    ${'\n電話 '}      | ${false}
    ${' '}            | ${false}
    ${'、自宅は'}     | ${false}
  `('$between: $out', ({ between, out }) => expect(isItsOther(between, 0, between.length)).toBe(out));
});

describe('isSomebodys', () => {
  it.each`
    behind                    | out
    ${'(自宅)'}               | ${true}
    ${'、後のほうが私の番号'} | ${true}
    ${'が母の番号'}           | ${true}
    ${' 山口'}                | ${true}
    ${'(田中)'}               | ${true}
    ${'は岸本です'}           | ${true}
    ${'(直通)'}               | ${false}
    ${'(代表)'}               | ${false}
    ${' 広報課'}              | ${false}
    ${'、母子保健係です'}     | ${false}
    ${'です。自宅は別'}       | ${false}
    ${''}                     | ${false}
  `('$behind: $out', ({ behind, out }) => expect(isSomebodys({ text: `0${behind}`, words }, 1)).toBe(out));
});

it.each([
  '保健所 0587-55-1602と【0587-55-1770】(自宅)',
  '府庁06-6941-0351または【06-6745-7721】(自宅)へ連絡',
  '市役所06-6941-0351と【06-6745-7721】、後のほうが私の番号',
  '図書館0587-55-1602\n【0587-55-1770】 山口\n【0587-55-1780】 田中',
  '保健所 電話0587-55-1602、FAX 0587-55-1770',
  '市役所06-6941-0351または夜間06-6941-0360',
])('beside an office: %s', (marked) => {
  const { text, values } = unmarked(marked);
  expect(found(text)).toEqual(values);
});
