import { returnNotes } from '../../inventory/former-key.js';
import type { AuditEntry, Catalog } from '../../ports/catalog.js';
import { driftNote } from '../../protect/drift.js';
import type { NoteCount, RunSummary } from '../../run/runner.js';

interface Trace {
  /** As in a `RunSummary`. */
  job: string;
  action: string;
  notesIn(entry: AuditEntry): string[];
}

/** What the audit log has of what a run has found and people have to know. */
const TRACES: Readonly<Record<string, Trace>> = {
  classify: {
    job: 'classify-records',
    action: 'objects.classified',
    notesIn: ({ detail }) =>
      (detail as unknown as { review?: string[] }[]).flatMap(({ review = [] }) => returnNotes(review)),
  },
  enforce: {
    job: 'enforce-encryption',
    action: 'object.drifted',
    notesIn: ({ detail }) => [driftNote((detail as { reason: string }).reason)],
  },
};

/**
 * B2-1-3: of a run that did not come to its end, what it had found and could not say. The next run finds it no more: the
 * objects are done.
 *
 * @param job - `classify` or `enforce`; nothing is known of any other
 * @param since - when it began, RFC 3339
 */
export async function foundSince(
  catalog: Pick<Catalog, 'auditOf'>,
  job: string,
  since: string,
): Promise<Pick<RunSummary, 'job' | 'notes'>> {
  const trace = TRACES[job];
  if (!trace) return { job, notes: [] };
  const counts = new Map<string, number>();
  for await (const entry of catalog.auditOf(trace.action)) {
    if (Date.parse(entry.at) < Date.parse(since)) break;
    for (const code of trace.notesIn(entry)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const notes: NoteCount[] = [...counts].map(([code, count]) => ({ code, count }));
  return { job: trace.job, notes };
}
