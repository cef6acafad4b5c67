import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/classify/finding.js';
import { echoesOf } from '../../../src/classify/record/echo.js';

const text = '畑中一郎様より。畑中の件、畑の件';
const at = (value: string, from: number, score: number, type = 'PERSON_NAME'): Finding => {
  const start = text.indexOf(value, from);
  return { type, start, end: start + value.length, score, rule: 'a/b' };
};
const again = at('畑中', 5, 0.3);

describe('echoesOf', () => {
  it('finds what begins a value that is certain', () => {
    expect(echoesOf(text, [again], [at('畑中一郎', 0, 0.97)])).toEqual([again]);
  });

  it.each<[string, Finding[]]>([
    ['the other is doubtful itself', [at('畑中一郎', 0, 0.6)]],
    ['the other is of another type', [at('畑中一郎', 0, 0.97, 'ORGANIZATION')]],
    ['nothing was reported', []],
  ])('finds nothing when %s', (_why, reported) => expect(echoesOf(text, [again], reported)).toEqual([]));

  it('does not know one character again', () => {
    expect(echoesOf(text, [at('畑', 13, 0.3)], [at('畑中一郎', 0, 0.97)])).toEqual([]);
  });
});
