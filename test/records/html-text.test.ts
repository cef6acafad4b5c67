import { expect, it } from 'vitest';
import { htmlText } from '../../src/records/html-text.js';

async function text(html: string, size = html.length || 1): Promise<string> {
  async function* pieces() {
    yield* html.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  }
  let found = '';
  for await (const piece of htmlText(pieces())) found += piece;
  return found;
}

it.each`
  html                                               | expected                      | why
  ${'山<b>田</b>太郎'}                               | ${'山田太郎'}                 | ${'inline tags vanish'}
  ${'<p>山田</p><p>鈴木</p>'}                        | ${'\n山田\n\n鈴木\n'}         | ${'blocks are lines'}
  ${'<a href="mailto:a@example.jp">x</a>'}           | ${'\nmailto:a@example.jp\nx'} | ${'addresses in links'}
  ${'<input type=text value=\'山田\' alt="">'}       | ${'\n山田\n'}                 | ${'values of forms'}
  ${'<!-- 090 -->x<!DOCTYPE html>'}                  | ${'\n 090 \nx\n'}             | ${'comments are text'}
  ${'A&amp;B &#23665;&#x7530; &nbsp;&unknown; &#0;'} | ${'A&B 山田  &unknown; &#0;'} | ${'entities'}
  ${'1 < 2 and 3 > 2'}                               | ${'1 < 2 and 3 > 2'}          | ${'no tags'}
  ${'x<b'}                                           | ${'x<b'}                      | ${'a tag that is cut'}
  ${''}                                              | ${''}                         | ${'nothing'}
`('$why', async ({ html, expected }) => {
  for (const size of [1, 3, 1000]) expect(await text(html, size)).toBe(expected);
});

it('does not wait for the end of a tag that never comes', async () => {
  const pieces: number[] = [];
  async function* endless() {
    yield '<a ';
    for (let count = 0; count < 100; count += 1) yield 'x'.repeat(10_000);
  }
  for await (const piece of htmlText(endless())) pieces.push(piece.length);
  expect(Math.max(...pieces)).toBeLessThan(200_000);
  expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(1_000_003);
});
