import { join } from 'node:path';
import { packageRoot } from '../../../src/base/package-root.js';
import { run } from '../processes.js';

/** A run of tests is as long as what it was asked for. */
const LONGEST_MS = 6 * 60 * 60_000;
/** Lies are told about other versions and keys each time; one of these takes as long as a hundred sequences. */
const RUNS_PER_LIE = 100;

export interface Sequences {
  held: boolean;
  /** Tests that ran: none of them is a file that was renamed. */
  tests: number;
}

/**
 * The tests that choose at random, more often: sequences of commands against the model, and lies of store and keys.
 * What did not hold is printed.
 */
export async function sequences(runs: number): Promise<Sequences> {
  const model = await tests(['model.test.ts'], { KIMITSU_MODEL_RUNS: String(runs) });
  const lies = await tests(['lies.slow.ts', '--config', 'vitest.slow.config.ts'], {
    KIMITSU_LIES: String(Math.ceil(runs / RUNS_PER_LIE)),
  });
  return { held: model > 0 && lies > 0, tests: Math.max(0, model) + Math.max(0, lies) };
}

/** @returns how many tests there were; -1 when one of them failed */
async function tests([file = '', ...options]: readonly string[], env: Record<string, string>): Promise<number> {
  const root = packageRoot();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', root, '--reporter', 'json', ...options, join('test', 'end-of-service', file)];
  const { code, stdout, stderr } = await run([vitest, ...args], { env, longest: LONGEST_MS });
  if (code !== 0) process.stdout.write(`${stdout}\n${stderr}\n`);
  const report = /\{.*\}/s.exec(stdout)?.[0];
  return code === 0 && report ? (JSON.parse(report) as { numPassedTests: number }).numPassedTests : -1;
}
