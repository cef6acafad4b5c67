import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const typesIn = (text: string) => detector.detect(text).findings.map(({ type }) => type);

describe.each(recognizers.map((recognizer) => [recognizer.type, recognizer.examples] as const))(
  '%s',
  (type, { hits, misses }) => {
    it.each(hits)('is found in %s', (text) => expect(typesIn(text)).toContain(type));
    it.each(misses)('is not found in %s', (text) => expect(typesIn(text)).not.toContain(type));
  },
);
