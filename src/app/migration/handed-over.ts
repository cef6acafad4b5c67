import type { AuditEntry, Catalog } from '../../ports/catalog.js';

type Log = Pick<Catalog, 'auditOf'>;

interface HandedOver {
  objectId: string;
  /** Absent where an older version has noted it. */
  versionId?: string;
  /** It was the current one then. */
  current: boolean;
}

/**
 * Of these records, what a migration has handed over in the package of a system, by the audit log: what their source has
 * become since changes nothing of that. What was copied again after a crash comes again. Read backwards to the
 * migration's beginning, so it is asked only of what the catalogue does not have as handed over any more.
 */
export async function* handedOverOf(
  objectIds: ReadonlySet<string>,
  { migrationId, system }: { migrationId: string; system: string },
  catalog: Log,
): AsyncGenerator<HandedOver> {
  if (objectIds.size === 0) return;
  const from = await seqOf('migration.opened', ({ subject }) => subject === migrationId, catalog);
  const until = await seqOf(
    'migration.package-verified',
    ({ subject, detail }) => subject === migrationId && (detail as { system?: string }).system === system,
    catalog,
  );
  if (from === undefined || until === undefined) return;
  for await (const { seq, detail } of catalog.auditOf('objects.migrated')) {
    if (seq < from) return;
    if (seq > until) continue;
    for (const one of detail as unknown as HandedOver[]) if (objectIds.has(one.objectId)) yield one;
  }
}

async function seqOf(action: string, isIt: (entry: AuditEntry) => boolean, catalog: Log): Promise<number | undefined> {
  for await (const entry of catalog.auditOf(action)) if (isIt(entry)) return entry.seq;
  return undefined;
}
