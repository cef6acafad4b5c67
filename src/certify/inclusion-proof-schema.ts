import { z } from 'zod';

/**
 * 包含証明: that one erased version is among those that a certificate counts, as data. It names one object in clear, so
 * it goes only to someone who may know that name. Integers, strings, arrays and objects only, canonical JSON.
 */
export const INCLUSION_PROOF_SCHEMA = 'kimitsu/inclusion-proof/1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(500);
const count = z.int().nonnegative();

export const inclusionProofSchema = z.strictObject({
  schema: z.literal(INCLUSION_PROOF_SCHEMA),
  /** The certificate whose inventory it belongs to; the hash is of its canonical JSON. */
  certificate: z.strictObject({ number: z.string().min(1).max(100), version: z.int().positive(), sha256 }),
  /** Position of the leaf, from 0, and number of leaves. */
  index: count,
  count: z.int().positive(),
  /** The line of the inventory. */
  leaf: z.strictObject({
    system: name,
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    item: z.enum(['version', 'delete-marker', 'upload']),
    bytes: count,
    commitment: sha256,
  }),
  /** What the commitment of the leaf hides. */
  opening: z.strictObject({
    object: z.string().min(1).max(2048),
    versionId: z.string().min(1).max(1024),
    salt: sha256,
  }),
  /** Nearest sibling first; no tree of numbers that can be counted is deeper than 53. */
  path: z.array(sha256).max(53),
  root: sha256,
});

export type InclusionProof = z.infer<typeof inclusionProofSchema>;
