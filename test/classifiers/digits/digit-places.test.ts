import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitPlaces } from '../../../classifiers/digits/digit-places.js';
import { recognizers } from '../../../classifiers/index.js';
import { fieldNamesOf } from '../../../src/classify/field-names.js';
import { lexemesOf } from '../../../src/classify/lexemes.js';
import { toldRow } from '../../../src/classify/numbers/told-row.js';
import { type Scan, scanText } from '../../../src/classify/scan.js';
import type { Explanation } from '../../../src/classify/score/explanation.js';
import { loadTokenizer, loadWordKinds } from '../../../src/text/tokenizer.js';

const tokenize = await loadTokenizer();
const words = await loadWordKinds();

function scanOf(text: string): Scan {
  const scan = scanText(text, text, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words);
  scan.row = toldRow(text, scan.groups);
  return scan;
}

const placesOf = (text: string, cover: readonly Explanation[] = []) =>
  digitPlaces(scanOf(text), cover).map(({ start, end }) => text.slice(start, end));

describe('digitPlaces', () => {
  it.each`
    text                                               | places                                | why
    ${'番号は7731-40025'}                              | ${['7731-40025']}                     | ${'groups that a mark joins'}
    ${'客：7731の、えっと、40\n係：はい\n客：025です'} | ${['7731の、えっと、40', '025']}      | ${'what one speaker says in one go'}
    ${'昭和51年3月9日と聞いた'}                        | ${['昭和51年3月9日']}                 | ${'a date with its era'}
    ${'昭和40年3の21の5の6の07の8と聞いた'}            | ${['昭和40年3の21の5の6', '07の8']}   | ${'no more of a date than a date has'}
    ${'4500円、30件、14:05'}                           | ${[]}                                 | ${'amounts and times'}
    ${'マルロクキュー、次の方どうぞ。ナナサンゴー'}    | ${['マルロクキュー', 'ナナサンゴー']} | ${'digits that are spoken'}
  `('$why: $text', ({ text, places }) => expect(placesOf(text)).toEqual(places));

  it('lies in one finding or in none', () => {
    const text = '1234 5678';
    expect(placesOf(text, [{ start: 0, end: 4 } as Explanation])).toEqual(['1234', '5678']);
  });

  it('gives disjoint places in order, whatever the text', () => {
    const unit = fc.constantFrom(...'0123456789年月日のはい、。- \n:円昭和TさんヨンゼロA');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
        let from = 0;
        for (const { start, end } of digitPlaces(scanOf(text), [])) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
