import { expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

it('a number of a conversation looks at a bounded number of others', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const text = Array.from({ length: 4000 }, (_, at) => `電話 090-1234-${1000 + (at % 9000)} と 5678、`).join('');
  const started = performance.now();
  detector.detect(text);
  const once = performance.now() - started;
  const again = performance.now();
  detector.detect(text + text);
  expect(performance.now() - again).toBeLessThan(once * 6 + 500);
});
