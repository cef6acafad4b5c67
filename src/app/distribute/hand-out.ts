import PQueue from 'p-queue';
import type { ShardQueue } from '../../adapters/queue/shard-queue.js';
import type { Level } from '../../base/level.js';
import { systemsOf } from '../../inventory/systems.js';
import type { CatalogObject } from '../../ports/catalog.js';
import type { Unlisted } from '../../run/job.js';
import type { RunRequest } from '../run-options.js';
import { softwareVersion } from '../software-version.js';
import type { Workspace } from '../workspace.js';
import { OBJECT_JOBS } from './run-shard.js';
import { newShard, SHARD_OBJECTS, type Shard } from './shard.js';

/** Listed and planned at once. */
const SYSTEMS_AT_ONCE = 4;

export interface Sent {
  queue: string;
  id: string;
  system: string;
  objects: number;
}

/** What is not classified yet may be of the highest level. */
const urgencyOf = ({ classification }: CatalogObject): Level => classification?.level ?? 3;

/**
 * Lists, plans, and puts what is to be done into the queue, several systems side by side. A shard holds objects of one
 * level, and higher levels are taken first: what would do most harm waits least.
 */
export async function handOut(
  name: Shard['job'],
  queue: ShardQueue,
  { ports }: Workspace,
  { system, everyObject, signal = new AbortController().signal }: RunRequest & { everyObject?: boolean },
  passOver: (unlisted: Unlisted) => void = () => undefined,
): Promise<Sent[]> {
  const version = await softwareVersion();
  const classifier = name === 'classify-records' ? ports.detector.version : '';
  const input = everyObject ? { everyObject } : {};
  const sent: Sent[] = [];
  const waiting = new Map<string, CatalogObject[]>();
  const flush = async (group: string) => {
    const objects = waiting.get(group) ?? [];
    waiting.delete(group);
    const [first] = objects;
    if (!first) return;
    const { system: of } = first;
    const pairs = objects.map(({ objectId, etag }): [string, string] => [objectId, etag]);
    const shard = newShard({ version, job: name, system: of, classifier, objects: pairs });
    const [id] = await queue.add(`${name}-${of}`, [shard], urgencyOf(first));
    sent.push({ queue: `${name}-${of}`, id: id!, system: of, objects: pairs.length });
  };
  await sideBySide(systemsOf(ports.service, system), signal, async ({ id }, stop) => {
    for await (const object of OBJECT_JOBS[name].plan({ ...input, system: id }, ports, stop, passOver)) {
      const group = `${object.system} ${urgencyOf(object)}`;
      const objects = waiting.get(group) ?? [];
      objects.push(object);
      waiting.set(group, objects);
      if (objects.length >= SHARD_OBJECTS) await flush(group);
    }
  });
  for (const group of [...waiting.keys()]) await flush(group);
  return sent;
}

/** Does something for each system, some at once: a listing mostly waits for its store. The first failure stops the others. */
async function sideBySide<System>(
  systems: readonly System[],
  signal: AbortSignal,
  work: (system: System, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const queue = new PQueue({ concurrency: SYSTEMS_AT_ONCE });
  const failures: unknown[] = [];
  for (const system of systems)
    void queue.add(async () => {
      if (failed.signal.aborted) return;
      try {
        await work(system, AbortSignal.any([signal, failed.signal]));
      } catch (error) {
        failures.push(error);
        failed.abort();
      }
    });
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
}
