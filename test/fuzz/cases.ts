import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { targets } from './targets/index.js';

/** Inputs that once broke a promise, made as small as they go: `<target>/<what was wrong>.bin` (UTF-16LE for texts). */
export const casesFolder = join(packageRoot(), 'test', 'fuzz', 'cases');
export const cases: readonly string[] = readdirSync(casesFolder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(casesFolder, join(entry.parentPath, entry.name)).split(sep).join('/'));
export const targetOf = (path: string) => targets.find(({ name }) => name === dirname(path));
