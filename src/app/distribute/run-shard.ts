import { classifyRecords } from '../../../jobs/classify-records.js';
import { enforceEncryption } from '../../../jobs/enforce-encryption.js';
import type { ShardLock } from '../../adapters/sql/postgres-shard-locks.js';
import { Frozen } from '../../inventory/frozen.js';
import { placeOf } from '../../inventory/place.js';
import type { CatalogObject } from '../../ports/catalog.js';
import type { Job } from '../../run/job.js';
import type { JobPorts } from '../../run/ports.js';
import { type InHand, type RunSummary, runJob } from '../../run/runner.js';
import { runOptions } from '../run-options.js';
import type { Workspace } from '../workspace.js';
import type { ObjectShard } from './shard.js';

/** Objects asked for in one question, shortly before their turn: what changes later makes the work on it fail. */
const ASKED_AT_ONCE = 50;
const OPEN = new Set(['found', 'classified', 'protected']);

/** A job whose items are objects of the catalogue, whatever it makes of them. */
export type ObjectJob = Job<{ system?: string; everyObject?: boolean }, CatalogObject, unknown, keyof JobPorts>;

export const OBJECT_JOBS = {
  'classify-records': classifyRecords,
  'enforce-encryption': enforceEncryption,
} as unknown as Readonly<Record<ObjectShard['job'], ObjectJob>>;

export interface ShardSignals {
  /** No more objects are begun. */
  stop: AbortSignal;
  /** Somebody else may have the shard: nothing is gone on with. */
  lost: AbortSignal;
}

/** For whoever begins the next shard while this one comes to its end. */
export interface Overlap {
  /** What both have in hand together. */
  inHand: InHand;
  /** Called when no object is left to be begun. */
  onAllBegun(): void;
}

/**
 * The same beats as in a run of one process; only the plan is given. What a try before has done counts as well. What somebody else has in hand is left to them: the
 * embedded store has no means of its own against two processes that replace the same file.
 */
export async function runShard(
  shard: ObjectShard,
  { lockObjects }: Pick<ShardLock, 'lockObjects'>,
  workspace: Workspace,
  { stop, lost }: ShardSignals,
  overlap?: Overlap,
): Promise<RunSummary> {
  const beats = OBJECT_JOBS[shard.job];
  let done = 0;
  // Of an enforcement that is left half done whoever has the shard next would see a record that somebody has changed.
  const givesUp = (signal: AbortSignal) => (shard.job === 'enforce-encryption' ? lost : signal);
  const job: ObjectJob = {
    ...beats,
    apply: (object, ports, signal) => beats.apply(object, ports, givesUp(signal)),
    verify: (object, result, ports, signal) => beats.verify(object, result, ports, givesUp(signal)),
    async *plan(_, { catalog }) {
      const frozen = await Frozen.in(catalog);
      const ours = await lockObjects(shard.objects.map(([objectId]) => objectId));
      for (let at = 0; at < shard.objects.length; at += ASKED_AT_ONCE) {
        const named = shard.objects.slice(at, at + ASKED_AT_ONCE);
        const known = new Map(
          (await catalog.objectsById(named.map(([objectId]) => objectId))).map((object) => [object.objectId, object]),
        );
        for (const [objectId, seenAs] of named) {
          const object = known.get(objectId);
          if (!object || !ours.has(objectId) || !OPEN.has(object.state)) continue;
          if (isDone(object, shard, seenAs)) done += 1;
          else if (object.etag === seenAs && !isFrozen(object, shard, frozen)) yield object;
        }
      }
      overlap?.onAllBegun();
    },
  };
  const options = { ...runOptions(workspace, { signal: stop }), ...(overlap && { inHand: overlap.inHand }) };
  const summary = await runJob(job, {}, workspace.ports, options);
  return { ...summary, planned: summary.planned + done, done: summary.done + done };
}

/** By an erasure that was begun since the shard was handed out. */
function isFrozen(object: CatalogObject, { job }: ObjectShard, frozen: Frozen): boolean {
  return frozen.has(placeOf(object)) || (job === 'enforce-encryption' && frozen.hasUnitOf(object));
}

/** By whoever had this shard before. @param seenAs - ETag it was handed out with */
function isDone(object: CatalogObject, { job, classifier }: ObjectShard, seenAs: string | undefined): boolean {
  const { state, etag, classification, protection } = object;
  if (job === 'enforce-encryption') return state === 'protected' && etag !== seenAs && protection?.etag === etag;
  return etag === seenAs && state !== 'found' && classification?.classifierVersion === classifier;
}
