import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Word lists and long Japanese texts are data that happens to be TypeScript. */
const DATA = [/^classifiers\/lexicon\//, /-texts\.ts$/, /^src\/config\/template\.ts$/];

describe('files stay readable', () => {
  it.each(
    sourceFiles('src', 'classifiers', 'jobs', 'bench', 'supply-chain')
      .filter(({ path }) => !DATA.some((pattern) => pattern.test(path)))
      .map(({ path, text }) => [path, text.split('\n').length] as const),
  )('%s has at most 250 lines', (_path, lines) => {
    expect(lines).toBeLessThanOrEqual(250);
  });
});
