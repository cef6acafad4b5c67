import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedUp } from '../../src/text/closed-up.js';

describe('closedUp', () => {
  it.each`
    original                                      | text
    ${'基 礎 年 金 番 号\n1 5 3 2 - 4 5 3 3'}     | ${'基礎年金番号\n1532-4533'}
    ${'氏 名　出 射 大 輔'}                       | ${'氏名　出射大輔'}
    ${'平 成 13 年 7 月 6 日 生　　性別 女'}      | ${'平成13年7月6日生　　性別 女'}
    ${'旅券：M Z 0 3 3 1 8 9 4です'}              | ${'旅券：MZ0331894です'}
    ${'m a t s u 2 9 @ e x a m p l e . j p です'} | ${'matsu29@example.jp です'}
  `('closes $original', ({ original, text }) => {
    const folded = original.replaceAll('　', ' ');
    const closed = closedUp(folded, original)!;
    expect(closed.original).toBe(text);
    expect([...closed.places].map((place) => original[place]).join('')).toBe(text);
  });

  it.each(['1 2 3 4 5 6 7 8', '山田 太郎 様 へ', 'This is a plain text of a few words', ''])('leaves %s', (text) =>
    expect(closedUp(text, text)).toBeUndefined(),
  );

  it('keeps every unit but blanks, in order', () => {
    const unit = fc.constantFrom('年', '金', '1', '-', ' ', ' ', '\n', '　');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), (original) => {
        const closed = closedUp(original.replaceAll('　', ' '), original);
        if (!closed) return;
        expect(closed.original.replaceAll(' ', '')).toBe(original.replaceAll(' ', ''));
        expect([...closed.places]).toEqual([...closed.places].sort((one, other) => one - other));
      }),
    );
  });
});
