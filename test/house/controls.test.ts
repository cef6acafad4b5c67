import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTROLS } from '../../src/app/controls/control-table.js';
import { controlsMarkdown } from '../../src/app/controls/controls-markdown.js';
import { SOURCES } from '../../src/app/controls/sources.js';
import { ROOT } from './source-files.js';

/** Sections and items of the annexes: 別紙１ section １ has three items, and so on. */
const ITEMS: Record<string, number[]> = { B1: [3, 3], B2: [3, 2, 2, 2, 1], B3: [1, 4, 3] };
const IDS = [
  ...Object.entries(ITEMS).flatMap(([annex, sections]) =>
    sections.flatMap((items, section) =>
      Array.from({ length: items }, (_, item) => `${annex}-${section + 1}-${item + 1}`),
    ),
  ),
  'B4',
];

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
/** Whether a title of a test names the id: it stands in a text of the file, before the callback. */
const names = (path: string, id: string): boolean =>
  new RegExp(`['"\`][^'"\`\\n]*(?<![\\w-])${id}(?![\\w-])`).test(read(path));

describe('every requirement of the prefecture has its line', () => {
  it('once, in the order of the annexes', () => expect(CONTROLS.map(({ id }) => id)).toEqual(IDS));

  it.each(CONTROLS.map((control) => [control.id, control] as const))('%s', (id, control) => {
    for (const path of [...control.code, ...control.tests, ...control.documents])
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    for (const path of control.tests) expect(names(path, id), `${path} names ${id} in a title`).toBe(true);
    for (const text of [control.title, control.asks, control.satisfiedBy, control.now]) expect(text).not.toBe('');
    if (control.coverage === 'open') return expect([...control.code, ...control.tests]).toEqual([]);
    expect(control.code).not.toEqual([]);
    expect(control.tests).not.toEqual([]);
    expect(control.documents).not.toEqual([]);
  });

  it('and what has it not, is no requirement: every id in a comment of the code or a title is one of these', () => {
    const known = new Set(IDS);
    const folders = ['src', 'jobs', 'classifiers', 'supply-chain', 'test'];
    const named = folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(folder, path))
        .filter((path) => statSync(join(ROOT, path)).isFile())
        .flatMap((path) => [...read(path).matchAll(/\bB[1-9]-\d-\d\b/g)].map(([id]) => id)),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('docs/controls.md is made from the table', () => {
    expect(read('docs/controls.md') === controlsMarkdown(), 'npm run controls').toBe(true);
  });

  it('some kind of evidence speaks of each, and of nothing else', () => {
    const spoken = new Set(SOURCES.flatMap(({ controls }) => controls));
    expect([...spoken].sort()).toEqual([...IDS].sort());
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
  });

  it('every kind of evidence is in the register', () => {
    const files = readdirSync(join(ROOT, 'src/app/controls/evidence')).filter((name) => name !== 'last-acts.ts');
    const register = read('src/app/controls/sources.ts');
    expect(files.length).toBe(SOURCES.length);
    for (const name of files) expect(register).toContain(`./evidence/${name.replace(/\.ts$/, '.js')}`);
  });
});
