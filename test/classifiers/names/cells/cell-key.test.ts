import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortByKey } from '../../../../classifiers/names/cells/cell-key.js';

describe('sortByKey', () => {
  it.each`
    before                | sort
    ${'site='}            | ${'thing'}
    ${'"agent": "'}       | ${'person'}
    ${'site_contact='}    | ${'person'}
    ${'"site":{"name":"'} | ${'thing'}
    ${'AGT=0107 NM='}     | ${'person'}
    ${'支所='}            | ${'thing'}
    ${'name='}            | ${undefined}
    ${'森下 '}            | ${undefined}
  `('of $before is $sort', ({ before, sort }) =>
    expect(sortByKey(`${before}森下`, before.length, before.length + 2)).toBe(sort),
  );

  it.each(['site=森下・小西', 'site=森下, 小西', 'site=森下 tel=090-1111-2222'])('may be a person in %s', (text) =>
    expect(sortByKey(text, 5, 7)).toBeUndefined(),
  );

  it('stays inside the text whatever it is made of', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '{', '"', ' ', '(', '1', '=', ':'), maxLength: 80 });
    fc.assert(fc.property(text, fc.nat(80), (some, at) => void sortByKey(some, at, at + 1)));
  });
});
