import { expect, it } from 'vitest';
import { LIMIT_INTERIM, LIMITS } from '../../src/certify/certificate-texts.js';
import { limitsInBrief } from '../../src/certify/limits-in-brief.js';

it('B3-2-2: shortens what is said of every certificate, and nothing else', () => {
  const other = `${LIMITS[0]}ただし、この限りでない。`;
  const { own, common } = limitsInBrief({ limits: [...LIMITS, LIMIT_INTERIM, other] });
  expect(own).toEqual([LIMIT_INTERIM, other]);
  expect(common).toHaveLength(LIMITS.length);
  expect(new Set(common).size).toBe(LIMITS.length);
});
