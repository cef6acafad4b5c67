import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { growsWithLength, repeated } from './growth.js';
import { targets } from './targets/index.js';

const folder = join(packageRoot(), 'test', 'fuzz', 'cases');
const cases = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
const targetOf = (path: string) => targets.find(({ name }) => name === dirname(path));

/** Inputs that once broke a promise, made as small as they go: `<target>/<what was wrong>.bin` (UTF-16LE for texts). */
describe('what fuzzing found stays mended', () => {
  it('there are cases', () => expect(cases.length).toBeGreaterThan(0));

  it.each(cases)('%s', async (path) => {
    const target = targetOf(path);
    expect(target, 'the folder is named as a target').toBeDefined();
    await target!.check(readFileSync(join(folder, path)));
  });

  it.each(cases.filter((path) => targetOf(path)?.form === 'text'))('%s, again and again', async (path) => {
    await growsWithLength(targetOf(path)!, repeated(readFileSync(join(folder, path))));
  });
});
