import { describe, expect, it } from 'vitest';
import { hasContactBeside } from '../../../../classifiers/names/cells/contact-beside.js';

describe('hasContactBeside', () => {
  it.each`
    text                                           | beside
    ${'site=小西 tel=****'}                        | ${true}
    ${'小西 090-1111-2222'}                        | ${true}
    ${'小西 0311112222'}                           | ${true}
    ${'小西 +81 90-1111-2222'}                     | ${true}
    ${'小西 konishi@example.jp'}                   | ${true}
    ${'{"a":"小西"},{"tel":"090-1111-2222"}'}      | ${false}
    ${"VALUES ('小西'); SELECT '090-1111-2222'"}   | ${false}
    ${'ts=2026-05-11 小西 val=0.4 lot=12-0033-11'} | ${false}
  `('of $text is $beside', ({ text, beside }) => expect(hasContactBeside(text, text.indexOf('小西'))).toBe(beside));
});
