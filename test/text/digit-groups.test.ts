import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapBetween } from '../../src/text/digit-gaps.js';
import { findDigitGroups } from '../../src/text/digit-groups.js';

const digitsOf = (text: string) => findDigitGroups(text).map(({ digits }) => digits);

describe('findDigitGroups', () => {
  it.each`
    text                                  | digits
    ${'090-1234-5678'}                    | ${['090', '1234', '5678']}
    ${'〇九〇の一二三四'}                 | ${['090', '1234']}
    ${'ゼロキュウゼロの'}                 | ${['090']}
    ${'ぜろきゅうぜろ、いちにいさんよん'} | ${['090', '1234']}
    ${'ゼロ、キュウ、ゼロ'}               | ${['0', '9', '0']}
    ${'こちらに、しかし、くださいと'}     | ${[]}
    ${'さんざん'}                         | ${[]}
    ${'一般'}                             | ${['1']}
    ${'なし'}                             | ${[]}
    ${'オペレーター'}                     | ${[]}
    ${'サンプル'}                         | ${[]}
    ${'サンニイチハチ'}                   | ${['3218']}
    ${'0 8 0 - 5444'}                     | ${['080', '5444']}
    ${'3 4'}                              | ${['3', '4']}
    ${'ゼロ、はち、ゼロ'}                 | ${['0', '8', '0']}
    ${'サンゴーハチイチに電話'}           | ${['3581']}
    ${'さんぱーいちなな'}                 | ${['3817']}
    ${'よんろくごーになります'}           | ${['465']}
    ${'いちごーろくななにして'}           | ${['1567']}
    ${'六六二八にご一報'}                 | ${['6628', '1']}
    ${'ゼロ・キュウ・ゼロ'}               | ${['0', '9', '0']}
    ${'よんろくごーになな'}               | ${['46527']}
    ${'ろくきゅうななの、ななです'}       | ${['697', '7']}
    ${'ろくきゅうななの、ごの件'}         | ${['697']}
  `('reads $text as $digits', ({ text, digits }) => expect(digitsOf(text)).toEqual(digits));

  it('finds every row of ASCII digits, in order and disjoint', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('0', '7', '-', 'あ', '一', 'ゼロ', ' '), maxLength: 60 }),
        (text) => {
          const groups = findDigitGroups(text);
          let at = 0;
          for (const { start, end } of groups) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          const ascii = groups.filter(({ script }) => script === 'ascii').map(({ digits }) => digits);
          expect(ascii.join('')).toEqual((text.match(/[0-9]+/g) ?? []).join(''));
        },
      ),
    );
  });
});

describe('gapBetween', () => {
  it.each`
    gap                         | kind
    ${'-'}                      | ${'mark'}
    ${')'}                      | ${'none'}
    ${' - '}                    | ${'mark'}
    ${' '}                      | ${'space'}
    ${'の'}                     | ${'loose'}
    ${'の、えっと、'}           | ${'loose'}
    ${'です。\n'}               | ${'loose'}
    ${'、\nお客様: '}           | ${'loose'}
    ${':'}                      | ${'none'}
    ${','}                      | ${'none'}
    ${'\n'}                     | ${'none'}
    ${'円と'}                   | ${'none'}
    ${'から数えて三日後のあの'} | ${'none'}
  `('$gap is $kind', ({ gap, kind }) => {
    expect(gapBetween(`1${gap}2`, 1, 1 + gap.length)).toBe(kind);
  });

  it.each`
    text                      | kind
    ${'(06)6941'}             | ${'mark'}
    ${'(072)-438'}            | ${'mark'}
    ${'090(1234)5678'}        | ${'mark'}
    ${'4020) 17:20'}          | ${'none'}
    ${'4487(19時まで)'}       | ${'none'}
    ${'07031248068_20260827'} | ${'none'}
  `('brackets and lines join only what they enclose: $text is $kind', ({ text, kind }) => {
    const [one, next] = findDigitGroups(text);
    expect(gapBetween(text, one!.end, next!.start)).toBe(kind);
  });
});
