import type { AuditEntry, Catalog } from '../../ports/catalog.js';

type Log = Pick<Catalog, 'auditOf'>;

/**
 * Of these records, those that a migration has handed over in the package of a system, by the audit log: what their
 * source has become since changes nothing of that. Read backwards to the migration's
 * beginning, so it is asked only of what the catalogue does not have as handed over any more.
 */
export async function handedOverAmong(
  objectIds: ReadonlySet<string>,
  { migrationId, system }: { migrationId: string; system: string },
  catalog: Log,
): Promise<Set<string>> {
  const handedOver = new Set<string>();
  const from = await seqOf('migration.opened', ({ subject }) => subject === migrationId, catalog);
  const until = await seqOf(
    'migration.package-verified',
    ({ subject, detail }) => subject === migrationId && (detail as { system?: string }).system === system,
    catalog,
  );
  if (objectIds.size === 0 || from === undefined || until === undefined) return handedOver;
  for await (const { seq, detail } of catalog.auditOf('objects.migrated')) {
    if (seq < from) break;
    if (seq > until) continue;
    for (const { objectId, current } of detail as unknown as { objectId: string; current: boolean }[])
      if (current && objectIds.has(objectId)) handedOver.add(objectId);
  }
  return handedOver;
}

async function seqOf(action: string, isIt: (entry: AuditEntry) => boolean, catalog: Log): Promise<number | undefined> {
  for await (const entry of catalog.auditOf(action)) if (isIt(entry)) return entry.seq;
  return undefined;
}
