import { describe, expect, it } from 'vitest';
import { defineRecognizer, type RecognizerSpec } from '../../src/classify/recognizer.js';

const spec: RecognizerSpec = {
  type: 'MEMBER_NUMBER',
  source: 'a test',
  digits: { groups: [[4, 4]], score: 0.6 },
  context: ['会員証'],
  examples: { hits: ['会員証 1234-5678'], misses: ['1'] },
};

describe('defineRecognizer', () => {
  it('names its rules after the type', () => expect(defineRecognizer(spec).name).toBe('member-number'));

  it.each<[string, Partial<RecognizerSpec>]>([
    ['a type that is no id', { type: 'memberNumber' }],
    ['nothing to find', { digits: undefined as never }],
    ['context required but none given', { needsContext: true, context: [] }],
    ['no hits', { examples: { hits: [], misses: ['1'] } }],
    ['no misses', { examples: { hits: ['1'], misses: [] } }],
  ])('refuses %s', (_why, change) => {
    expect(() => defineRecognizer({ ...spec, ...change })).toThrow(
      expect.objectContaining({ kind: 'bug', code: 'classify/bad-recognizer' }),
    );
  });
});
