import { expect, it } from 'vitest';
import { asRead } from '../../bench/in-kana.js';
import type { GoldField } from '../../fixtures/gold.js';

const field = (text: string, value: string): GoldField => ({
  name: null,
  path: [],
  text,
  spans: [{ type: 'HEALTH_CONDITION', start: text.indexOf(value), end: text.indexOf(value) + value.length }],
});

it.each`
  writing                                            | text                               | value
  ${{ hiragana: true, parted: false, large: false }} | ${'ちちはきのうにゅういんした'}    | ${'にゅういん'}
  ${{ hiragana: true, parted: true, large: false }}  | ${'ちちは きのう にゅういん した'} | ${'にゅういん'}
  ${{ hiragana: false, parted: false, large: true }} | ${'チチハキノウニユウインシタ'}    | ${'ニユウイン'}
`('reads a text and keeps its labels: $text', ({ writing, text, value }) => {
  const read = asRead(field('父は昨日入院した', '入院'), writing);
  expect(read?.text.replace(/ した$/, 'した')).toBe(text.replace(/ した$/, 'した'));
  expect(read?.spans.map(({ start, end }) => read.text.slice(start, end))).toEqual([value]);
});

it('parts sound marks as half-width text does', () =>
  expect(asRead(field('母が流感', '流感'), { hiragana: false, parted: false, large: false })?.text).toMatch(
    /^ハハカ゛/,
  ));

it('reads nothing that the dictionary cannot read', () =>
  expect(asRead(field('鱻麤の父が入院した', '入院'), { hiragana: true, parted: false, large: false })).toBeUndefined());
