import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { packageRoot } from '../../src/base/package-root.js';
import { loadPolicy } from '../../src/classify/policy.js';

const files = ['any', 'jp'].flatMap((folder) => readdirSync(join(packageRoot(), 'classifiers', folder)));

describe('recognizers', () => {
  it('are one file each', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(recognizers.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  it('are sorted, each type once', () => {
    const types = recognizers.map(({ type }) => type);
    expect(types).toEqual([...new Set(types)].sort());
  });

  it('are all known to the policy, and the policy knows no other', () => {
    expect(Object.keys(loadPolicy().types).sort()).toEqual(recognizers.map(({ type }) => type).sort());
  });

  it.each(recognizers.map((recognizer) => [recognizer.type, recognizer] as const))(
    '%s names its source',
    (_type, { source }) => {
      expect(source.length).toBeGreaterThan(10);
    },
  );
});
