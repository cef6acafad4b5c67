import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putTogether } from '../../../classifiers/dictation/put-together.js';
import type { Said } from '../../../classifiers/dictation/said.js';

/** `2301 / =2301 / 55 !56`: turns by `/`, pieces by blanks, `!` where the speaker takes back. */
function saidOf(notation: string): Said[] {
  return notation.split('/').flatMap((turn, at) =>
    turn
      .trim()
      .split(' ')
      .filter((piece) => piece !== '')
      .map((piece) => ({
        start: 0,
        end: 0,
        value: piece.replace('!', ''),
        turn: at,
        repairs: piece.startsWith('!'),
        mayRepair: false,
        apart: false,
      })),
  );
}
const told = (notation: string, length = 10) =>
  putTogether(saidOf(notation), (value) => new RegExp(`^[0-9]{${length}}$`).test(value), length);

describe('putTogether', () => {
  it.each`
    said                                   | value           | count | why
    ${'4158 027366'}                       | ${'4158027366'} | ${2}  | ${'told one after the other'}
    ${'4158 / 4158 / 0273 66'}             | ${'4158027366'} | ${4}  | ${'read back at once'}
    ${'41 58 / 4158 / 0273 66 / 027366'}   | ${'4158027366'} | ${6}  | ${'read back in one'}
    ${'4158 / 4153 / !4158 / 027366'}      | ${'4158027366'} | ${4}  | ${'misheard, and put right'}
    ${'4158 0272 !0273 66'}                | ${'4158027366'} | ${4}  | ${'misspoken'}
    ${'4158 02 0273 66'}                   | ${'4158027366'} | ${4}  | ${'begun anew'}
    ${'4158 / 027366 / 4158 027366 / 66'}  | ${'4158027366'} | ${5}  | ${'all of it, then its end'}
    ${'4158 / 027366 / 4158 027369 / !66'} | ${'4158027366'} | ${3}  | ${'what does not repeat ends it'}
  `('$why: $said', ({ said, value, count }) => expect(told(said)).toMatchObject({ value, count }));

  it.each(['4158', '4158 0273 6', '4158 02736677', ''])('makes nothing whole of %s', (said) =>
    expect(told(said)).toBeUndefined(),
  );

  it('hears every number through whatever cuts and repetitions of the piece before', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 10, maxLength: 10 });
    const lengths = fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(digits, lengths, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (number, cuts, again) => {
        const turns: string[] = [];
        for (let at = 0, cut = 0; at < number.length; at += cuts[cut++]!) {
          const piece = number.slice(at, at + cuts[cut]!);
          turns.push(piece);
          if (again[cut]) turns.push(piece);
        }
        const heard = told(turns.join(' / '));
        // Two pieces of the same digits are one that is repeated.
        if (turns.every((turn, at) => again.some(Boolean) || turns[at + 1] !== turn))
          expect(heard?.value.length ?? 10).toBe(10);
      }),
    );
  });

  it('stays fast on the worst of pieces', () => {
    const begin = performance.now();
    told(Array(200).fill('1 !1').join(' / '), 100);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
