import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure, isLocked, NO_TRIES, stricter, type Tries } from '../../src/access/tries.js';

const at = new Date('2026-04-01T00:00:00Z');
const following = (failures: number): Tries =>
  Array.from({ length: failures }).reduce<Tries>((tries) => afterFailure(tries, at), NO_TRIES);

describe('two accounts of the same attempts', () => {
  it('the one with more of them counts, whichever stands first', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (one, other) => {
        const both = stricter(following(one), following(other));
        expect(both).toEqual(stricter(following(other), following(one)));
        expect(both).toMatchObject({ failures: following(Math.max(one, other)).failures });
        expect(isLocked(both, at)).toBe(isLocked(following(one), at) || isLocked(following(other), at));
      }),
    );
  });
});
