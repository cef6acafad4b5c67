import { describe, expect, it } from 'vitest';
import { healthRule } from '../../classifiers/circumstances/health-rule.js';
import { CIRCUMSTANCE_TYPES, RULES } from '../../classifiers/circumstances/rules.js';
import { withoutRepeats } from '../../classifiers/circumstances/told-repeats.js';

describe('terms of circumstances', () => {
  it.each(CIRCUMSTANCE_TYPES)('%s: each belongs to a group', (type) => {
    const { terms } = RULES[type];
    expect(terms.words.length).toBeGreaterThan(100);
    expect(terms.words.filter((word) => terms.groupOf(word) === 0)).toEqual([]);
  });
});

describe('two terms of one circumstance', () => {
  const disease = 1;
  const [treatment] = healthRule.general!;
  const told = (text: string, ...terms: readonly [string, number][]) =>
    withoutRepeats(
      text,
      terms.map(([term, group]) => {
        const start = text.indexOf(term);
        return { start, end: start + term.length, group, probability: 0.9 };
      }),
      healthRule,
    ).map(({ start, end }) => text.slice(start, end));

  it('treatment adds nothing beside what it is for', () => {
    expect(told('透析で週に三回通院中', ['透析', disease], ['通院', treatment!])).toEqual(['透析']);
  });

  it('terms that a particle joins are one phrase', () => {
    expect(told('白内障の手術', ['白内障', disease], ['手術', treatment!])).toEqual(['白内障の手術']);
  });

  it('two illnesses are two', () => {
    expect(told('糖尿病と、結核です', ['糖尿病', disease], ['結核', disease])).toEqual(['糖尿病', '結核']);
  });
});
