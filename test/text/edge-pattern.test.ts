import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { firstUnitsOf, lastUnitsOf } from '../../src/text/pattern-units.js';
import { UnitSet } from '../../src/text/unit-set.js';

const OPENINGS = [
  /^(?:$|[\s、。]|様|さま|です)/,
  /^ ?(?:様(?![式々])|さん)/,
  /^(?:は)?の?[一-龠]{1,3}$/,
  /^[^。\n]{0,3}です/,
  /^(?:市|[0-9]{1,3}丁目|\d-|\(x\))/,
  /^(?:あ|$|(?<=様)さ|い(?=う)|\S\s)/,
];
const CLOSINGS = [
  /(?:^|[。\n「]|(?:はい|あの)[、 ]? ?)$/,
  /(?:知事|様)[: の]?$/,
  /(?:私|)$/,
  /[^一-龠0-9]さ(?!ん)$/,
  /(?<!父)母(?:は|が)?$/,
];
const text = fc.string({
  unit: fc.constantFrom(...'様さんまですあいう私父母はが知事市1丁目-(x)。、\n 「の'),
  maxLength: 12,
});

describe('a pattern at the edge of a place', () => {
  it.each(OPENINGS)('%s matches what begins there as it does without a look at its first unit', (pattern) => {
    fc.assert(
      fc.property(text, fc.nat(12), fc.integer({ min: 1, max: 8 }), (all, at, reach) => {
        expect(new Opening(pattern, reach).test(all, at)).toBe(pattern.test(all.slice(at, at + reach)));
        expect(new Opening(pattern, reach).exec(all, at)?.[0]).toBe(pattern.exec(all.slice(at, at + reach))?.[0]);
      }),
    );
  });

  it.each(CLOSINGS)('%s matches what ends there as it does without a look at its last unit', (pattern) => {
    fc.assert(
      fc.property(text, fc.nat(12), fc.integer({ min: 1, max: 8 }), (all, end, reach) => {
        const place = Math.min(all.length, end);
        const seen = all.slice(Math.max(0, place - reach), place);
        expect(new Closing(pattern, reach).test(all, place)).toBe(pattern.test(seen));
        expect(new Closing(pattern, reach).exec(all, place)?.[0]).toBe(pattern.exec(seen)?.[0]);
      }),
    );
  });

  it('is refused where it may match anywhere', () => {
    expect(() => new Opening(/^a|b/, 4)).toThrow(TypeError);
    expect(() => new Closing(/a$|b/, 4)).toThrow(TypeError);
    expect([firstUnitsOf(/a/), lastUnitsOf(/a/)]).toEqual([undefined, undefined]);
  });
});

describe('UnitSet', () => {
  it.each([
    'の',
    '.',
    '\\s',
    '\\S',
    '\\D',
    '\\u4e00',
    '\\.',
    '[ぁ-んー]',
    '[^。\\n]',
    '[\\d-]',
    '[\\s・\\]-]',
    '[a\\-z]',
  ])('of %s holds what the pattern matches', (source) => {
    const pattern = new RegExp(`^${source}$`);
    const set = UnitSet.of(source);
    const wrong: number[] = [];
    for (let unit = 0; unit < 0x10000; unit++)
      if (set.has(unit) !== pattern.test(String.fromCharCode(unit))) wrong.push(unit);
    expect(wrong).toEqual([]);
    expect(set.has(Number.NaN)).toBe(set.has(0));
  });
});
