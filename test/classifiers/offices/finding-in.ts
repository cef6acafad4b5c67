import type { Finding, InformationType } from '../../../src/classify/finding.js';

/** A finding of a value of a text. */
export const findingIn = (type: InformationType, text: string, value: string, rule: string): Finding => ({
  type,
  start: text.indexOf(value),
  end: text.indexOf(value) + value.length,
  score: 0.9,
  rule: `a/${rule}`,
});
