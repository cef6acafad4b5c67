import { z } from 'zod';
import { id, text } from './text.js';

/** How long records must be kept. The longest rule that fits a record counts. */
export const RetentionConfig = z.strictObject({
  kind: text
    .optional()
    .describe('Kind of record by 別紙４, as in the policy: recording, response-history, …; all when absent'),
  system: id.optional().describe('Id of a system; all when absent'),
  months: z.int().min(0).max(1200).describe('Months from the end of the month that a record belongs to'),
  basis: text.describe('What demands it: an article of the contract or of a regulation'),
});

const method = (technique: 'cryptographic-erase' | 'delete', readBack: 'full' | 'sampled') =>
  z
    .strictObject({
      technique: z.enum(['cryptographic-erase', 'delete']).default(technique),
      readBack: z
        .enum(['full', 'sampled'])
        .default(readBack)
        .describe('Whether every destroyed version is tried to be read, or one in ten; the listing is always complete'),
    })
    .prefault({});

/** B3-2-2: how each level is disposed of, and how long an approval is good for. */
export const DisposalConfig = z
  .strictObject({
    methods: z
      .strictObject({
        level3: method('cryptographic-erase', 'full'),
        level2: method('cryptographic-erase', 'sampled'),
        level1: method('delete', 'sampled'),
      })
      .prefault({}),
    approvalDays: z
      .int()
      .min(1)
      .max(730)
      .default(180)
      .describe('Days after which an approval that names no end of its own is no longer good'),
  })
  .prefault({});
