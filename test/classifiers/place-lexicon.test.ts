import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMunicipalityAt,
  isPlaceName,
  placeEnd,
  placeNames,
  placeTrie,
} from '../../classifiers/addresses/place-lexicon.js';
import { UnitTrie } from '../../src/text/unit-trie.js';

const listed = placeNames();

const part = fc.constantFrom(
  ...'堺 堺市 八尾 八尾市 四日市 東大阪 大阪 守口市 千里 山西 市 区 町 村 の ひばりが丘'.split(' '),
);
const text = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

/** All that the parts give; 山西 and 区 put together hold 西区. */
const OF_TWO_UNITS: ReadonlySet<string> = new Set(['堺市', '堺区', '西区']);

function isOne(name: string): boolean {
  if (name.length === 2) return OF_TWO_UNITS.has(name);
  return listed.has(name.slice(0, -1)) || listed.has(name);
}

describe('places followed from a text', () => {
  it('are the municipalities that its parts are', () => {
    fc.assert(
      fc.property(text, fc.nat(12), fc.nat(12), (all, one, other) => {
        const [start, end] = [Math.min(one, other, all.length), Math.min(Math.max(one, other), all.length)];
        if (end - start < 2) return;
        expect(isMunicipalityAt(all, start, end)).toBe(isOne(all.slice(start, end)));
      }),
    );
  });

  it('end where the longest part ends that is a place', () => {
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(4), fc.nat(6), (all, start, least, reach) => {
        let longest = -1;
        for (let end = start + 2; end <= Math.min(all.length, start + reach); end++)
          if (end >= start + least && listed.has(all.slice(start, end))) longest = end;
        expect(placeEnd(all, start, start + least, start + reach)).toBe(longest);
      }),
    );
  });
});

describe('names of places', () => {
  it('are known as the lists spell them; the trie knows 龍ヶ崎 in both spellings', () => {
    expect([...listed].every(isPlaceName)).toBe(true);
    for (const name of ['龍ケ崎', '龍ヶ崎']) expect(placeTrie().get(name)).not.toBe(UnitTrie.NONE);
    expect(['龍ケ崎', '龍ヶ崎'].map(isPlaceName)).toEqual(['龍ケ崎', '龍ヶ崎'].map((name) => listed.has(name)));
    expect(isPlaceName('龍ケ崎の')).toBe(false);
  });
});
