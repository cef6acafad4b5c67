import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-files.js';

/** Logs and error details must not be handed anything that holds a personal value. */
const PERSONAL = /\b(key|text|value|content|original|plaintext|sealedKey|fileName)\b(?!\s*:)\s*[,}]/;

describe('no personal value in logs and errors', () => {
  const files = sourceFiles('src', 'jobs', 'classifiers');

  it.each(files.map((file) => [file.path, file.text] as const))('%s', (_path, text) => {
    const logged = [...text.matchAll(/logger\.(?:debug|info|warn|error)\(\s*(\{[^}]*\})/g)].map(
      ([, fields]) => fields ?? '',
    );
    for (const fields of logged) expect(fields).not.toMatch(PERSONAL);
  });

  it('console is not used', () => {
    expect(files.filter(({ text }) => /\bconsole\.\w+\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
