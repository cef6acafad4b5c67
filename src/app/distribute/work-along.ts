import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import { Fault } from '../../base/fault.js';
import type { RunSummary } from '../../run/runner.js';
import { UnlistedTally } from '../../run/unlisted.js';
import type { RunRequest } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import { LISTINGS, queueOf, type SentListing } from './hand-out.js';
import { assertListed, type SystemListed } from './list-system.js';
import type { ObjectShard } from './shard.js';
import { idle, workOn } from './work.js';
import { workInTurn } from './work-in-turn.js';

/** Of one process: a listing mostly waits for its store. */
const LISTINGS_AT_ONCE = 4;

export interface DeadLetter {
  shard: string;
  system: string;
  objects: number;
  /** Of the last try. */
  code: string;
}

interface SentShard {
  queue: string;
  id: string;
  system: string;
  objects: number;
}

/** What has become of everything that was handed out. */
export interface WorkedAlong {
  planned: number;
  shards: number;
  results: RunSummary[];
  deadLetters: DeadLetter[];
  unlisted: UnlistedTally;
  stopped: boolean;
}

/**
 * Works along until all listings, and all shards that they have handed out, are done; so a run ends even when there is no
 * worker. What others do is asked for whenever a shard of its own is over, and while there is none.
 *
 * @throws {Fault} what a listing ended with; `unavailable` / `worker/listing-given-up`; those of `workOn`. Then as when
 *   it is stopped, nothing that it has handed out is begun any more
 */
export async function workAlong(
  next: ObjectShard['job'],
  sent: readonly SentListing[],
  queue: ShardQueue,
  workspace: Workspace,
  { signal, onProgress }: RunRequest,
): Promise<WorkedAlong> {
  const over = new AbortController();
  const stop = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const listings = new Set(sent);
  const open: SentShard[] = [];
  const worked: WorkedAlong = {
    planned: 0,
    shards: 0,
    results: [],
    deadLetters: [],
    unlisted: new UnlistedTally(),
    stopped: false,
  };
  let finished = 0;
  let failed = 0;
  const isOpen = () => listings.size + open.length > 0;

  const collectListings = async (): Promise<void> => {
    for (const listing of listings) {
      const { id, system } = listing;
      const outcome = await queue.outcome(LISTINGS, id);
      if (outcome.state === 'open') continue;
      if (outcome.state === 'dead') throw givenUp(system, outcome.code);
      const listed = outcome.result as SystemListed;
      assertListed(listed);
      worked.unlisted.addAll(listed.unlisted);
      const to = queueOf(next, system);
      for (const shard of await queue.sentBy(to, id)) {
        open.push({ queue: to, id: shard.id, system, objects: shard.objects });
        worked.planned += shard.objects;
        worked.shards += 1;
      }
      listings.delete(listing);
    }
  };
  const collectShards = async (): Promise<void> => {
    // The first that is open stands for those behind it: they are asked for when it is done.
    for (let first = open[0]; first; first = open[0]) {
      const outcome = await queue.outcome(first.queue, first.id);
      if (outcome.state === 'open') return;
      open.shift();
      const { id, system, objects } = first;
      if (outcome.state === 'done') {
        const result = outcome.result as RunSummary;
        worked.results.push(result);
        failed += result.failed;
      } else {
        worked.deadLetters.push({ shard: id, system, objects, code: outcome.code });
        failed += objects;
      }
      finished += objects;
      onProgress?.({ planned: worked.planned, finished, failed });
    }
  };

  let collected: Promise<void> = Promise.resolve();
  // One after the other: two of our own shards may be over at the same time.
  const collect = (): Promise<void> => {
    collected = collected.then(collectListings).then(collectShards);
    return collected;
  };

  const lanes = Array.from({ length: LISTINGS_AT_ONCE - 1 }, (_, turn) =>
    listAlong(turn + 1, queue, workspace, stop).catch((error: unknown) => over.abort(error)),
  );
  try {
    while (isOpen() && !stop.aborted) {
      const lease = await queue.take();
      if (lease) await workInTurn(lease, queue, workspace, stop, collect);
      await collect();
      if (!lease && isOpen()) await idle(stop);
    }
    if (over.signal.aborted) throw over.signal.reason;
  } finally {
    over.abort();
    await Promise.all(lanes);
    // A worker that lists notices it when it renews its lease. What it hands out until then is done, and not told.
    for (const { id, system } of listings) {
      await queue.cancel(LISTINGS, [id]);
      await queue.takeBack(queueOf(next, system), id);
    }
    for (const { queue: name, id } of open) await queue.cancel(name, [id]);
  }
  return { ...worked, stopped: isOpen() };
}

/** Lists beside everything else; each lane begins a little later than the one before, which leaves workers their share. */
async function listAlong(turn: number, queue: ShardQueue, workspace: Workspace, stop: AbortSignal): Promise<void> {
  for (let pause = 0; pause < turn && !stop.aborted; pause++) await idle(stop);
  while (!stop.aborted) {
    const lease = await queue.take(LISTINGS);
    if (!lease) return;
    await workOn(lease, queue, workspace, stop);
  }
}

function givenUp(system: string, code: string): Fault {
  const hint = 'see the log of the workers, then run the command again';
  return new Fault(
    'unavailable',
    'worker/listing-given-up',
    'no worker came to the end of a listing',
    { system, code },
    { hint },
  );
}
