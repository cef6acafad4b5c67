import { describe, expect, it } from 'vitest';
import { isDeity } from '../../../../classifiers/names/nobodys/deities.js';

describe('isDeity', () => {
  it.each`
    before      | name      | after                     | deity    | why
    ${''}       | ${'天神'} | ${'さんの前の溝'}         | ${true}  | ${'a shrine'}
    ${'水天'}   | ${'宮'}   | ${'さんへの直通バス'}     | ${true}  | ${'the end of a shrine'}
    ${''}       | ${'住吉'} | ${'さんの夏祭りの案内'}   | ${true}  | ${'a festival behind a surname'}
    ${''}       | ${'住吉'} | ${'さんの前の道が狭い'}   | ${false} | ${'a surname as well'}
    ${''}       | ${'戎'}   | ${'さんから折り返し'}     | ${false} | ${'somebody who calls'}
    ${''}       | ${'戎'}   | ${'様の件'}               | ${false} | ${'a title of citizens'}
    ${''}       | ${'八幡'} | ${'様の石段の手すり'}     | ${true}  | ${'what stands at a shrine'}
    ${''}       | ${'八幡'} | ${'様の祭具店への苦情'}   | ${false} | ${'his shop'}
    ${''}       | ${'八幡'} | ${'様の境界の件'}         | ${false} | ${'a border of ground'}
    ${'隣の'}   | ${'八幡'} | ${'様の石段'}             | ${false} | ${'a neighbour'}
    ${''}       | ${'諏訪'} | ${'さんに伝えてください'} | ${false} | ${'somebody'}
    ${'お隣の'} | ${'弁天'} | ${'さんがうるさい'}       | ${false} | ${'a neighbour'}
    ${''}       | ${'天神'} | ${'の交差点'}             | ${false} | ${'no title'}
  `('$before$name$after is a deity: $deity, as it is $why', ({ before, name, after, deity }) =>
    expect(isDeity(before, name, after)).toBe(deity),
  );
});
