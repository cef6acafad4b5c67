import { describe, expect, it } from 'vitest';
import { clauseAround } from '../../classifiers/circumstances/clause.js';
import { healthRule } from '../../classifiers/circumstances/rules/health-rule.js';
import { CIRCUMSTANCE_TYPES, RULES } from '../../classifiers/circumstances/rules/rules.js';
import { withoutRepeats } from '../../classifiers/circumstances/told/told-repeats.js';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

describe('terms of circumstances', () => {
  it.each(CIRCUMSTANCE_TYPES)('%s: each belongs to a group', (type) => {
    const { terms } = RULES[type];
    expect(terms.words.length).toBeGreaterThan(100);
    expect(terms.words.filter((word) => terms.groupOf(word) === 0)).toEqual([]);
  });
});

describe('a statement without a subject', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const told = (text: string) =>
    detector.detectRecord([{ path: [], text }])[0]!.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

  it.each`
    text                                    | finding
    ${'今入院していて代わりの者が行きます'} | ${'HEALTH_CONDITION 入院して'}
    ${'療育手帳のB1です'}                   | ${'HEALTH_CONDITION 療育手帳のB1'}
    ${'離婚調停が不成立で'}                 | ${'LEGAL_SECRET 離婚調停が不成立'}
  `('$text tells $finding', ({ text, finding }) => expect(told(text)).toContain(finding));

  it.each(['障害者手帳2級の方は駐車料金が半額になります。', '酒気帯び運転についてのレポートのため'])(
    '%s tells nothing',
    (text) => expect(told(text)).toEqual([]),
  );
});

describe('two terms of one circumstance', () => {
  const disease = 1;
  const [treatment] = healthRule.general!;
  const told = (text: string, ...terms: readonly [string, number][]) =>
    withoutRepeats(
      text,
      terms.map(([term, group]) => {
        const start = text.indexOf(term);
        const end = start + term.length;
        return { start, end, group, probability: 0.9, clause: clauseAround(text, start, end) };
      }),
      healthRule,
    ).map(({ start, end }) => text.slice(start, end));

  it('treatment adds nothing beside what it is for', () => {
    expect(told('透析、週に三回通院中', ['透析', disease], ['通院', treatment!])).toEqual(['透析']);
  });

  it('terms that a particle joins are one phrase', () => {
    expect(told('白内障の手術', ['白内障', disease], ['手術', treatment!])).toEqual(['白内障の手術']);
  });

  it('terms of one clause are one phrase', () => {
    expect(told('透析で週に三回通院中', ['透析', disease], ['通院', treatment!])).toEqual(['透析で週に三回通院']);
  });

  it('two illnesses are two', () => {
    expect(told('糖尿病と、結核です', ['糖尿病', disease], ['結核', disease])).toEqual(['糖尿病', '結核']);
  });
});
