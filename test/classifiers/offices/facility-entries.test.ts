import { describe, expect, it } from 'vitest';
import { isFacilityEntry, isOfficeObject } from '../../../classifiers/offices/facility-entries.js';
import { valuesOf } from '../values-of.js';

const addresses = await valuesOf('ADDRESS');
const plain = (marked: string) => marked.replace('【', '');
const SECOND = '\n坂井保健所\n あわら市春宮2-21-17';

describe('isFacilityEntry', () => {
  it.each([
    `●奥越保健所\n 【大野市天神町1-1${SECOND}`,
    `奥越保健所(大野)\n 所在地:〒912-0084 【大野市天神町1-1${SECOND}`,
    `奥越保健所\n 0779-66-0000\n 【大野市天神町1-1${SECOND}`,
    `「奥越図書館」は 【大野市天神町1-1、月曜休み。「坂井図書館」(あわら市春宮2-21-17)`,
    `奥越県税事務所 【大野市天神町1-1 0779-66-0000\n坂井県税事務所 あわら市春宮2-21-17`,
  ])('%s', (marked) => expect(isFacilityEntry(plain(marked), marked.indexOf('【'))).toBe(true));

  it.each([
    '奥越保健所\n 【大野市天神町1-1',
    `奥越保健所の隣\n 【大野市天神町1-1${SECOND}`,
    `市民課\n 【大野市天神町1-1${SECOND}`,
    `奥越保健所\n 【大野市天神町1-1 堀田様${SECOND}`,
    `奥越保健所\n 【大野市天神町1-1に住む${SECOND}`,
    `奥越保健所\n 【大野市天神町1-1${SECOND}\n折り返し希望`,
    `奥越保健所\n 堀田 【大野市天神町1-1${SECOND}`,
  ])('not %s', (marked) => expect(isFacilityEntry(plain(marked), marked.indexOf('【'))).toBe(false));
});

describe('isOfficeObject', () => {
  it.each`
    before                                                               | behind                     | office   | because
    ${'{"name":"奥越土木事務所","addr":"'}                               | ${'"}'}                    | ${true}  | ${'its name is an office'}
    ${'[{"code":1,"name":"奥越支所","zip":"912-0084","tel":"","addr":"'} | ${'"}]'}                   | ${true}  | ${'other keys may stand between'}
    ${'{"name":"堀田","office":"奥越支所","addr":"'}                     | ${'"}'}                    | ${false} | ${'its name is somebody'}
    ${'{"office":"奥越支所","addr":"'}                                   | ${'"}'}                    | ${false} | ${'the office is who wrote it'}
    ${'{"name":"奥越支所","addr":"'}                                     | ${'","applicant":"堀田"}'} | ${false} | ${'somebody applied there'}
    ${'{"name":"奥越支所"},{"addr":"'}                                   | ${'"}'}                    | ${false} | ${'it is another object'}
  `('$before…$behind: $office, as $because', ({ before, behind, office }) =>
    expect(isOfficeObject(`${before}大野市天神町1-1${behind}`, before.length)).toBe(office),
  );
});

it('takes an address for a place that one visits where its name stands right before it', () => {
  expect(addresses('「海の県民の森」(福井市赤坂町66-11)へ')).toEqual([]);
  expect(addresses('恐竜文学館 勝山市村岡町寺尾51-11、月曜休み')).toEqual([]);
  expect(addresses('県民の森、福井市赤坂町66-11の女性から')).toEqual(['福井市赤坂町66-11']);
  expect(addresses('文学館の隣の勝山市村岡町寺尾51-11に住んでいます')).toEqual(['勝山市村岡町寺尾51-11']);
});
