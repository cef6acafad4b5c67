import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenBefore } from '../../../classifiers/mail/spoken-local.js';
import { runs } from '../../support/thorough.js';

/** The same as a pattern: right, and without end on long runs of katakana. */
const SAID =
  '(?:[ァ-ヴー]{1,24}|[A-Za-z0-9._+-]{1,40}|(?:ゼロ|まる|れい|いち|にー?|さん|よん|ご[ーう]?|ろく|なな|しち|はち|きゅう[ー]?|どっと|はいふん|数字の|小文字の|小文字で|全部小文字で|えーと?|えっと)|[〇一二三四五六七八九])';
const PATTERN = new RegExp(`${SAID}(?:(?:[ 、・]{1,2}|の、?)?${SAID}){0,10}[ 、・]{0,2}$`);

const PIECES = [
  'ティー',
  'a',
  '_',
  '・',
  '、',
  ' ',
  'の',
  'の、',
  'に',
  'ー',
  'ご',
  'う',
  'なな',
  'えー',
  'と',
  '小文字で',
  '三',
  '山',
  '\n',
];

describe('what is said before the sign of an address', () => {
  it('is what the pattern finds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        expect(spokenBefore(text)).toBe(PATTERN.exec(text)?.[0]);
      }),
      { seed: 20261125, numRuns: runs(3000) },
    );
  });

  it.each(['アットマーク', 'トヨタ、', 'a.', 'の', 'アaア'])('%s again and again has an end', (unit) => {
    for (let length = 0; length < 80; length += 1) {
      const said = spokenBefore(unit.repeat(80).slice(0, length));
      expect(said?.length ?? 0).toBeLessThanOrEqual(length);
    }
  });

  it('has at most eleven words', () => {
    expect(spokenBefore('一'.repeat(12))).toBe('一'.repeat(11));
    expect(spokenBefore('ア'.repeat(80))).toBe('ア'.repeat(80));
  });
});
