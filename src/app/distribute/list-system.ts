import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import { asFault, Fault, type FaultKind } from '../../base/fault.js';
import type { Level } from '../../base/level.js';
import type { CatalogObject } from '../../ports/catalog.js';
import { type UnlistedFolders, UnlistedTally } from '../../run/unlisted.js';
import type { Workspace } from '../workspace.js';
import { queueOf } from './hand-out.js';
import { OBJECT_JOBS } from './run-shard.js';
import { isFullShard, type ListingShard, newShard, type ObjectShard } from './shard.js';

/** What has become of a listing: what it found to be done is in the queue. */
export interface SystemListed {
  unlisted?: UnlistedFolders;
  /** The store could not be listed, and another worker would fare no better. */
  failure?: { kind: FaultKind; code: string; message: string; hint?: string };
}

/** Failures of the catalogue are the worker's: another one goes on. */
const OF_THE_WORKER = /^(catalog|workspace)\//;

/** What is not classified yet may be of the highest level. */
const urgencyOf = ({ classification }: CatalogObject): Level => classification?.level ?? 3;

/**
 * Lists one system as a run of one process does, and puts what is to be done into the queue as it goes on: a shard holds
 * objects of one level, and higher levels are taken first, since what would do most harm waits least.
 *
 * Whoever has this listing after a worker that died takes back what the other had handed out and nobody has begun, waits
 * for what somebody has in hand (of what is just being written a listing would see half), and goes on at the position
 * that the catalogue holds.
 *
 * @param id - of the shard
 * @returns undefined when it has to wait
 */
export async function listSystem(
  { version, classifier, system, next, everyObject = false }: ListingShard,
  id: string,
  queue: ShardQueue,
  { ports }: Workspace,
  signal: AbortSignal,
): Promise<SystemListed | undefined> {
  const to = queueOf(next, system);
  const unlisted = new UnlistedTally();
  const waiting = new Map<Level, { objects: [string, string][]; bytes: number }>();
  const flush = async (level: Level): Promise<void> => {
    const objects = waiting.get(level)?.objects ?? [];
    waiting.delete(level);
    if (objects.length > 0 && !signal.aborted) {
      const shard = newShard<ObjectShard>({ version, job: next, system, classifier, objects, listing: id });
      await queue.add(to, [shard], level);
    }
  };
  if ((await queue.takeBack(to, id)) > 0) return undefined;
  try {
    const plan = OBJECT_JOBS[next].plan({ system, everyObject }, ports, signal, (folder) => unlisted.add(folder));
    for await (const object of plan) {
      const level = urgencyOf(object);
      const shard = waiting.get(level) ?? { objects: [], bytes: 0 };
      waiting.set(level, shard);
      shard.objects.push([object.objectId, object.etag]);
      shard.bytes += object.size;
      if (isFullShard(shard.objects.length, shard.bytes)) await flush(level);
    }
  } catch (error) {
    const { kind, code, message, hint } = asFault(error);
    if (signal.aborted || OF_THE_WORKER.test(code)) throw error;
    return { failure: { kind, code, message, ...(hint === undefined ? {} : { hint }) } };
  }
  for (const level of [...waiting.keys()]) await flush(level);
  return unlisted.summary();
}

/** Throws what a listing ended with in another process. */
export function assertListed({ failure }: SystemListed): void {
  if (!failure) return;
  const { kind, code, message, hint } = failure;
  throw new Fault(kind, code, message, {}, hint === undefined ? {} : { hint });
}
