import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/classify/finding.js';
import { withoutOverlap } from '../../../src/classify/score/overlap.js';

const finding = (type: string, start: number, end: number, score: number): Finding => ({
  type,
  start,
  end,
  score,
  rule: 'a/b',
});

const anyFinding = fc
  .record({
    type: fc.constantFrom('PERSON_NAME', 'ADDRESS', 'HEALTH_CONDITION'),
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: 1, max: 20 }),
    score: fc.integer({ min: 50, max: 99 }),
  })
  .map(({ type, start, length, score }) => finding(type, start, start + length, score / 100));

describe('withoutOverlap', () => {
  it('keeps the higher score', () => {
    const kept = withoutOverlap([finding('PHONE_NUMBER', 0, 10, 0.6), finding('BANK_ACCOUNT', 3, 10, 0.95)]);
    expect(kept.map(({ type }) => type)).toEqual(['BANK_ACCOUNT']);
  });

  it('keeps the longer of two that score alike', () => {
    const kept = withoutOverlap([finding('PERSON_NAME', 2, 4, 0.9), finding('ADDRESS', 0, 12, 0.9)]);
    expect(kept.map(({ type }) => type)).toEqual(['ADDRESS']);
  });

  it('lets a circumstance hold a name', () => {
    const kept = withoutOverlap([finding('CORPORATE_SECRET', 0, 30, 0.9), finding('PERSON_NAME', 2, 4, 0.7)]);
    expect(kept).toHaveLength(2);
  });

  it('gives the same disjoint findings whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (findings, random) => {
        const kept = withoutOverlap(findings);
        const shuffled = [...findings].sort(() => (random.next().value! % 3) - 1);
        expect(withoutOverlap(shuffled)).toEqual(kept);
        for (const one of kept) {
          const rivals = kept.filter(
            (other) => other !== one && (other.type === 'HEALTH_CONDITION') === (one.type === 'HEALTH_CONDITION'),
          );
          expect(rivals.every((other) => other.end <= one.start || other.start >= one.end)).toBe(true);
        }
        for (const dropped of findings.filter((one) => !kept.includes(one))) {
          expect(kept.some((one) => one.start < dropped.end && one.end > dropped.start)).toBe(true);
        }
      }),
    );
  });
});
