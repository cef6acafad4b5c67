import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLegacy } from '../../src/text/legacy-encoding.js';

describe('encodeLegacy', () => {
  it.each`
    text      | encoding         | hex
    ${'山田'} | ${'shift_jis'}   | ${'8e529363'}
    ${'山田'} | ${'euc-jp'}      | ${'bbb3c5c4'}
    ${'山田'} | ${'iso-2022-jp'} | ${'3b334544'}
    ${'髙①'}  | ${'shift_jis'}   | ${'fbfc8740'}
    ${'ﾔﾏﾀﾞ'}  | ${'shift_jis'}   | ${'d4cfc0de'}
    ${'ﾔﾏﾀﾞ'}  | ${'euc-jp'}      | ${'8ed48ecf8ec08ede'}
  `('$text in $encoding', ({ text, encoding, hex }) => {
    expect(encodeLegacy(text, encoding)?.toString('hex')).toBe(hex);
  });

  it('says so when the encoding lacks a character', () => {
    expect(encodeLegacy('𠮷野', 'shift_jis')).toBeUndefined();
    expect(encodeLegacy('ﾔﾏﾀﾞ', 'iso-2022-jp')).toBeUndefined();
  });

  it.each(['shift_jis', 'euc-jp'] as const)('what %s encodes, its decoder reads back', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'山田髙太郎ァヴー１２３abc-090々〇ｱｶﾞ') }), (text) => {
        const bytes = encodeLegacy(text, encoding);
        fc.pre(bytes !== undefined);
        expect(new TextDecoder(encoding, { fatal: true }).decode(bytes)).toBe(text);
      }),
    );
  });
});
