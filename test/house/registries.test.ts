import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, ROOT, sourceFiles } from './source-files.js';

/** A new command is its file and one line in the registry; a file without its line would never run. */
describe('every command stands in the registry', () => {
  const registry = { path: 'src/cli/commands.ts', text: readFileSync(join(ROOT, 'src/cli/commands.ts'), 'utf8') };
  const listed = importsOf(registry)
    .map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith('./commands/'));

  it.each(sourceFiles('src/cli/commands').map(({ path }) => [path]))('%s', (path) => {
    expect(listed).toContain(path.replace('src/cli/', './').replace(/\.ts$/, '.js'));
  });
});
