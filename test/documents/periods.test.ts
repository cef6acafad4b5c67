import { expect, it } from 'vitest';
import { spans } from '../../src/documents/periods.js';

it.each`
  periods                                                   | expected                                     | why
  ${['2026-04', '2026-05', '2026-06']}                      | ${['2026-04～2026-06']}                      | ${'three in a row'}
  ${['2026-04', '2026-05']}                                 | ${['2026-04', '2026-05']}                    | ${'two are shorter as they are'}
  ${['2027-01', '2026-11', '2026-12', '2026-12']}           | ${['2026-11～2027-01']}                      | ${'over a new year, unordered, named twice'}
  ${['2026-01', '2026-02', '2026-03', '2026-05', 'always']} | ${['2026-01～2026-03', '2026-05', 'always']} | ${'gaps and other names'}
  ${[]}                                                     | ${[]}                                        | ${'nothing'}
`('spans of $periods are $expected: $why', ({ periods, expected }) => expect(spans(periods)).toEqual(expected));
