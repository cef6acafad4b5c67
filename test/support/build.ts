import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** Tests read what is built (`vitest.config.ts`), so it is built first: what did not change since is not compiled again. */
export default function setup(): void {
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { encoding: 'utf8' });
  // What has a wrong type is built all the same; `npm run typecheck` is there to refuse it.
  if (status !== 0) process.stderr.write(`${stdout}\n`);
}
