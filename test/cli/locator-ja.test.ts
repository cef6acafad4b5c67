import { expect, it } from 'vitest';
import { locatorText } from '../../src/cli/locator-ja.js';
import { sourceFiles } from '../house/source-files.js';

it('says in Japanese where in a file something stands', () => {
  expect(locatorText('entry 4, sheet 2, row 12')).toBe('圧縮ファイル等の中の4番目のファイル、2番目のシート、12行目');
  expect(locatorText('attachment 1, header')).toBe('1番目の添付ファイル、見出し');
  expect(locatorText('elsewhere')).toBe('elsewhere');
});

const places = new Set(
  sourceFiles('src/records').flatMap(({ text }) =>
    [...text.matchAll(/`([a-z]+) \$\{[^`]+\}(?:`|, )/g)].map(([, name]) => name ?? ''),
  ),
);
places.delete('tag');

it.each([...places].sort().map((name) => [name]))('has a wording for %s', (name) => {
  expect(locatorText(`${name} 3`)).toContain('3');
  expect(locatorText(`${name} 3`)).not.toBe(`${name} 3`);
});
