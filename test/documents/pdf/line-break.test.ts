import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from '../../../src/documents/pdf/line-break.js';

/** Full-width characters are 2 wide, others 1. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0xff ? 2 : 1), 0);
const lines = (text: string, width: number): string[] => breakLines(text, width, widthOf);

describe('breakLines', () => {
  it.each`
    text                            | width | expected                              | why
    ${'あいうえお'}                 | ${6}  | ${['あいう', 'えお']}                 | ${'Japanese breaks anywhere'}
    ${'あいう。えお'}               | ${6}  | ${['あい', 'う。え', 'お']}           | ${'。 is never first'}
    ${'あいう）」。え'}             | ${6}  | ${['あい', 'う）」', '。え']}         | ${'a run longer than the line is cut, and layout ends'}
    ${'あい（うえ）'}               | ${6}  | ${['あい', '（う', 'え）']}           | ${'（ is never last'}
    ${'あいっか'}                   | ${4}  | ${['あ', 'いっ', 'か']}               | ${'small kana are never first'}
    ${'データー'}                   | ${6}  | ${['デー', 'ター']}                   | ${'ー is never first'}
    ${'鍵は KMS にある'}            | ${10} | ${['鍵は KMS', 'にある']}             | ${'words stay whole, the space at the break goes'}
    ${'件数は1,234件です'}          | ${10} | ${['件数は', '1,234件で', 'す']}      | ${'numbers stay whole and with their counter'}
    ${'2026-11-23まで'}             | ${8}  | ${['2026-11-', '23まで']}             | ${'a word longer than the line is cut where it is full'}
    ${'0123456789abcdef'}           | ${8}  | ${['01234567', '89abcdef']}           | ${'as is a hash'}
    ${'pbx/level/2026-04'}          | ${11} | ${['pbx/level/', '2026-04']}          | ${'a path breaks before a folder only when it must'}
    ${'一\n\n二'}                   | ${10} | ${['一', '', '二']}                   | ${'newlines break'}
    ${''}                           | ${10} | ${['']}                               | ${'an empty text has one line'}
    ${'葛\u{E0100}城葛\u{E0100}城'} | ${4}  | ${['葛\u{E0100}城', '葛\u{E0100}城']} | ${'a variation selector stays with its character'}
  `('$text in $width: $why', ({ text, width, expected }) => {
    const measure = (part: string): number => widthOf(part.replace(/[\u{E0100}-\u{E01EF}]/gu, ''));
    expect(breakLines(text, width, measure)).toEqual(expected);
  });

  const unit = fc.constantFrom(...'あいうえおカナ漢字、。）」（「ー…っABC123,. /-％件'.split(''));
  const anyText = fc.string({ unit, maxLength: 80 });

  it('loses nothing but spaces at breaks, and never exceeds the width', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, width) => {
        const result = lines(text, width);
        expect(result.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of result) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('does not begin a line with a forbidden character after a space either', () => {
    for (const line of lines('ああああ 、いいいい 。うう', 10).slice(1)) expect(line).not.toMatch(/^[、。]/);
  });

  it('begins a line with a forbidden character only where no break was allowed in the line before', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 40 }), (text, width) => {
        // A line break of the author's own is kept wherever it stands.
        const result = lines(text.replaceAll('\n', ''), width);
        result.forEach((line, index) => {
          if (index === 0 || !/^[、。）」ーっ]/.test(line)) return;
          expect(result[index - 1]).not.toMatch(/[あいうえお漢字](?=[あいうえお漢字])/);
        });
      }),
    );
  });
});
