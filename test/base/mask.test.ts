import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedKey, maskedSample } from '../../src/base/mask.js';

describe('maskedSample', () => {
  it.each`
    value                  | masked
    ${'090-1234-5678'}     | ${'NNN-NNNN-NNNN'}
    ${'０９０１２３４'}    | ${'NNNNNNN'}
    ${'山田太郎'}          | ${'●●●●'}
    ${'𠮷野'}              | ${'●●'}
    ${'taro@example.jp'}   | ${'xxxx@xxxxxxx.xx'}
    ${'1\n2\u20283\t4\r5'} | ${'N N N N N'}
    ${'\u001b[2J\u202e1'}  | ${'●[Nx●N'}
  `('$value → $masked', ({ value, masked }) => expect(maskedSample(value)).toBe(masked));

  it('repeats no letter, digit or kanji of any value, and is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const masked = maskedSample(value);
        expect([...masked].length).toBeLessThanOrEqual(25);
        expect(masked.replace(/[N●x…\s\p{P}\p{S}]/gu, '')).toBe('');
      }),
    );
  });
});

describe('maskedKey', () => {
  it.each`
    key                                 | masked
    ${'2026/04/09012345678_yamada.wav'} | ${'2026/04/NNNNNNNNNNN_xxxxxx.wav'}
    ${'山田様/2026/memo.txt'}           | ${'●●●/2026/xxxx.txt'}
    ${'090/1234/5678.wav'}              | ${'090/1234/NNNN.wav'}
    ${'20260401/a.csv'}                 | ${'NNNNNNNN/x.csv'}
    ${'noextension'}                    | ${'xxxxxxxxxxx'}
  `('$key → $masked', ({ key, masked }) => expect(maskedKey(key)).toBe(masked));
});
