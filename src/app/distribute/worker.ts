import { resolve } from 'node:path';
import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import { Fault } from '../../base/fault.js';
import { loadConfig } from '../../config/load.js';
import { type OpenOptions, withWorkspace } from '../workspace.js';
import { idle, openQueue } from './work.js';
import { workInTurn } from './work-in-turn.js';

const LATER = new Set(['workspace/busy', 'workspace/lock-lost']);

export interface WorkerRequest extends OpenOptions {
  signal: AbortSignal;
  /** Ends when there is nothing to do, instead of waiting for more. */
  untilEmpty?: boolean;
  onShard?: (done: number) => void;
}

export interface Worked {
  /** Shards done by this worker. */
  shards: number;
}

/**
 * Takes shards until it is asked to stop; the shards in hand are then recorded as far as they are done and given back.
 * The workspace is open, and locked as `shared`, only while there is work: an idle worker holds no key and stands in
 * nobody's way.
 *
 * @throws {Fault} usage `worker/needs-postgres`, `worker/too-old`, `worker/other-classifier`
 */
export async function work(dir: string, { signal, untilEmpty, onShard, ...options }: WorkerRequest): Promise<Worked> {
  const queue = await openQueue(await loadConfig(resolve(dir)));
  let shards = 0;
  try {
    while (!signal.aborted) {
      const before = shards;
      try {
        shards += await workWhileThereIs(dir, queue, options, signal, (done) => onShard?.(before + done));
      } catch (error) {
        // Something that needs the workspace alone is running, or the lock has to be taken anew.
        if (!(error instanceof Fault && LATER.has(error.code))) throw error;
      }
      if (untilEmpty) break;
      await idle(signal);
    }
    return { shards };
  } finally {
    await queue.close();
  }
}

async function workWhileThereIs(
  dir: string,
  queue: ShardQueue,
  options: OpenOptions,
  signal: AbortSignal,
  onShard: (done: number) => void,
): Promise<number> {
  const first = await queue.take();
  if (!first) return 0;
  let begun = false;
  let done = 0;
  try {
    await withWorkspace(dir, { ...options, detector: true, lock: 'shared' }, async (workspace) => {
      begun = true;
      await workInTurn(first, queue, workspace, signal, (isDone) => {
        if (isDone) done += 1;
        onShard(done);
      });
    });
  } finally {
    if (!begun) await queue.giveBack(first);
  }
  return done;
}
