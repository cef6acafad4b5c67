import { describe, expect, it } from 'vitest';
import {
  authorName,
  bytes,
  count,
  eraDate,
  fullDate,
  fullTime,
  shortBytes,
  shortTime,
} from '../../src/documents/wording.js';

describe('dates', () => {
  it.each`
    instant                   | expected             | why
    ${'2026-11-23T05:05:12Z'} | ${'令和8年11月23日'} | ${'Reiwa'}
    ${'2019-04-30T15:00:00Z'} | ${'令和元年5月1日'}  | ${'midnight in Japan, first year of the era'}
    ${'2019-04-30T14:59:59Z'} | ${'平成31年4月30日'} | ${'the second before'}
    ${'2026-12-31T15:00:00Z'} | ${'令和9年1月1日'}   | ${'new year in Japan'}
  `('$instant is $expected: $why', ({ instant, expected }) => expect(eraDate(instant)).toBe(expected));

  it('writes both calendars, and times in JST', () => {
    expect(fullDate('2026-11-23T15:00:00Z')).toBe('令和8年11月24日（2026年11月24日）');
    expect(fullTime('2026-11-23T05:05:12.987Z')).toBe('令和8年11月23日（2026年11月23日） 14時05分12秒 JST');
    expect(shortTime('2026-11-23T15:00:01Z')).toBe('2026-11-24 00:00:01');
  });
});

describe('amounts', () => {
  it.each`
    value                      | expected
    ${0}                       | ${'0バイト'}
    ${999}                     | ${'999バイト'}
    ${1000}                    | ${'1 kB（1,000バイト）'}
    ${999_499}                 | ${'999 kB（999,499バイト）'}
    ${999_500}                 | ${'1 MB（999,500バイト）'}
    ${1_234_567_890}           | ${'1.23 GB（1,234,567,890バイト）'}
    ${Number.MAX_SAFE_INTEGER} | ${'9.01 PB（9,007,199,254,740,991バイト）'}
  `('$value bytes are $expected', ({ value, expected }) => expect(bytes(value)).toBe(expected));

  it('groups digits', () => {
    expect(count(1_204_331)).toBe('1,204,331');
    expect(shortBytes(12)).toBe('12 B');
  });
});

it.each`
  actor                     | expected
  ${'account:account-12'}   | ${'アカウント account-12'}
  ${'operator:unyo'}        | ${'operator:unyo'}
  ${'operator:account:you'} | ${'operator:account:you'}
`('the author of a document, $actor, is $expected', ({ actor, expected }) => expect(authorName(actor)).toBe(expected));
