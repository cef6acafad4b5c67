import { describe, expect, it } from 'vitest';
import { doubtfulAmong } from '../../../classifiers/digits/doubtful.js';
import type { Explanation } from '../../../src/classify/explanation.js';

const found = (type: string, rule: string, context: Explanation['context']) =>
  ({ type, rule: `${type.toLowerCase().replaceAll('_', '-')}/${rule}`, context }) as Explanation;

describe('doubtfulAmong', () => {
  it.each`
    one                                          | isDoubtful | why
    ${found('MY_NUMBER', 'spoken', 'none')}      | ${true}    | ${'no label'}
    ${found('MY_NUMBER', 'plain', 'topic')}      | ${true}    | ${'only spoken of somewhere'}
    ${found('MY_NUMBER', 'unasked', 'settled')}  | ${true}    | ${'told over turns behind no question'}
    ${found('MY_NUMBER', 'spoken', 'before')}    | ${false}   | ${'its label before it'}
    ${found('MY_NUMBER', 'dictated', 'settled')} | ${false}   | ${'asked for'}
    ${found('PHONE_NUMBER', 'grouped', 'none')}  | ${false}   | ${'written as hardly anything else'}
    ${found('PERSON_NAME', 'spoken', 'none')}    | ${false}   | ${'no number'}
  `('$one.rule: $why', ({ one, isDoubtful }) => expect(doubtfulAmong([one]).has(one)).toBe(isDoubtful));

  it('doubts what repeats a number only where no number of its type is sure', () => {
    const again = found('MY_NUMBER', 'said-again', 'settled');
    const doubtful = found('MY_NUMBER', 'spoken', 'none');
    expect(doubtfulAmong([again]).size).toBe(0);
    expect(doubtfulAmong([doubtful, again]).has(again)).toBe(true);
    expect(doubtfulAmong([doubtful, again, found('MY_NUMBER', 'plain', 'before')]).has(again)).toBe(false);
  });
});
