import { describe, expect, it } from 'vitest';
import { ASKS } from '../../../classifiers/dictation/asks.js';
import { type Dictated, dictated } from '../../../classifiers/dictation/dictated.js';
import type { InformationType } from '../../../src/classify/finding.js';
import type { Scan } from '../../../src/classify/scan.js';
import { findDigitGroups } from '../../../src/text/digit-groups.js';

const EMPLOYMENT: Dictated = { labels: ['雇用保険'], whole: /^[0-9]{11}$/, most: 11, cuts: [4, 10, 11] };
const CARD: Dictated = {
  labels: ['在留カード'],
  whole: /^[A-Z]{2}[0-9]{8}[A-Z]{2}$/,
  most: 12,
  letters: true,
  alsoNamed: ['CREDIT_CARD_NUMBER'],
};

function pieces(text: string, number: Dictated, type: InformationType): string[] {
  const cues = [...number.labels, ...ASKS];
  const hits = cues
    .flatMap((label, cue) =>
      [...text.matchAll(new RegExp(label, 'g'))].map(({ index }) => ({ cue, start: index, end: index + label.length })),
    )
    .sort((one, other) => one.start - other.start);
  const scan = { text, groups: findDigitGroups(text) } as unknown as Scan;
  return dictated(scan, hits, type, number).map(({ start, end }) => text.slice(start, end));
}
const employment = (text: string) => pieces(text, EMPLOYMENT, 'EMPLOYMENT_INSURANCE_NUMBER');
const card = (text: string) => pieces(text, CARD, 'RESIDENCE_CARD_NUMBER');

describe('dictated', () => {
  it.each`
    text                                                                                                             | told
    ${'OP:雇用保険の番号は\n客:2301の\nOP:2301の\n客:ごーごーはち、ぜろきゅーにー\nOP:はい\n客:最後が四です'}        | ${['2301', '2301', 'ごーごーはち、ぜろきゅーにー', '四']}
    ${'雇用保険の番号を お願いします はい 2301の はい 558092 はい 4です'}                                            | ${['2301', '558092', '4']}
    ${'OP:雇用保険は\n客:2301、いや2310の\nOP:2310\n客:558092の4です'}                                               | ${['2301、いや2310', '2310', '558092の4']}
    ${'係「雇用保険の番号を」\n客「2301」\n係「2307」\n客「いえ、2301」\n係「失礼しました、2301」\n客「558092の4」'} | ${['2301', '2307', '2301', '2301', '558092の4']}
    ${'窓口 雇用保険の番号は\n客 二三〇一の五五、ええと五五八の〇九二の四です\n窓口 2301-558092-4ですね'}            | ${['二三〇一の五五、ええと五五八の〇九二の四', '2301-558092-4']}
    ${'係:番号をどうぞ。\n客:ゼロが三つで1の、\n係:はい。\n客:558092の、4です。'}                                    | ${['ゼロが三つで1', '558092の、4']}
    ${'雇用保険ね、番号が2301で、ちょっと待って、眼鏡、558の092、それから4です'}                                     | ${['2301', '558の092、それから4']}
  `('hears $told in $text', ({ text, told }) => expect(employment(text)).toEqual(told));

  it.each`
    text                                                                                                            | told
    ${'OP:在留カードの右上、英字から\nCL:エス、ディー\nOP:S、D。数字を。\nCL:8810の5526\nOP:最後は\nCL:ケー、エム'} | ${['エス、ディー', 'S、D', '8810の5526', 'ケー、エム']}
    ${'在留カードの番号、ブラボーのビー、チャーリーのシー、それから45901132、最後がディー、エムです'}               | ${['ブラボーのビー、チャーリーのシー、それから45901132、最後がディー、エム']}
    ${'窓口:英字をどうぞ\n客:メロンのエム、ビー\n窓口:MBですね\n客:よんごー、きゅうぜろ、11の32、シー、エー'}       | ${['メロンのエム、ビー', 'MB', 'よんごー、きゅうぜろ、11の32、シー、エー']}
  `('hears letters: $told', ({ text, told }) => expect(card(text)).toEqual(told));

  it('takes the pieces that the other speaker did not want to hear', () =>
    expect(employment('客:雇用保険の番号ね、2301の\nOP:番号はおっしゃらなくて結構です\n客:5580、あらそう')).toEqual([
      '2301',
      '5580',
    ]));

  it('takes what was misheard where all of it is read back', () =>
    expect(
      employment('OP:雇用保険の番号は\n客:にーさん、ぜろ、ごーごーはち、にー、よん\nOP:2301-558092-4ですね'),
    ).toEqual(['にーさん、ぜろ、ごーごーはち、にー、よん', '2301-558092-4']));

  it.each([
    ['another number is asked for', 'OP:雇用保険ですね、電話番号を\n客:2301の558092の4'],
    ['another number is named', 'OP:雇用保険ですね、免許証の番号を\n客:2301の558092の4'],
    ['nothing is told', 'OP:雇用保険の番号は\n客:わかりません\nOP:はい'],
    ['dates and amounts follow', 'OP:雇用保険の加入は\n客:2019年の\nOP:はい\n客:4月1日から、120000円'],
    ['it is a form', '雇用保険 加入\n人数 2301\n558092\n4'],
    ['it is a table', '雇用保険の給付\n区分\t人数\n1\t2301\n2\t558092'],
    ['it is a list of amounts', '雇用保険の受給者は2,301人で、前年は5,580人、その前は924人'],
    ['too few digits are told', 'OP:雇用保険の番号は\n客:23\nOP:はい\n客:01'],
    ['too many digits are told', 'OP:雇用保険の番号は\n客:23010987\nOP:はい\n客:55809244\nOP:はい\n客:1122'],
    ['a number of some other kind is asked for', 'OP:受付番号をどうぞ。\n客:2301の\nOP:はい\n客:558092の4です'],
  ])('finds nothing where %s', (_why, text) => expect(employment(text)).toEqual([]));

  it('listens only a few turns behind a label', () => {
    const text = `${'雇用保険の'.repeat(10_000)}${'OP:雇用保険の番号は\n客:2301の\n'.repeat(1_000)}`;
    const begin = performance.now();
    employment(text);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
