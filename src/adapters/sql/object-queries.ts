import { type Kysely, sql } from 'kysely';
import type { Level } from '../../base/level.js';
import type { CatalogObject, InventoryLine, ObjectFilter } from '../../ports/catalog.js';
import { LAST_OPEN_STATE, OBJECT_STATES } from './codes.js';
import { decoded } from './objects.js';
import type { CatalogTables } from './schema.js';
import type { Words } from './words.js';

/** One page of objects behind the id `after`, in order of their ids. */
export async function objectPage(
  db: Kysely<CatalogTables>,
  words: Words,
  filter: ObjectFilter,
  after: string | undefined,
  limit: number,
): Promise<CatalogObject[]> {
  let query = db.selectFrom('objects').selectAll().orderBy('object_id').limit(limit);
  if (after !== undefined) query = query.where('object_id', '>', after);
  if (filter.states) {
    const codes = filter.states.map((state) => OBJECT_STATES.code(state));
    if (codes.length === 0) return [];
    query = query.where('state', 'in', codes);
    // In the words of the partial index, or the planner does not see that it may use it.
    if (Math.max(...codes) <= LAST_OPEN_STATE) query = query.where('state', '<=', sql.lit(LAST_OPEN_STATE));
  }
  if (filter.level !== undefined) query = query.where('level', '=', filter.level);
  if (filter.toReview !== undefined) query = query.where('to_review', '=', sql.lit(filter.toReview ? 1 : 0));
  if (filter.system !== undefined) {
    const system = await words.find(db, filter.system);
    if (system === undefined) return [];
    query = query.where('system_word', '=', system);
  }
  if (filter.notClassifiedBy !== undefined) {
    const version = await words.find(db, filter.notClassifiedBy);
    if (version !== undefined) {
      query = query.where((e) => e.or([e('classifier_word', 'is', null), e('classifier_word', '!=', version)]));
    }
  }
  const rows = await query.execute();
  return (await decoded(db, words, rows)).map(({ object }) => object);
}

/** Objects by system × level × state, in that order; objects without a level come last within their system. */
export async function readInventory(db: Kysely<CatalogTables>): Promise<InventoryLine[]> {
  const records = sql<number>`coalesce(sum(records1 + records2 + records3), 0)`;
  const rows = await db
    .selectFrom('objects')
    .innerJoin('words', 'words.id', 'objects.system_word')
    .select((e) => [
      'words.word as system',
      'objects.level as level',
      'objects.state as state',
      e.fn.countAll<number>().as('objects'),
      records.as('records'),
      e.fn.sum<number>('objects.size').as('bytes'),
      e.fn.sum<number>('objects.to_review').as('to_review'),
    ])
    .groupBy(['words.word', 'objects.level', 'objects.state'])
    .execute();
  return rows
    .map((row) => ({
      system: row.system,
      level: row.level === null ? undefined : (row.level as Level),
      state: OBJECT_STATES.name(row.state),
      objects: Number(row.objects),
      records: Number(row.records),
      bytes: Number(row.bytes),
      toReview: Number(row.to_review),
    }))
    .sort(
      (a, b) =>
        Number(a.system > b.system) - Number(a.system < b.system) ||
        (b.level ?? 0) - (a.level ?? 0) ||
        OBJECT_STATES.code(a.state) - OBJECT_STATES.code(b.state),
    );
}
