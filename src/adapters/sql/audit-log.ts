import type { Kysely } from 'kysely';
import type { Json } from '../../base/canonical-json.js';
import type { AuditDraft, AuditEntry, LinkAudit } from '../../ports/catalog.js';
import { parsed } from './object-row.js';
import type { AuditRow, CatalogTables } from './schema.js';
import { chunksOf, type Session } from './session.js';

/** Links and stores `drafts`. The head is read inside the transaction, which holds the lock: the chain cannot fork. */
export async function appendEntries(
  { db }: Session,
  drafts: readonly AuditDraft[],
  link: LinkAudit,
  now: Date,
): Promise<AuditEntry[]> {
  if (drafts.length === 0) return [];
  const entries: AuditEntry[] = [];
  let head = await readHead(db);
  for (const draft of drafts) {
    head = link(head, draft, now);
    entries.push(head);
  }
  for (const chunk of chunksOf(entries)) await db.insertInto('audit').values(chunk.map(rowOf)).execute();
  return entries;
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
