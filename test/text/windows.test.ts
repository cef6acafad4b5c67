import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFrom, firstWithin, piecesOf, sentenceWindow } from '../../src/text/windows.js';

describe('sentenceWindow', () => {
  it.each`
    text                        | start | end  | reach | window
    ${'前。これは山田です。後'} | ${5}  | ${7} | ${20} | ${'これは山田です'}
    ${'これは山田です'}         | ${3}  | ${5} | ${2}  | ${'れは山田です'}
    ${'山田'}                   | ${0}  | ${2} | ${9}  | ${'山田'}
  `('gives $window', ({ text, start, end, reach, window }) => {
    const range = sentenceWindow(text, start, end, reach);
    expect(text.slice(range.start, range.end)).toBe(window);
  });
});

describe('piecesOf', () => {
  it('keeps every unit exactly once and reads the margin around it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 50 }),
        (length, size, margin) => {
          let at = 0;
          for (const { keep, read } of piecesOf(length, size, margin)) {
            expect(keep.start).toBe(at);
            expect(read.start).toBe(Math.max(0, keep.start - margin));
            expect(read.end).toBe(Math.min(length, keep.end + margin));
            at = keep.end;
          }
          expect(at).toBe(length);
        },
      ),
    );
  });
});

it('finds the first range from a place on as going over all of them does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30)), fc.nat(35), (starts, offset) => {
      const ranges = starts.sort((one, other) => one - other).map((start) => ({ start }));
      const first = ranges.findIndex(({ start }) => start >= offset);
      expect(firstFrom(ranges, offset)).toBe(first < 0 ? ranges.length : first);
    }),
  );
});

describe('firstWithin', () => {
  it('gives the first that begins between two places, both counted in', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(60)),
        fc.integer({ min: -5, max: 65 }),
        fc.integer({ min: -5, max: 65 }),
        (starts, from, to) => {
          const ordered = starts.sort((one, other) => one - other).map((start) => ({ start }));
          expect(firstWithin(ordered, from, to)).toBe(ordered.find(({ start }) => start >= from && start <= to));
        },
      ),
    ));
});
