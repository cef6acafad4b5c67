import { z } from 'zod';

/** 照合点: where the audit log stood at one moment, as data; signed as a JWS of the type `CHECKPOINT_TYP`. (B1-2-2) */
export const CHECKPOINT_SCHEMA = 'kimitsu/audit-checkpoint/1';
export const CHECKPOINT_TYP = 'kimitsu-audit-checkpoint+jws';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const checkpointSchema = z.strictObject({
  schema: z.literal(CHECKPOINT_SCHEMA),
  /** Id of the service, so that the checkpoint of another one cannot stand in. */
  service: z.string().min(1).max(100),
  /** 1 for the first of the workspace. */
  number: z.int().positive(),
  /** The entry that the log ended with. */
  head: z.strictObject({ seq: z.int().positive(), hash: sha256 }),
  at: instant,
  /** SHA-256 of the JWS of the checkpoint before, as ASCII; absent in the first. */
  previous: sha256.optional(),
  issuerKey: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});

export type CheckpointDocument = z.infer<typeof checkpointSchema>;
