import { z } from 'zod';

const Lock = z.object({
  retention: z.object({ mode: z.enum(['governance', 'compliance']), until: z.coerce.date() }).optional(),
  legalHold: z.literal(true).optional(),
  eventHold: z.object({ days: z.number().optional(), years: z.number().optional() }).optional(),
});

/** `ObjectProperties` as a version record holds them. The store acts on the lock alone and keeps the rest. */
export const KeptProperties = z.object({
  cacheControl: z.string().optional(),
  contentDisposition: z.string().optional(),
  contentEncoding: z.string().optional(),
  contentLanguage: z.string().optional(),
  expires: z.string().optional(),
  websiteRedirect: z.string().optional(),
  storageClass: z.string().optional(),
  lock: Lock.optional(),
});
export type KeptProperties = z.infer<typeof KeptProperties>;
