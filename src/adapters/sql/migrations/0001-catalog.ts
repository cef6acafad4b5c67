import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { SqlEngine } from '../engine.js';

type Dialect = SqlEngine['dialect'];

/** A migration is never edited once released: it is written with plain names, not with today's row types. */
export async function createCatalog(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { bigint } = dialect;
  const numbered = <T extends string>(table: CreateTableBuilder<T>, column: string) =>
    table.addColumn(column, 'integer', (c) =>
      dialect.identity === 'autoincrement'
        ? c.primaryKey().autoIncrement()
        : c.primaryKey().generatedAlwaysAsIdentity(),
    );
  /** Keys are compared by bytes, so pages come in the same order on every database. */
  const keyType = dialect.bytewise ? sql`text collate "C"` : 'text';
  const clustered = <T extends string>(table: CreateTableBuilder<T>) =>
    dialect.clustered ? table.modifyEnd(sql.raw(dialect.clustered)) : table;
  const word = 'words.id';

  await numbered(db.schema.createTable('words'), 'id')
    .addColumn('word', 'text', (c) => c.notNull().unique())
    .execute();

  // Not clustered: rows are wide and their ids random, so each would be written to another page.
  await db.schema
    .createTable('objects')
    .addColumn('object_id', keyType, (c) => c.primaryKey().notNull())
    .addColumn('system_word', 'integer', (c) => c.notNull().references(word))
    .addColumn('sealed_key', 'text', (c) => c.notNull())
    .addColumn('masked_key', 'text', (c) => c.notNull())
    .addColumn('version_id', 'text', (c) => c.notNull())
    .addColumn('etag', 'text', (c) => c.notNull())
    .addColumn('size', bigint, (c) => c.notNull())
    .addColumn('last_modified', bigint, (c) => c.notNull())
    .addColumn('state', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('decided', 'integer', (c) => c.notNull())
    .addColumn('to_review', 'integer', (c) => c.notNull())
    .addColumn('level', 'integer')
    .addColumn('kind_word', 'integer', (c) => c.references(word))
    .addColumn('because_word', 'integer', (c) => c.references(word))
    .addColumn('records1', 'integer')
    .addColumn('records2', 'integer')
    .addColumn('records3', 'integer')
    .addColumn('findings', 'text')
    .addColumn('samples', 'text')
    .addColumn('review', 'text')
    .addColumn('format_word', 'integer', (c) => c.references(word))
    .addColumn('charset_word', 'integer', (c) => c.references(word))
    .addColumn('examined_bytes', bigint)
    .addColumn('unexamined_bytes', bigint)
    .addColumn('classifier_word', 'integer', (c) => c.references(word))
    .addColumn('classified_at', bigint)
    .addColumn('protection_mode', 'integer')
    .addColumn('unit_word', 'integer', (c) => c.references(word))
    .addColumn('kms_key_word', 'integer', (c) => c.references(word))
    .addColumn('protected_version', 'text')
    .addColumn('protected_etag', 'text')
    .addColumn('stored_bytes', bigint)
    .addColumn('plaintext_history', 'integer')
    .addColumn('protected_at', bigint)
    .execute();
  // Partial indexes: almost empty while a service is at rest, so they cost nothing per object.
  await sql`create index objects_open on objects (object_id) where state <= 1`.execute(db);
  await sql`create index objects_to_review on objects (object_id) where to_review = 1`.execute(db);

  await clustered(
    db.schema
      .createTable('versions')
      .addColumn('object_id', keyType, (c) => c.notNull())
      .addColumn('version_id', keyType, (c) => c.notNull())
      .addColumn('system_word', 'integer', (c) => c.notNull().references(word))
      .addColumn('item', 'integer', (c) => c.notNull())
      .addColumn('size', bigint, (c) => c.notNull())
      .addColumn('plaintext', 'integer', (c) => c.notNull())
      .addColumn('state', 'integer', (c) => c.notNull())
      .addColumn('level', 'integer')
      .addColumn('destroyed_at', bigint)
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('versions_key', ['object_id', 'version_id']),
  ).execute();

  await numbered(db.schema.createTable('decisions'), 'id')
    .addColumn('object_id', keyType, (c) => c.notNull())
    .addColumn('etag', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('decided_by', 'text', (c) => c.notNull())
    .addColumn('confirmed_by', 'text')
    .addColumn('decided_at', bigint, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('decisions_object').on('decisions').columns(['object_id', 'etag']).execute();

  await numbered(db.schema.createTable('documents'), 'ordinal')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('parent_id', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('updated_at', bigint, (c) => c.notNull())
    .addUniqueConstraint('documents_key', ['kind', 'id'])
    .execute();

  await db.schema
    .createTable('audit')
    .addColumn('seq', bigint, (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('previous_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
}
