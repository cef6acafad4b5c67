import { type Kysely, sql } from 'kysely';
import type { SqlEngine } from '../engine.js';

type Dialect = SqlEngine['dialect'];

/** Numbers every version, so that a listing can note in one bit that it has shown it. */
export async function createListings(db: Kysely<unknown>, { bigint, identity, clustered }: Dialect): Promise<void> {
  await db.schema
    .alterTable('versions')
    .addColumn('ordinal', bigint, (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`update versions set ordinal = numbered.ordinal
    from (select object_id, version_id, row_number() over (order by object_id, version_id) as ordinal from versions)
      as numbered
    where versions.object_id = numbered.object_id and versions.version_id = numbered.version_id`.execute(db);

  await db.schema
    .createTable('counters')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', bigint, (c) => c.notNull())
    .execute();
  await sql`insert into counters select 'versions', count(*) from versions`.execute(db);

  await db.schema
    .createTable('listings')
    // Never given twice, so whoever still holds the number of a forgotten listing cannot write into another one.
    .addColumn('id', 'integer', (c) =>
      identity === 'autoincrement' ? c.primaryKey().autoIncrement() : c.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn('system_word', 'integer', (c) => c.notNull().unique().references('words.id'))
    .addColumn('started_at', bigint, (c) => c.notNull())
    .addColumn('last_ordinal', bigint, (c) => c.notNull())
    .addColumn('position', 'text')
    .addColumn('changed', bigint, (c) => c.notNull())
    .execute();

  const marks = db.schema
    .createTable('listing_marks')
    .addColumn('listing_id', 'integer', (c) => c.notNull())
    .addColumn('chunk', 'integer', (c) => c.notNull())
    .addColumn('listed', 'text', (c) => c.notNull())
    .addColumn('current', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('listing_marks_key', ['listing_id', 'chunk']);
  await (clustered ? marks.modifyEnd(sql.raw(clustered)) : marks).execute();
}
