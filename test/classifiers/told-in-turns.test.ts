import { describe, expect, it } from 'vitest';
import { type ToldNumber, toldInTurns } from '../../classifiers/told-in-turns.js';
import type { Scan } from '../../src/classify/scan.js';
import { findDigitGroups } from '../../src/text/digit-groups.js';

const EMPLOYMENT: ToldNumber = { labels: ['雇用保険'], digits: 11 };
const CARD: ToldNumber = { labels: ['在留カード'], digits: 8, letters: true, lettersBehind: true };

function pieces(text: string, number: ToldNumber): string[] {
  const hits = number.labels.flatMap((label, cue) =>
    [...text.matchAll(new RegExp(label, 'g'))].map(({ index }) => ({ cue, start: index, end: index + label.length })),
  );
  const scan = { text, groups: findDigitGroups(text) } as unknown as Scan;
  return toldInTurns(scan, hits, number).map(({ start, end }) => text.slice(start, end));
}

describe('toldInTurns', () => {
  it('finds the pieces and what is read back', () =>
    expect(
      pieces(
        'OP:雇用保険の番号は\n客:2301の\nOP:2301の\n客:ごーごーはち、ぜろきゅーにー\nOP:はい\n客:最後が四です',
        EMPLOYMENT,
      ),
    ).toEqual(['2301', '2301', 'ごーごーはち、ぜろきゅーにー', '四']));

  it('finds letters where the number has them', () =>
    expect(
      pieces(
        'OP:在留カードの右上、英字から\nCL:エス、ディー\nOP:S、D。数字を。\nCL:8810の5526\nOP:最後は\nCL:ケー、エム',
        CARD,
      ),
    ).toEqual(['エス、ディー', 'S、D', '8810の5526', 'ケー、エム']));

  it.each([
    ['another number is asked for', 'OP:雇用保険ですね、電話番号を\n客:2301の558092の4'],
    ['nothing is told', 'OP:雇用保険の番号は\n客:わかりません\nOP:はい'],
    ['dates and amounts follow', 'OP:雇用保険の加入は\n客:2019年の\nOP:はい\n客:4月1日から、120000円'],
    ['it is a form', '雇用保険 加入\n人数 2301\n558092\n4'],
    ['too few digits are told', 'OP:雇用保険の番号は\n客:23\nOP:はい\n客:01'],
    ['too many digits are told', 'OP:雇用保険の番号は\n客:23010987\nOP:はい\n客:55809244\nOP:はい\n客:1122'],
  ])('finds nothing where %s', (_why, text) => expect(pieces(text, EMPLOYMENT)).toEqual([]));

  it('looks only a few turns behind a label', () => {
    const text = `${'雇用保険の'.repeat(20_000)}${'OP:雇用保険の番号は\n客:2301の\n'.repeat(2_000)}`;
    const begin = performance.now();
    pieces(text, EMPLOYMENT);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
