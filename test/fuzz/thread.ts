/** Tries one thing after the other on a target, in a thread: what does not return or takes all memory ends with it. */
import { parentPort } from 'node:worker_threads';
import { minimised } from './minimise.js';
import { signatureOf } from './promises.js';
import { targets } from './targets/index.js';
import { growthTries, inputTries } from './tries.js';

export interface Errand {
  target: string;
  what: 'inputs' | 'growth';
  seed: number;
  from: number;
  count: number;
  /** Shared with the harness: number of the try at hand, −1 before the first. */
  position: Int32Array;
}

export type Told =
  | { kind: 'found'; index: number; reason: string; detail: string; input: Uint8Array }
  | { kind: 'done'; inputs: number; slowestMs: number; slowest: number };

async function run({ target: name, what, seed, from, count, position }: Errand): Promise<void> {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const tries = await (what === 'inputs' ? inputTries(target, seed, count) : growthTries(target, count));
  // Of inputs one reason is told once: a thousand that fail alike are one case.
  const known = new Set<string>();
  let [slowestMs, slowest] = [0, from];
  for (let index = from; index < tries.count; index += 1) {
    Atomics.store(position, 0, index);
    const input = await tries.input(index);
    const start = performance.now();
    try {
      await tries.run(index, input);
    } catch (error) {
      const reason = signatureOf(error);
      if (what === 'inputs' && known.has(reason)) continue;
      known.add(reason);
      const smallest = what === 'inputs' ? await minimised(target, input, reason) : input;
      say({ kind: 'found', index, reason, detail: detailOf(error), input: smallest });
    }
    const took = performance.now() - start;
    if (took > slowestMs) [slowestMs, slowest] = [took, index];
  }
  say({ kind: 'done', inputs: tries.count - from, slowestMs, slowest });
}

function say(message: Told): void {
  parentPort!.postMessage(message);
}

function detailOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 1500);
}

// A failure of the harness itself ends the thread, and is told as such.
parentPort!.on('message', (errand: Errand) => void run(errand));
