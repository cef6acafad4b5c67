import { describe, expect, it } from 'vitest';
import { postalAccounts } from '../../../classifiers/bank/postal-account.js';
import type { Scan } from '../../../src/classify/scan.js';
import { findDigitGroups } from '../../../src/text/digit-groups.js';

const valuesOf = (text: string) =>
  postalAccounts({ text, groups: findDigitGroups(text), answers: undefined } as unknown as Scan).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('postalAccounts', () => {
  it.each`
    text                                                            | values
    ${'記号14030 番号12345671'}                                     | ${['14030', '12345671']}
    ${'14030-12345671'}                                             | ${['14030-12345671']}
    ${'記号からお願いします\n客:1の4030\n係:番号は\n客:1234の5671'} | ${['1の4030', '1234の5671']}
    ${'口座は12345671、記号が14030です'}                            | ${['12345671', '14030']}
    ${'番号から言うね、12345671。記号のほうは14030'}                | ${['12345671', '14030']}
    ${'ゆうちょ / F14 14030 / G14 12345671 / H14 12,000'}           | ${['14030', '12345671']}
    ${'記号14030、電話 12345671'}                                   | ${[]}
    ${'14030と12345672'}                                            | ${[]}
    ${'品番14030 数量12345678円'}                                   | ${[]}
  `('$text', ({ text, values }) => expect(valuesOf(text)).toEqual(values));
});
