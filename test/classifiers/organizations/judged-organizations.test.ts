import { expect, it } from 'vitest';
import type { OrganizationCandidate } from '../../../classifiers/organizations/candidate.js';
import { ruleAt } from '../../../classifiers/organizations/judged-organizations.js';
import type { Candidate } from '../../../src/classify/recognizer.js';

const at = (start: number, end: number): OrganizationCandidate => ({
  kind: 1,
  start,
  end,
  coreStart: start,
  coreEnd: end,
  trade: 0,
  house: 0,
});

/** As many names with a legal form, ten units apart, and how often it was asked where one ends. */
function ruled(count: number): { found: Candidate[]; asked: () => number } {
  let asked = 0;
  const found = Array.from({ length: count }, (_, place) => ({
    start: place * 10,
    get end() {
      asked++;
      return place * 10 + 6;
    },
    rule: 'form-first',
    score: 0.85,
  }));
  return { found, asked: () => asked };
}

it.each`
  start | end    | rule
  ${30} | ${36}  | ${3}
  ${31} | ${36}  | ${2}
  ${28} | ${31}  | ${2}
  ${36} | ${40}  | ${0}
  ${99} | ${120} | ${0}
`('tells which rule holds from $start to $end', ({ start, end, rule }) => {
  expect(ruleAt(ruled(10).found, at(start, end))).toBe(rule);
});

it('asks few of many rules, wherever the place is', () => {
  const many = ruled(50_000);
  expect(ruleAt(many.found, at(499_990, 499_996))).toBe(3);
  expect(many.asked()).toBeLessThan(30);
});

it('tells what a word announces from a place that no rule found', () => {
  const announced = [{ start: 4, end: 10, rule: 'announced', score: 0.6 }];
  expect(ruleAt(announced, at(4, 10))).toBeGreaterThan(2);
});
