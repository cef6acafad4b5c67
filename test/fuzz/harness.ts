import { Worker } from 'node:worker_threads';
import type { FuzzTarget } from './target.js';
import type { Errand, Told } from './thread.js';
import { growthTries, inputTries } from './tries.js';

/** An input that broke a promise, hung, or took all memory. */
export interface Found {
  target: string;
  index: number;
  reason: string;
  detail: string;
  input: Uint8Array;
}

export interface TargetRun {
  inputs: number;
  found: Found[];
  seconds: number;
  slowestMs: number;
  slowest: number;
}

/** Of processor time: on a busy machine nothing hangs that would not elsewhere. */
const DEADLINE_MS = 20_000;
/** How many times as long by the clock ends what waits for something that never comes. */
const CLOCK_TIMES = 5;
/** Before the first input, dictionaries are loaded. */
const START_MS = 120_000;
const HEAP_MB = 1024;
/** What the whole process may grow by while one target runs, memory outside of the heap included. */
const MAX_GROWTH_BYTES = 1.5 * 1024 ** 3;
const WATCH_MS = 200;
/** Hangs and deaths after which a target is left: each costs its deadline. */
const MAX_ENDS = 5;

type End = 'done' | { reason: string; detail: string };

/** One thread that is used again until an input ends it, watched from here. */
export class Harness {
  /** Most memory that the process has had, in bytes. */
  peak = 0;
  #thread: Worker | undefined;

  /** Runs `count` inputs of a target and tells what was found. */
  fuzz(target: FuzzTarget, seed: number, count: number): Promise<TargetRun> {
    return this.#run(target, 'inputs', seed, count);
  }

  /** Measures how a target's time grows with the length of what it reads. */
  growth(target: FuzzTarget, most: number): Promise<TargetRun> {
    return this.#run(target, 'growth', 0, most);
  }

  async #run(target: FuzzTarget, what: Errand['what'], seed: number, count: number): Promise<TargetRun> {
    const run: TargetRun = { inputs: 0, found: [], seconds: 0, slowestMs: 0, slowest: 0 };
    const start = performance.now();
    let ends = 0;
    for (let from = 0; from < count && ends < MAX_ENDS; ) {
      const position = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
      const ended = await this.#send({ target: target.name, what, seed, from, count, position }, target, run);
      if (ended === 'done') break;
      const index = Math.max(from, Atomics.load(position, 0));
      const tries = await (what === 'inputs' ? inputTries(target, seed, count) : growthTries(target, count));
      const input = await tries.input(index);
      run.found.push({ target: target.name, index, ...ended, input });
      run.inputs += index - from + 1;
      from = index + 1;
      ends += 1;
    }
    run.seconds = (performance.now() - start) / 1000;
    return run;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }

  async #send(errand: Errand, { deadline = DEADLINE_MS }: FuzzTarget, run: TargetRun): Promise<End> {
    this.#thread ??= new Worker(new URL('./thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const thread = this.#thread;
    const before = process.memoryUsage.rss();
    let stop = (): void => {};
    const end = await new Promise<End>((resolve) => {
      let last = -2;
      let since = performance.now();
      let cpuSince = cpuMilliseconds();
      const begin = () => {
        since = performance.now();
        cpuSince = cpuMilliseconds();
      };
      const watch = setInterval(() => {
        const rss = process.memoryUsage.rss();
        this.peak = Math.max(this.peak, rss);
        const now = Atomics.load(errand.position, 0);
        if (now !== last) begin();
        last = now;
        const allowed = now < 0 ? START_MS : errand.what === 'inputs' ? deadline : 10 * deadline;
        const hangs = cpuMilliseconds() - cpuSince > allowed || performance.now() - since > allowed * CLOCK_TIMES;
        if (hangs) resolve({ reason: 'hangs', detail: `no end within ${allowed} ms of processor time` });
        else if (rss - before > MAX_GROWTH_BYTES)
          resolve({ reason: 'takes memory without bound', detail: `${Math.round((rss - before) / 1024 ** 2)} MiB` });
      }, WATCH_MS);
      const hear = (message: Told) => {
        if (message.kind === 'found') {
          run.found.push({ target: errand.target, ...message });
          // Making an input smaller takes its time.
          begin();
          return;
        }
        run.inputs += message.inputs;
        [run.slowestMs, run.slowest] = [message.slowestMs, message.slowest];
        resolve('done');
      };
      const die = (error: unknown) => resolve({ reason: 'ends its thread', detail: String(error) });
      thread.on('message', hear).on('error', die).on('exit', die);
      stop = () => {
        clearInterval(watch);
        thread.off('message', hear).off('error', die).off('exit', die);
      };
      thread.postMessage(errand);
    });
    stop();
    if (end !== 'done') await this.close();
    return end;
  }
}

/** Of the whole process: of its threads only the one that tries something has much to do. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
