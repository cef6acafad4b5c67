import { recognizers } from '../../classifiers/index.js';
import { defineRecognizer } from '../../src/classify/recognizer.js';

/** What it fails over; no other recognizer sees anything in it. */
export const FAILING = 'つまずく語';

/** All recognizers, and one that throws wherever a text holds `FAILING`, as a mistake in a rule would. */
export const withFailing = [
  ...recognizers,
  defineRecognizer({
    type: 'HEALTH_CONDITION',
    source: 'these tests',
    cues: [FAILING],
    find: () => {
      throw new TypeError('a rule fails');
    },
    examples: { hits: [FAILING], misses: ['ない'] },
  }),
];
