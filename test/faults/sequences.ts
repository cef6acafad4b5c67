import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { run } from './processes.js';

const TESTS = ['model', 'lies'].map((name) => join('test', 'end-of-service', `${name}.test.ts`));

/** Lies are told about other versions and keys each time; one of these takes as long as a hundred sequences. */
const RUNS_PER_LIE = 100;

/**
 * The tests of `npm test` that choose at random, more often: sequences of commands against the model, and lies of store
 * and keys.
 *
 * @returns whether all of them held; what did not is printed
 */
export async function sequencesHold(runs: number): Promise<boolean> {
  process.env.KIMITSU_MODEL_RUNS = String(runs);
  process.env.KIMITSU_LIES = String(Math.ceil(runs / RUNS_PER_LIE));
  const root = packageRoot();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { code, stdout, stderr } = await run([vitest, 'run', '--root', root, ...TESTS]);
  if (code !== 0) process.stdout.write(`${stdout}\n${stderr}\n`);
  return code === 0;
}
