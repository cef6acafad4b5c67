/** Tries inputs of one target after the other, in a thread: what does not return or takes all memory ends with it. */
import { parentPort } from 'node:worker_threads';
import { inputOf, PlanSequence } from './inputs.js';
import { minimised } from './minimise.js';
import { signatureOf } from './promises.js';
import { targets } from './targets/index.js';

export interface Errand {
  target: string;
  seed: number;
  from: number;
  to: number;
  /** Shared with the harness: number of the input at hand, −1 before the first. */
  position: Int32Array;
}

export type Told =
  | { kind: 'found'; index: number; reason: string; detail: string; input: Uint8Array }
  | { kind: 'done'; inputs: number; slowestMs: number; slowest: number };

async function run({ target: name, seed, from, to, position }: Errand): Promise<void> {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`no target ${name}`);
  const seeds = await target.seeds();
  const plans = new PlanSequence(seed);
  // One reason is told once per errand: a thousand inputs that fail alike are one case.
  const known = new Set<string>();
  let [slowestMs, slowest] = [0, from];
  for (let index = from; index < to; index += 1) {
    Atomics.store(position, 0, index);
    const input = inputOf(target, seeds, plans.at(index));
    const start = performance.now();
    try {
      await target.check(Buffer.from(input));
    } catch (error) {
      const reason = signatureOf(error);
      if (known.has(reason)) continue;
      known.add(reason);
      const smallest = await minimised(target, input, reason);
      say({ kind: 'found', index, reason, detail: detailOf(error), input: smallest });
    }
    const took = performance.now() - start;
    if (took > slowestMs) [slowestMs, slowest] = [took, index];
  }
  say({ kind: 'done', inputs: to - from, slowestMs, slowest });
}

function say(message: Told): void {
  parentPort!.postMessage(message);
}

function detailOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 1500);
}

// A failure of the harness itself ends the thread, and is told as such.
parentPort!.on('message', (errand: Errand) => void run(errand));
