import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { heldTo } from './held.js';

const ROUNDS = 3;
/** Integers in registers: neither memory nor disk nor another process is waited for. About a second. */
const COMPUTE =
  'let x = 1; for (let i = 0; i < 1e9; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; } process.exit(x === 0 ? 1 : 0)';

/**
 * Work done per second by two processes that only compute, over that of one: what this machine gives at most, whatever
 * the second one is. Cores that share execution units, or that others use meanwhile, give less than 2.
 *
 * @param processors - each process is held to its own; to none where absent
 */
export async function twoProcessesSpeedup(processors?: readonly number[]): Promise<number> {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [one: number, two: number];
  for (let round = 0; round < ROUNDS; round++)
    for (const processes of [1, 2] as const)
      best[processes - 1] = Math.min(best[processes - 1] as number, await secondsOf(processes, processors));
  return (2 * best[0]) / best[1];
}

async function secondsOf(processes: number, processors: readonly number[] | undefined): Promise<number> {
  const started = performance.now();
  const running = Array.from({ length: processes }, (_, at) =>
    spawn(...heldTo(processors?.[at], [process.execPath, '-e', COMPUTE]), { stdio: 'ignore' }),
  );
  const codes = await Promise.all(running.map(async (one) => (await once(one, 'close'))[0]));
  if (codes.some((code) => code !== 0)) throw new Error('a process that computes failed');
  return (performance.now() - started) / 1000;
}
