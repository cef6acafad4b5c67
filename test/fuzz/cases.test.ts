import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { targets } from './targets/index.js';

const folder = join(packageRoot(), 'test', 'fuzz', 'cases');
const cases = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** Inputs that once broke a promise, made as small as they go: `<target>/<what was wrong>.bin` (UTF-16LE for texts). */
describe('what fuzzing found stays mended', () => {
  it('there are cases', () => expect(cases.length).toBeGreaterThan(0));

  it.each(cases)('%s', async (path) => {
    const target = targets.find(({ name }) => name === dirname(path));
    expect(target, 'the folder is named as a target').toBeDefined();
    await target!.check(readFileSync(join(folder, path)));
  });
});
