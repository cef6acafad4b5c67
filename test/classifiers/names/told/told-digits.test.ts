import { describe, expect, it } from 'vitest';
import { toldDigits } from '../../../../classifiers/names/told/told-digits.js';
import type { Scan } from '../../../../src/classify/scan.js';
import { findDigitGroups } from '../../../../src/text/digit-groups.js';

const told = (before: string, place: string, behind: string): boolean => {
  const text = before + place + behind;
  return toldDigits({ text, groups: findDigitGroups(text) } as Scan, before.length, before.length + place.length);
};

describe('digits that are told', () => {
  it.each([
    ['番号 ', 'ゴー ハチ ヨン', ' ロク です'],
    ['前の四桁は ', 'ナナ', ' ゴー ハチ ヨン'],
    ['1 2 3 4 ', 'はち ろく', ''],
    ['ゴ ハチ ゼロ ', 'イチ', 'です'],
  ])('%s[%s]%s are nobody’s name', (before, place, behind) => {
    expect(told(before, place, behind)).toBe(true);
  });

  it.each([
    ['電話 090-1234-5678 ', 'ナナ', 'さん'],
    ['3番 ', 'なな み', 'です'],
    ['080-1111-2222 ', 'サン シロウ', ' 様'],
    ['', 'ヤマダ ハチ', ' 12'],
  ])('%s[%s]%s may be one', (before, place, behind) => {
    expect(told(before, place, behind)).toBe(false);
  });
});
