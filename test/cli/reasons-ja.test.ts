import { expect, it } from 'vitest';
import { reasonText } from '../../src/cli/reasons-ja.js';
import { sourceFiles } from '../house/source-files.js';

const codes = new Set(
  sourceFiles('src/records').flatMap(({ text }) =>
    [...text.matchAll(/'(records\/[a-z-]+)'/g)].map(([, code]) => code ?? ''),
  ),
);

it.each([...codes].sort().map((code) => [code]))('%s has a Japanese wording', (code) => {
  expect(reasonText(code)).not.toBe(code);
});
