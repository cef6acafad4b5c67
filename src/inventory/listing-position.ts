import { z } from 'zod';
import type { JobPorts } from '../run/ports.js';

/** How far a listing of a store has come. */
export const ListingPosition = z.strictObject({
  /** Where it lists: when the configuration says otherwise, it is no longer the same listing. */
  bucket: z.string(),
  prefix: z.string().optional(),
  /** `versions`, then `uploads`, then `listed`: only what is missing has still to be named. */
  phase: z.enum(['versions', 'uploads', 'listed']),
  /** Every version of this key and of those before it is saved. */
  after: z.string().optional(),
  /** Of what is saved up to here. */
  objects: z.int(),
  versions: z.int(),
  /** Prefixes of keys that could not be listed on the way. */
  unlisted: z.array(z.string()).optional(),
});
export type ListingPosition = z.infer<typeof ListingPosition>;

export function sealPosition(position: ListingPosition, seal: Pick<JobPorts['seal'], 'seal'>): string {
  return seal.seal(JSON.stringify(position));
}

/** Undefined when it cannot be read: then the listing begins anew, which is always right. */
export function openPosition(sealed: string, seal: Pick<JobPorts['seal'], 'open'>): ListingPosition | undefined {
  try {
    return ListingPosition.parse(JSON.parse(seal.open(sealed)));
  } catch {
    return undefined;
  }
}
