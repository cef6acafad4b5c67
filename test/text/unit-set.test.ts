import { describe, expect, it } from 'vitest';
import { UnitSet } from '../../src/text/unit-set.js';

describe('UnitSet', () => {
  it.each([/[ぁ-ん]/, /[一-龠々ヶ\ud840-\udfff]/, /[^\s。、]/, /\d/])('holds what %s matches', (pattern) => {
    const set = new UnitSet(pattern);
    for (let unit = 0; unit < 0x10000; unit++)
      if (set.has(unit) !== pattern.test(String.fromCharCode(unit))) expect.fail(`unit ${unit}`);
  });

  it('finds one within a range, and none beyond the text', () => {
    const digits = new UnitSet(/[0-9]/);
    expect(digits.anyIn('a1b', 0, 3)).toBe(true);
    expect(digits.anyIn('a1b', 2, 9)).toBe(false);
    expect(digits.anyIn('a1b', 0, 1)).toBe(false);
    expect(digits.has(Number.NaN)).toBe(false);
  });
});
