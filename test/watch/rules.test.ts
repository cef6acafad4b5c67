import { describe, expect, it } from 'vitest';
import { EVENT_RULES } from '../../src/watch/rules/event-rules.js';
import { OTHER_RULES, ruleOf } from '../../src/watch/rules/other-rules.js';
import { rulesNotApplied, watchSetting } from '../../src/watch/setting.js';
import { EXAMPLE_SETTING, EXAMPLE_SETTINGS, exampleEvent } from './example-setting.js';

describe.each(EVENT_RULES.map((rule) => [rule.id, rule] as const))('B2-3-2: %s', (_id, rule) => {
  it.each(rule.examples.hits.map((example) => [example]))('hits %j', (example) => {
    expect(rule.matches(exampleEvent(example), EXAMPLE_SETTING)).toBe(true);
  });
  it.each(rule.examples.misses.map((example) => [example]))('misses %j', (example) => {
    expect(rule.matches(exampleEvent(example), EXAMPLE_SETTING)).toBe(false);
  });
  it('has examples of both and says what to do', () => {
    expect(rule.examples.hits.length).toBeGreaterThan(0);
    expect(rule.examples.misses.length).toBeGreaterThan(0);
    expect(rule.advice).toMatch(/。$/);
  });
});

describe('rules', () => {
  it('have one id each', () => {
    const ids = [...EVENT_RULES, ...OTHER_RULES].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(ruleOf(id).title).not.toBe(id);
  });

  it('an unremarkable event is against none', () => {
    expect(EVENT_RULES.filter((rule) => rule.matches(exampleEvent(), EXAMPLE_SETTING))).toEqual([]);
  });

  it('that have nothing to judge by are named, not passed', () => {
    expect(rulesNotApplied(EXAMPLE_SETTING)).toEqual([]);
    const bare = watchSetting({ ...EXAMPLE_SETTINGS, principals: [], networks: [] }, []);
    expect(rulesNotApplied(bare)).toEqual([
      'unknown-principal',
      'beyond-permission',
      'unknown-network',
      'foreign-decrypt',
    ]);
  });
});
