import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { THREAT_MODEL, threatsOf } from '../../src/app/controls/threats.js';
import { ROOT } from './source-files.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const page = read(THREAT_MODEL);
const threats = threatsOf(page);

/** Paths in code marks, each with the titles in quotation marks that follow it. */
function namedTests(cell: string): { path: string; titles: string[] }[] {
  return [...cell.matchAll(/`([^`]+)`([^`]*)/g)].map(([, path = '', rest = '']) => ({
    path,
    titles: [...rest.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }));
}

describe('B1-2-1: every measure of the threat model is in the code, and a test proves it', () => {
  it('numbers them without a gap, none twice: an id stays, a new threat gets the next', () => {
    expect(threats.length).toBeGreaterThan(40);
    expect(threats.map(({ id }) => id).sort()).toEqual(
      threats.map((_, index) => `T-${String(index + 1).padStart(2, '0')}`),
    );
    expect(page.match(/^\| T-/gm)).toHaveLength(threats.length);
  });

  it.each(threats.map(({ id, cells }) => [id, cells] as const))('%s', (_id, cells) => {
    expect(cells).toHaveLength(6);
    const [threat, stride, measure, code = '', test = '', remains] = cells;
    for (const cell of [threat, measure, remains]) expect(cell?.trim()).not.toBe('');
    expect(stride).toMatch(/^(–|[STRIDE]( [STRIDE])*)$/);
    const paths = [...code.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(paths).not.toEqual([]);
    for (const path of paths) expect(existsSync(join(ROOT, path)), path).toBe(true);
    const tests = namedTests(test);
    expect(tests).not.toEqual([]);
    for (const { path, titles } of tests) {
      expect(path).toMatch(/^test\/.*\.ts$/);
      expect(titles, path).not.toEqual([]);
      const text = read(path);
      for (const title of titles)
        expect(
          ["'", '`', '"'].some((mark) => text.includes(`${mark}${title}${mark}`)),
          title,
        ).toBe(true);
    }
  });

  it('every kind of STRIDE is looked at', () => {
    const kinds = new Set(threats.flatMap(({ cells }) => (cells[1] ?? '').split(' ')));
    for (const kind of 'STRIDE') expect(kinds).toContain(kind);
  });
});
