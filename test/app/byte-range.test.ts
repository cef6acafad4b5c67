import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange, rangeText, spanOf, within } from '../../src/app/byte-range.js';
import { collect } from '../../src/base/bytes.js';

describe('parseByteRange', () => {
  it.each`
    text                    | range
    ${'0-0'}                | ${{ first: 0, last: 0 }}
    ${'10-1023'}            | ${{ first: 10, last: 1023 }}
    ${' bytes=10-1023 '}    | ${{ first: 10, last: 1023 }}
    ${'1024-'}              | ${{ first: 1024, last: undefined }}
    ${'-512'}               | ${{ suffix: 512 }}
    ${'0-9007199254740991'} | ${{ first: 0, last: Number.MAX_SAFE_INTEGER }}
  `('takes $text', ({ text, range }) => {
    expect(parseByteRange(text)).toEqual(range);
    expect(parseByteRange(rangeText(range))).toEqual(range);
  });

  it.each([
    '',
    '-',
    '5',
    '5-4',
    '0-1,3-4',
    'a-b',
    '-1-2',
    '1.5-2',
    '0x1-2',
    '１-２',
    '0-9007199254740992',
    'items=0-1',
  ])('refuses %j', (text) =>
    expect(() => parseByteRange(text)).toThrow(expect.objectContaining({ kind: 'usage', code: 'read/bad-range' })),
  );
});

describe('a range of a content', () => {
  it('is what RFC 9110 says it is, however the content comes, and the content is read to its end', async () => {
    const number = fc.nat(40);
    const range = fc.oneof(
      fc.tuple(number, number).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
      number.map((first) => ({ first, last: undefined })),
      number.map((suffix) => ({ suffix })),
    );
    await fc.assert(
      fc.asyncProperty(range, fc.nat(30), fc.integer({ min: 1, max: 9 }), async (wanted, length, size) => {
        const content = Buffer.from(Array.from({ length }, (_, at) => at));
        let ended = false;
        const chunks = async function* () {
          for (let at = 0; at < length; at += size) yield content.subarray(at, at + size);
          ended = true;
        };
        const expected =
          'suffix' in wanted
            ? content.subarray(Math.max(length - wanted.suffix, 0))
            : content.subarray(wanted.first, wanted.last === undefined ? length : wanted.last + 1);
        if (expected.byteLength === 0) {
          expect(() => spanOf(wanted, length)).toThrow(expect.objectContaining({ code: 'read/range-outside' }));
          return;
        }
        expect((await collect(within(chunks(), spanOf(wanted, length)))).equals(expected)).toBe(true);
        expect(ended).toBe(true);
      }),
      { seed: 20260407, numRuns: 400 },
    );
  });
});
