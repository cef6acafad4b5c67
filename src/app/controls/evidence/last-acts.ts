import type { AuditEntry, Catalog } from '../../../ports/catalog.js';

/** The newest entry of the audit log that each condition holds for, in one pass over it. */
export async function lastActs<Name extends string>(
  catalog: Pick<Catalog, 'auditEntries'>,
  conditions: Readonly<Record<Name, (entry: AuditEntry) => boolean>>,
): Promise<Partial<Record<Name, AuditEntry>>> {
  const last: Partial<Record<Name, AuditEntry>> = {};
  const names = Object.keys(conditions) as Name[];
  for await (const entry of catalog.auditEntries())
    for (const name of names) if (conditions[name](entry)) last[name] = entry;
  return last;
}
