import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withReadDigits } from '../../src/text/misread-digits.js';

describe('withReadDigits', () => {
  it.each`
    text                        | read
    ${'O72-433-l906'}           | ${'072-433-1906'}
    ${'o90-4838-3553'}          | ${'090-4838-3553'}
    ${'第62O91440881O号'}       | ${'第620914408810号'}
    ${'080-9759-42■0'}          | ${'080-9759-4200'}
    ${'090-885三-5487'}         | ${'090-8853-5487'}
    ${'TO1234567'}              | ${'TO1234567'}
    ${'Oct 10, l2'}             | ${'Oct 10, l2'}
    ${'10三-5'}                 | ${'10三-5'}
    ${'|3/04|0771-24-7725|'}    | ${'|3/04|0771-24-7725|'}
    ${'H24-O'}                  | ${'H24-O'}
    ${'1500lOOOOOOO00'}         | ${'1500lOOOOOOO00'}
    ${'番号は丸一二丸の四丸七'} | ${'番号は〇一二〇の四〇七'}
    ${'記号が丸丸一五です'}     | ${'記号が〇〇一五です'}
    ${'石丸〇九〇一二三四'}     | ${'石丸〇九〇一二三四'}
    ${'丸三商店と丸一二商店'}   | ${'丸三商店と丸一二商店'}
    ${'二丸'}                   | ${'二丸'}
  `('reads $text as $read', ({ text, read }) => expect(withReadDigits(text)).toBe(read));

  it('changes no length and leaves what holds no digit', () => {
    const unit = fc.constantFrom('0', '7', '-', 'O', 'l', '■', '三', '丸', 'あ', 'T', ' ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const read = withReadDigits(text);
        expect(read).toHaveLength(text.length);
        if (!/[0-9丸]/.test(text)) expect(read).toBe(text);
      }),
    );
  });
});
