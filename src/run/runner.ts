import PQueue from 'p-queue';
import { asFault, type Fault, type FaultKind } from '../base/fault.js';
import { randomId } from '../base/ids.js';
import type { Done, Job } from './job.js';
import type { JobPorts } from './ports.js';
import { withRetry } from './retry.js';
import type { UnclaimedFiles } from './unclaimed.js';
import { type UnlistedFolders, UnlistedTally } from './unlisted.js';
import { WeightLimit } from './weight-limit.js';

/** Items recorded in one transaction, where nothing else is asked for; up to twice as many while others change the catalogue. */
export const BATCH = 50;

/** What runs side by side work on at the same time, all together. */
export interface InHand {
  items: WeightLimit;
  bytes: WeightLimit;
}

export function inHandOf({ concurrency, bytesAtOnce }: RunOptions): InHand {
  return {
    items: new WeightLimit(concurrency),
    bytes: new WeightLimit(bytesAtOnce ?? Number.POSITIVE_INFINITY),
  };
}

export interface RunOptions {
  /** Items worked on at the same time. */
  concurrency: number;
  /** Bytes of the items worked on at the same time, by the job's `bytesOf`; a larger item is worked on alone. */
  bytesAtOnce?: number;
  /** Shared with the runs beside this one; of its own when absent. */
  inHand?: InHand;
  /** Items recorded in one transaction. */
  batch?: number;
  /** Stops taking items; what is done is recorded, what is under way is abandoned. */
  signal?: AbortSignal;
  onProgress?: (progress: RunProgress) => void;
}

/** How far a run is. `finished` counts what failed as well. */
export interface RunProgress {
  planned: number;
  finished: number;
  failed?: number;
}

export interface FaultCount {
  kind: FaultKind;
  code: string;
  count: number;
  hint: string | undefined;
}

export interface NoteCount {
  code: string;
  /** Finished items that say so. */
  count: number;
}

export interface RunSummary {
  job: string;
  runId: string;
  startedAt: string;
  endedAt: string;
  planned: number;
  done: number;
  failed: number;
  /** True when it was asked to stop before the end. */
  stopped: boolean;
  faults: FaultCount[];
  notes: NoteCount[];
  /** Absent when every folder was looked into. */
  unlisted?: UnlistedFolders;
  /** Of runs that list everything; absent where it was not looked for. */
  unclaimed?: UnclaimedFiles;
}

/**
 * Runs a job over all items of its plan. One item's Fault does not stop the others; it is counted in the summary.
 * @throws what `plan` or `record` throws: without them there is no truth to go on with
 */
export async function runJob<Input, Item, Result, Need extends keyof JobPorts>(
  job: Job<Input, Item, Result, Need>,
  input: unknown,
  ports: Pick<JobPorts, Need | 'clock' | 'logger'>,
  options: RunOptions,
): Promise<RunSummary> {
  const checked = job.input.parse(input);
  const startedAt = ports.clock.now().toISOString();
  const queue = new PQueue({ concurrency: options.concurrency });
  const inHand = options.inHand ?? inHandOf(options);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const recorder = new Recorder<Item, Result>(
    options.batch ?? BATCH,
    (done) => job.record(done, ports),
    () => stop.abort(),
  );
  const faults = new Map<string, FaultCount>();
  const notes = new Map<string, number>();
  const unlisted = new UnlistedTally();
  let planned = 0;
  let failed = 0;
  let finished = 0;

  const work = async (item: Item): Promise<void> => {
    if (signal.aborted) return;
    try {
      const result = await withRetry(async () => {
        const applied = await job.apply(item, ports, signal);
        await job.verify(item, applied, ports, signal);
        return applied;
      }, signal);
      for (const code of new Set(job.notes?.(result))) notes.set(code, (notes.get(code) ?? 0) + 1);
      await recorder.add({ item, result });
    } catch (error) {
      if (signal.aborted) return;
      failed += 1;
      count(faults, asFault(error));
      ports.logger.warn(
        { job: job.name, code: asFault(error).code, detail: asFault(error).detail },
        asFault(error).message,
      );
    }
    finished += 1;
    options.onProgress?.({ planned, finished, failed });
  };

  try {
    for await (const item of job.plan(checked, ports, signal, (folder) => unlisted.add(folder))) {
      if (signal.aborted) break;
      planned += 1;
      const bytes = job.bytesOf?.(item) ?? 0;
      void queue.add(() => inHand.items.run(1, () => inHand.bytes.run(bytes, () => work(item))));
      await queue.onSizeLessThan(options.concurrency * 2);
    }
  } finally {
    await queue.onIdle();
    await recorder.flush();
  }
  return {
    job: job.name,
    runId: randomId('run'),
    startedAt,
    endedAt: ports.clock.now().toISOString(),
    planned,
    done: recorder.recorded,
    failed,
    stopped: options.signal?.aborted ?? false,
    faults: [...faults.values()],
    notes: [...notes].map(([code, count]) => ({ code, count })),
    ...unlisted.summary(),
  };
}

function count(faults: Map<string, FaultCount>, fault: Fault): void {
  const known = faults.get(fault.code);
  if (known) known.count += 1;
  else faults.set(fault.code, { kind: fault.kind, code: fault.code, count: 1, hint: fault.hint });
}

/**
 * Records finished items in batches, one batch at a time, in the order they finished, beside the work on those that come
 * next. Whoever has finished waits only while two more batches wait already: what a crash repeats has a bound. What came
 * together while one batch was recorded is the next one.
 */
class Recorder<Item, Result> {
  recorded = 0;
  failure: unknown;
  #pending: Done<Item, Result>[] = [];
  #tail: Promise<void> = Promise.resolve();
  /** The batch after the one that is being recorded: it takes all that has come by then, so one is enough. */
  #next: Promise<void> | undefined;

  constructor(
    readonly size: number,
    readonly record: (done: readonly Done<Item, Result>[]) => Promise<void>,
    readonly onFailure: () => void,
  ) {}

  async add(done: Done<Item, Result>): Promise<void> {
    this.#pending.push(done);
    if (this.#pending.length < this.size) return;
    const recorded = this.flush();
    if (this.#pending.length >= 2 * this.size) await recorded;
  }

  flush(): Promise<void> {
    if (this.#next) return this.#next;
    this.#next = this.#tail.then(() => {
      this.#next = undefined;
      return this.#recordPending();
    });
    this.#tail = this.#next;
    // Whoever asks last is told; not everybody asks.
    this.#tail.catch(() => undefined);
    return this.#tail;
  }

  async #recordPending(): Promise<void> {
    const batch = this.#pending.splice(0);
    if (batch.length === 0) return;
    try {
      await this.record(batch);
    } catch (error) {
      this.failure = error;
      this.onFailure();
      throw error;
    }
    this.recorded += batch.length;
  }
}
