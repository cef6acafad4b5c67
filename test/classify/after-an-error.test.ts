import { expect, it } from 'vitest';
import { myNumber } from '../../classifiers/jp/my-number.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { defineRecognizer } from '../../src/classify/recognizer.js';

it('says nothing in one text of what was found in another that ended in an error', async () => {
  const failing = defineRecognizer({
    type: 'HEALTH_CONDITION',
    source: 'none',
    cues: ['落ちる'],
    find: () => {
      throw new Error('a recognizer fails');
    },
    examples: { hits: ['落ちる'], misses: ['落ちない'] },
  });
  const detector = await createDetector([myNumber, failing], loadPolicy());
  expect(() => detector.detect('マイナンバー 1234 5678 9018、落ちる')).toThrow('a recognizer fails');
  expect(detector.detect('客：5678の9018').findings).toEqual([]);
});
