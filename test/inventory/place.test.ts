import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/inventory/place.js';
import type { CatalogObject } from '../../src/ports/catalog.js';

describe('placeOf', () => {
  it.each`
    lastModified                  | period       | why
    ${'2026-04-30T14:59:59.999Z'} | ${'2026-04'} | ${'the last moment of April in Japan'}
    ${'2026-04-30T15:00:00.000Z'} | ${'2026-05'} | ${'midnight in Japan'}
    ${'2026-12-31T23:30:00.000Z'} | ${'2027-01'} | ${'the first morning of the year in Japan'}
  `('B3-2-1: a record of $lastModified is of $period: $why', ({ lastModified, period }) => {
    const object = { objectId: 'obj-1', system: 'pbx', etag: 'e', lastModified } as CatalogObject;
    expect(placeOf(object).period).toBe(period);
  });
});
