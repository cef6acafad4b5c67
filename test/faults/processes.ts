import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/base/package-root.js';
import type { PartTruth } from './erasure/part-of-service.js';
import type { Lived, Stage } from './erasure/whole-service.js';

const DIST = join(packageRoot(), 'dist');
const CLI = join(DIST, 'src', 'cli', 'main.js');
const LOOKING = join(DIST, 'test', 'faults', 'pipeline', 'looking.js');
/** To be run where it may mount. */
export const DISKS = join(DIST, 'test', 'faults', 'pipeline', 'disks.js');
const FILLING = join(DIST, 'test', 'faults', 'full', 'filling.js');
const ERASURE = join(DIST, 'test', 'faults', 'erasure');
const DYING = join(ERASURE, 'dying-erasure.js');
const PREPARING = join(ERASURE, 'preparing.js');
const OWNING = join(ERASURE, 'owning.js');
const JUDGING = join(ERASURE, 'judging.js');
const LIVING = join(ERASURE, 'living.js');
/** Whatever takes longer does not end by itself. A night of runs has to come to its summary all the same. */
const LONGEST_MS = 15 * 60_000;

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
  killed: boolean;
}

/** What happens to a process, and around it while it runs. */
export interface Disturbance {
  /** Milliseconds from the start of the process. */
  killAfter?: number;
  /** Milliseconds after which it is taken to hang: it is ended, and that is an error. */
  longest?: number;
  env?: Readonly<Record<string, string>>;
  /** A program that runs the process, with its arguments: a tracer. */
  under?: readonly string[];
  /** Begins with the process; its end is waited for as well. */
  meanwhile?: (child: ChildProcess) => Promise<unknown>;
}

/** A program of Node, its end and everything that it said. Throws when it does not end by itself. */
export async function run(args: readonly string[], disturbance: Disturbance = {}): Promise<Ran> {
  const { killAfter, longest = LONGEST_MS, env = {}, under = [], meanwhile } = disturbance;
  const started = performance.now();
  const [program = '', ...rest] = [...under, process.execPath, ...args];
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  const done = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const beside = meanwhile?.(child);
  let hung = false;
  const limit = setTimeout(() => {
    hung = child.kill('SIGKILL');
  }, longest);
  let killed = false;
  if (killAfter !== undefined) {
    const over = new AbortController();
    const timer = delay(killAfter, true, { signal: over.signal }).catch(() => false);
    const first = await Promise.race([timer, done.then(() => false)]);
    over.abort();
    if (first) killed = child.kill('SIGKILL');
  }
  const [code] = await Promise.all([done, beside]).finally(() => clearTimeout(limit));
  if (hung) throw new Error(`${args.slice(0, 3).join(' ')} had not ended after ${longest / 1000} s`);
  killed ||= child.signalCode === 'SIGKILL';
  return { code, ...said, milliseconds: performance.now() - started, killed };
}

/**
 * The command as an operator gives it. Every process of the harness that takes a command line is begun here: what an
 * operator has to prove before a command (a code, a password) is given here as well.
 */
export function command(dir: string, args: readonly string[], disturbance?: Disturbance): Promise<Ran> {
  return run([CLI, ...args, '--dir', dir, '--json'], disturbance);
}

/** As `command`, and nothing but success or its own killing is expected of it. */
export async function kimitsu(dir: string, args: readonly string[], disturbance?: Disturbance): Promise<Ran> {
  const ran = await command(dir, args, disturbance);
  if (!ran.killed && ran.code !== 0) throw new Error(`${args.join(' ')} exited with ${ran.code}\n${ran.stderr}`);
  return ran;
}

/** @param at - `never`: only counts the changes */
export function dyingErasure(dir: string, planId: string, at: number | 'never', when: string): Promise<Ran> {
  return run([DYING, dir, planId, String(at), when]);
}

/** Erases or rotates while the disk fills up: see `full/filling`. */
export function filling(
  dir: string,
  work: readonly string[],
  { disk, at, when, lasting }: { disk: string; at: number | 'never'; when: string; lasting: boolean },
): Promise<Ran> {
  return run([FILLING, dir, disk, String(at), when, lasting ? 'lasting' : 'once', ...work]);
}

/** A service up to an approved plan. */
export async function preparedPart(scenario: string): Promise<PartTruth> {
  return JSON.parse(await printed([PREPARING, scenario])) as PartTruth;
}

/** A copy is taken for the original: its erasure is begun without asking whether there is another one. */
export async function owned(dir: string): Promise<void> {
  await printed([OWNING, dir]);
}

/** @returns what is wrong after the plan has been carried out */
export async function judgedPart(dir: string, truthFile: string): Promise<string[]> {
  return JSON.parse(await printed([JUDGING, dir, truthFile])) as string[];
}

/** The whole life of a service, in which one command may be killed. */
export async function lived(dir: string, kill?: { stage: Stage; after: number }): Promise<Lived> {
  const options = kill ? [kill.stage, String(kill.after)] : [];
  return JSON.parse(await printed([LIVING, dir, ...options])) as Lived;
}

async function printed(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(args);
  if (code !== 0) throw new Error(`${args.slice(0, 2).join(' ')} exited with ${code}\n${stderr.slice(-3000)}`);
  return stdout;
}

/** Throws where a workspace cannot be looked at. */
export async function lookAt(dir: string, settled: boolean): Promise<Ran> {
  const ran = await run([LOOKING, dir, settled ? 'settled' : 'unsettled']);
  if (ran.code !== 0) throw new Error(`looking exited with ${ran.code}: ${ran.stderr.slice(0, 1000)}`);
  return ran;
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
