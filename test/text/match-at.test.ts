import { expect, it } from 'vitest';
import { matchAt, matchesAt } from '../../src/text/match-at.js';

it.each([
  ['山田さん', 2, 2],
  ['山田さん', 1, 0],
  ['さんさん', 0, 4],
  ['山田', 9, 0],
])('of %s at %i %i units match', (text, at, length) => {
  const title = /(?:さん)+/y;
  expect(matchAt(title, text, at)).toBe(length);
  expect(matchesAt(title, text, at)).toBe(length > 0);
  // Where it was asked before changes nothing.
  expect(matchAt(title, text, at)).toBe(length);
});
