import type { Kysely, Selectable } from 'kysely';
import type { Json } from '../../base/canonical-json.js';
import type { DocumentKind, StoredDocument } from '../../ports/catalog.js';
import { toInstant } from './instants.js';
import { parsed } from './object-row.js';
import type { CatalogTables, DocumentRow } from './schema.js';
import type { Session } from './session.js';

export async function saveDocument(
  { db }: Session,
  document: Omit<StoredDocument, 'updatedAt'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('documents')
    .values({
      kind: document.kind,
      id: document.id,
      parent_id: document.parentId ?? null,
      body: JSON.stringify(document.body),
      updated_at: now.getTime(),
    })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'id']).doUpdateSet((e) => ({
        parent_id: e.ref('excluded.parent_id'),
        body: e.ref('excluded.body'),
        updated_at: e.ref('excluded.updated_at'),
      })),
    )
    .execute();
}

export async function readDocument(
  db: Kysely<CatalogTables>,
  kind: DocumentKind,
  id: string,
): Promise<StoredDocument | undefined> {
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && documentOf(row);
}

export async function readDocuments(
  db: Kysely<CatalogTables>,
  kind: DocumentKind,
  parentId: string | undefined,
): Promise<StoredDocument[]> {
  let query = db.selectFrom('documents').selectAll().where('kind', '=', kind).orderBy('ordinal');
  if (parentId !== undefined) query = query.where('parent_id', '=', parentId);
  return (await query.execute()).map(documentOf);
}

function documentOf(row: Selectable<DocumentRow>): StoredDocument {
  return {
    kind: row.kind as DocumentKind,
    id: row.id,
    parentId: row.parent_id ?? undefined,
    body: parsed<Json>(row.body) ?? null,
    updatedAt: toInstant(row.updated_at),
  };
}
