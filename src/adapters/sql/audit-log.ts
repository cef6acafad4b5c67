import type { Kysely } from 'kysely';
import type { Json } from '../../base/canonical-json.js';
import type { AuditDraft, AuditEntry, LinkAudit } from '../../ports/catalog.js';
import type { Statement } from './engine.js';
import { parsed } from './object-row.js';
import type { AuditRow, CatalogTables } from './schema.js';
import { chunksOf } from './session.js';

/** Links `drafts` behind `head`, which is read inside the transaction, under the lock: the chain cannot fork. */
export function linked(
  head: AuditEntry | undefined,
  drafts: readonly AuditDraft[],
  link: LinkAudit,
  now: Date,
): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const draft of drafts) entries.push(link(entries.at(-1) ?? head, draft, now));
  return entries;
}

/** @param db - in whose words */
export function insertsOf(db: Kysely<CatalogTables>, entries: readonly AuditEntry[]): Statement[] {
  return [...chunksOf(entries)].map((chunk) => db.insertInto('audit').values(chunk.map(rowOf)).compile());
}

export async function readHead(db: Kysely<CatalogTables>): Promise<AuditEntry | undefined> {
  const row = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row && entryOf(row);
}

export async function auditPage(db: Kysely<CatalogTables>, fromSeq: number, limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

/** The newest first. @param before - only entries with a smaller `seq` */
export async function auditPageOf(
  db: Kysely<CatalogTables>,
  action: string,
  before: number | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('seq', 'desc').limit(limit);
  if (before !== undefined) query = query.where('seq', '<', before);
  return (await query.execute()).map(entryOf);
}

function rowOf(entry: AuditEntry): AuditRow {
  const { seq, at, actor, action, subject, detail, previousHash, hash } = entry;
  return { seq, at, actor, action, subject, detail: JSON.stringify(detail), previous_hash: previousHash, hash };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    detail: parsed<Json>(row.detail) ?? null,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
