import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/base/package-root.js';

const DIST = join(packageRoot(), 'dist');
const CLI = join(DIST, 'src', 'cli', 'main.js');
const DYING = join(DIST, 'test', 'faults', 'dying-erasure.js');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
  killed: boolean;
}

/** @param killAfter - milliseconds from the start of the process */
export async function run(args: readonly string[], killAfter?: number): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const done = new Promise<number | null>((resolve) => child.once('close', resolve));
  let killed = false;
  if (killAfter !== undefined) {
    const over = new AbortController();
    const timer = delay(killAfter, true, { signal: over.signal }).catch(() => false);
    const first = await Promise.race([timer, done.then(() => false)]);
    over.abort();
    if (first) killed = child.kill('SIGKILL');
  }
  const code = await done;
  killed ||= child.signalCode === 'SIGKILL';
  return { code, stdout, stderr, milliseconds: performance.now() - started, killed };
}

/** The command as an operator gives it. */
export function command(dir: string, args: readonly string[], killAfter?: number): Promise<Ran> {
  return run([CLI, ...args, '--dir', dir, '--json'], killAfter);
}

/** As `command`, and nothing but success or its own killing is expected of it. */
export async function kimitsu(dir: string, args: readonly string[], killAfter?: number): Promise<Ran> {
  const ran = await command(dir, args, killAfter);
  if (!ran.killed && ran.code !== 0) throw new Error(`${args.join(' ')} exited with ${ran.code}\n${ran.stderr}`);
  return ran;
}

/** @param at - `never`: only counts the changes */
export function dyingErasure(dir: string, planId: string, at: number | 'never', when: string): Promise<Ran> {
  return run([DYING, dir, planId, String(at), when]);
}

/** xorshift32: the same seed kills at the same shares of a stage. */
export function shares(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
