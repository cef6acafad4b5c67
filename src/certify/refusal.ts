import { z } from 'zod';

export const REFUSAL_SCHEMA = 'kimitsu/refusal/1';
export const REFUSAL_TYP = 'kimitsu-refusal+jws';

/** 不承認: the prefecture's decision not to approve exactly one plan (B3-2-3), with the reason. */
export const refusalSchema = z.strictObject({
  schema: z.literal(REFUSAL_SCHEMA),
  /** `canonicalHash` of the plan. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.literal('refused'),
  reason: z.string().min(1).max(4000),
  approver: z.string().min(1).max(200),
  role: z.string().min(1).max(200),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
});

export type RefusalDocument = z.infer<typeof refusalSchema>;
