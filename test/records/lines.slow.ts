import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD } from '../../src/records/limits.js';
import { LineSplitter } from '../../src/records/lines.js';

function split(pieces: readonly string[]) {
  let dropped = 0;
  const lines = new LineSplitter((text) => {
    dropped += text.length;
  });
  const found = [...pieces.flatMap((piece) => [...lines.push(piece)]), ...lines.end()];
  return {
    texts: found.map(({ text }) => text),
    numbers: found.map(({ number }) => number),
    cut: found.map(({ cut }) => cut),
    dropped,
  };
}

describe('LineSplitter', () => {
  it('splits at LF, CRLF and CR, wherever the pieces end', () => {
    const text = fc.array(fc.constantFrom('a', 'あ', '\n', '\r\n', '\r'), { maxLength: 30 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (parts, size) => {
        const whole = parts.join('');
        const pieces = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const expected = whole.split(/\r\n|\n|\r/);
        if (expected.at(-1) === '') expected.pop();
        const { texts, numbers } = split(pieces);
        expect(texts).toEqual(expected);
        expect(numbers).toEqual(expected.map((_, at) => at + 1));
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it.each`
    length                | cut      | dropped
    ${MAX_FIELD}          | ${false} | ${0}
    ${MAX_FIELD + 1}      | ${true}  | ${1}
    ${MAX_FIELD + 70_000} | ${true}  | ${70_000}
  `('keeps the beginning of a line of $length', ({ length, cut, dropped }) => {
    for (const end of ['\r\n', '\n', '']) {
      for (const size of [60_000, 5_000_000]) {
        const pieces = `${'x'.repeat(length)}${end}next`.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const found = split(pieces);
        const tail = end === '' ? Math.min(4, MAX_FIELD + 4 - length > 0 ? 4 : 4) : 0;
        expect(found.dropped).toBe(end === '' ? Math.max(0, length + tail - MAX_FIELD) : dropped);
        expect(found.texts[0]?.length).toBe(Math.min(length + tail, MAX_FIELD));
        if (end !== '') {
          expect(found.cut).toEqual([cut, false]);
          expect(found.texts[1]).toBe('next');
        }
      }
    }
  });

  it('never holds more than the limit and a piece', () => {
    let dropped = 0;
    const lines = new LineSplitter((text) => {
      expect(text.length).toBeLessThanOrEqual(MAX_FIELD);
      dropped += text.length;
    });
    const piece = 'x'.repeat(65_536);
    for (let count = 0; count < 3200; count += 1) expect([...lines.push(piece)]).toEqual([]);
    const [line] = [...lines.push('\n')];
    expect(line).toMatchObject({ number: 1, cut: true });
    expect(line?.text.length).toBe(MAX_FIELD);
    expect(dropped).toBe(3200 * 65_536 - MAX_FIELD);
  });
});
