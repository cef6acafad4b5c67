import type { AuditEntry, Catalog } from '../../../ports/catalog.js';

/** The newest entry of the audit log that `is` says yes to. */
export async function lastAct(
  catalog: Pick<Catalog, 'auditEntries'>,
  is: (entry: AuditEntry) => boolean,
): Promise<AuditEntry | undefined> {
  let last: AuditEntry | undefined;
  for await (const entry of catalog.auditEntries()) if (is(entry)) last = entry;
  return last;
}
