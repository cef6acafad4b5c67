import { z } from 'zod';
import type { EvidenceManifest } from './export.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const head = z.strictObject({ seq, hash: sha256 });

const manifestSchema = z.strictObject({
  schema: z.literal('kimitsu/audit-evidence/1'),
  exportedAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  range: z.strictObject({ fromSeq: seq, toSeq: seq }),
  subjects: z.array(z.string()).nullable(),
  entries: seq,
  gaps: seq,
  first: z.strictObject({ seq, hash: sha256, previousHash: sha256 }).nullable(),
  last: head.nullable(),
  head: head.nullable(),
  chainProblems: z.record(z.string(), z.int().positive()),
  linesSha256: sha256,
});

type Read =
  | { manifest: EvidenceManifest; problem?: undefined }
  | { manifest?: undefined; problem: 'evidence/newer' | 'evidence/unreadable' };

/** A manifest of the schema of this version; what is newer is told from what is none. */
export function readManifest(value: { schema?: unknown }): Read {
  const { data } = manifestSchema.safeParse(value);
  if (data) return { manifest: data };
  const isNewer = /^kimitsu\/audit-evidence\/(?:[2-9]|[1-9]\d{1,5})$/.test(String(value.schema));
  return { problem: isNewer ? 'evidence/newer' : 'evidence/unreadable' };
}
