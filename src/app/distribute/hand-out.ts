import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import { systemsOf } from '../../inventory/systems.js';
import type { RunRequest } from '../run-options.js';
import { softwareVersion } from '../software-version.js';
import type { Workspace } from '../workspace.js';
import { type ListingShard, newShard, type ObjectShard } from './shard.js';

/** Of all systems and jobs in one queue, so that a process can ask for listings alone. */
export const LISTINGS = 'list-system';
/** Of the objects of one system that are to be worked on. */
export const queueOf = (job: ObjectShard['job'], system: string): string => `${job}-${system}`;

export interface SentListing {
  id: string;
  system: string;
}

/**
 * Puts the listing of each system into the queue. Whoever takes one lists, plans and hands out its objects. What was to be
 * classified by other rules is taken back: it is planned anew.
 */
export async function handOutListings(
  next: ObjectShard['job'],
  queue: ShardQueue,
  { ports }: Workspace,
  { system: only, everyObject }: Pick<RunRequest, 'system'> & { everyObject?: boolean },
): Promise<SentListing[]> {
  const version = await softwareVersion();
  const classifier = next === 'classify-records' ? ports.detector.version : '';
  if (classifier !== '') await queue.takeBackOthers(classifier);
  const systems = systemsOf(ports.service, only).map(({ id }) => id);
  const shards = systems.map((system) =>
    newShard<ListingShard>({
      version,
      job: 'list-system',
      system,
      classifier,
      next,
      ...(everyObject && { everyObject }),
    }),
  );
  const ids = await queue.add(LISTINGS, shards);
  return systems.map((system, index) => ({ id: ids[index]!, system }));
}
