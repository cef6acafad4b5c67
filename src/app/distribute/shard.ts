import { z } from 'zod';
import { Fault } from '../../base/fault.js';

/** Objects of one shard: some seconds to some minutes of work, and a payload of about 20 KB. */
export const SHARD_OBJECTS = 200;
/** Raised when a shard means something that workers before did not know. */
const FORMAT = 1;

/** What a worker is asked to do: a job over some objects of one system. Ids are keyed hashes, nothing is personal. */
export const Shard = z.object({
  format: z.literal(FORMAT),
  /** Of the kimitsu that made it. */
  version: z.string(),
  job: z.enum(['classify-records', 'enforce-encryption']),
  system: z.string(),
  /** Version of recognizers, lexicons and policy; empty where they do not matter. */
  classifier: z.string(),
  /** Object id and the ETag it was seen with: whoever finds another one leaves the object to the next run. */
  objects: z.array(z.tuple([z.string(), z.string()])),
});
export type Shard = z.infer<typeof Shard>;

/** What a worker is, to see whether a shard is for it. */
export interface Capability {
  version: string;
  classifier: string;
}

export function newShard(shard: Omit<Shard, 'format'>): Shard {
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
