import { z } from 'zod';
import { Fault } from '../../base/fault.js';

/** Objects of one shard at most: a payload of about 20 KB. */
export const SHARD_OBJECTS = 200;
/**
 * Bytes after which a shard is handed out with fewer, but not with less than so many objects. Who has the last shard is
 * waited for by all others, so none is to take much longer than the rest; and each costs some statements.
 */
const SHARD_BYTES = 1_000_000;
const SHARD_OBJECTS_LEAST = 20;
/** Raised when a shard means something that workers before did not know. */
const FORMAT = 1;
const JobName = z.enum(['classify-records', 'enforce-encryption']);

const common = {
  format: z.literal(FORMAT),
  /** Of the kimitsu that made it. */
  version: z.string(),
  system: z.string(),
  /** Version of recognizers, lexicons and policy; empty where they do not matter. */
  classifier: z.string(),
};

/** Whether objects of so many bytes are a shard, or more may come to it. */
export function isFullShard(objects: number, bytes: number): boolean {
  return objects >= SHARD_OBJECTS || (objects >= SHARD_OBJECTS_LEAST && bytes >= SHARD_BYTES);
}

/** A job over some objects of one system. */
export const ObjectShard = z.object({
  ...common,
  job: JobName,
  /** Object id and the ETag it was seen with: whoever finds another one leaves the object to the next run. */
  objects: z.array(z.tuple([z.string(), z.string()])),
  /** Id of the listing that handed it out. */
  listing: z.string().optional(),
});
export type ObjectShard = z.infer<typeof ObjectShard>;

/** The listing of one system, which hands out what it finds to be done. */
export const ListingShard = z.object({
  ...common,
  job: z.literal('list-system'),
  /** What the objects are listed for. */
  next: JobName,
  /** Also objects that the listing shows unchanged. */
  everyObject: z.boolean().optional(),
});
export type ListingShard = z.infer<typeof ListingShard>;

/** What a worker is asked to do. Ids are keyed hashes, nothing is personal. */
export const Shard = z.discriminatedUnion('job', [ObjectShard, ListingShard]);
export type Shard = z.infer<typeof Shard>;

/** What a worker is, to see whether a shard is for it. */
export interface Capability {
  version: string;
  classifier: string;
}

export function newShard<Kind extends Shard>(shard: Omit<Kind, 'format'>): Omit<Kind, 'format'> & { format: 1 } {
  return { format: FORMAT, ...shard };
}

/** @throws {Fault} usage `worker/too-old`, `worker/other-classifier`: the shard is left to other workers */
export function readShard(payload: unknown, { version, classifier }: Capability): Shard {
  const { success, data } = Shard.safeParse(payload);
  if (!success || data.version.localeCompare(version, 'en', { numeric: true }) > 0) {
    const hint = 'install the kimitsu that the others run on this worker; the work was left to them';
    throw new Fault('usage', 'worker/too-old', 'the work was made by a newer kimitsu', {}, { hint });
  }
  if (data.classifier === '' || data.classifier === classifier) return data;
  const hint = 'bring kimitsu and the policy file of all workers to the same state; the work was left to others';
  throw new Fault('usage', 'worker/other-classifier', 'this worker classifies by other rules', {}, { hint });
}
