import { type Kysely, sql } from 'kysely';
import type { Level } from '../../base/level.js';
import type { CatalogObject, CatalogVersion, VersionFilter } from '../../ports/catalog.js';
import { reasonOfDestroyed } from '../../ports/destroyed-reason.js';
import { VERSION_ITEMS, VERSION_STATES } from './codes.js';
import { executeInOrder } from './engine.js';
import { toInstant, toMillis } from './instants.js';
import type { CatalogTables, VersionRow } from './schema.js';
import { chunksOf, type Session } from './session.js';
import type { Words } from './words.js';

const DESTROYED = VERSION_STATES.code('destroyed');
const PRESENT = VERSION_STATES.code('present');
const UNNUMBERED = 0;

/** @returns the rows as they stand now, in the order of `versions` */
export async function saveVersions(session: Session, versions: readonly CatalogVersion[]): Promise<VersionRow[]> {
  const word = await session.intern(new Set(versions.map((version) => version.system)));
  const kept = await readKept(session.db, versions);
  const ids = versions.map((version) => rowKey(version.objectId, version.versionId));
  const written = new Set<string>();
  for (const [index, version] of versions.entries()) {
    const id = ids[index]!;
    const before = kept.get(id);
    const after = afterSaved(before, rowOf(version, word));
    // A listing that shows the same again is not written: an unchanged store costs no writes.
    if (before && sameRow(before, after)) continue;
    kept.set(id, after);
    written.add(id);
  }
  const rows = [...written].map((id) => kept.get(id)!);
  // Numbered in the order of the listing, written in that of the table: each page of it is touched once.
  await numberNew(session.db, rows);
  // At once: what a listing shows of the objects may still change the level of these rows.
  await executeInOrder(session.db, session.upserts.versions.statements(session.db, rows.sort(byKey)));
  return ids.map((id) => kept.get(id)!);
}

/** The level of an object becomes that of the version that it was classified by. */
export async function keepLevel(db: Kysely<CatalogTables>, object: CatalogObject): Promise<void> {
  await db
    .updateTable('versions')
    .set({ level: object.classification?.level ?? null })
    .where('object_id', '=', object.objectId)
    .where('version_id', '=', object.versionId)
    .execute();
}

/** Of `versions` those rows that are `present` and would stay as they are. */
export async function heldVersions(
  session: Session,
  versions: readonly CatalogVersion[],
): Promise<Map<string, VersionRow>> {
  const word = await session.intern(new Set(versions.map((version) => version.system)));
  const held = new Map<string, VersionRow>();
  const kept = await readKept(session.db, versions);
  for (const version of versions) {
    const id = rowKey(version.objectId, version.versionId);
    const before = kept.get(id);
    if (before?.state === PRESENT && sameRow(before, afterSaved(before, rowOf(version, word)))) held.set(id, before);
  }
  return held;
}

/** The highest ordinal given so far. */
export async function lastOrdinal(db: Kysely<CatalogTables>): Promise<number> {
  const { value } = await db
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'versions')
    .executeTakeFirstOrThrow();
  return Number(value);
}

/** Gives ordinals to rows that have none, in their order. */
async function numberNew(db: Kysely<CatalogTables>, rows: readonly VersionRow[]): Promise<void> {
  const fresh = rows.filter(({ ordinal }) => ordinal === UNNUMBERED);
  if (fresh.length === 0) return;
  let ordinal = await lastOrdinal(db);
  for (const row of fresh) {
    ordinal += 1;
    row.ordinal = ordinal;
  }
  await db.updateTable('counters').set({ value: ordinal }).where('name', '=', 'versions').execute();
}

/** What has been destroyed stays destroyed, whatever an older listing says; when it was verified is not forgotten. */
function afterSaved(before: VersionRow | undefined, saved: VersionRow): VersionRow {
  if (!before) return saved;
  const row = { ...withKnowledge(before, saved), ordinal: before.ordinal };
  if (before.state !== DESTROYED) return row;
  if (row.state === PRESENT) return before;
  if (row.state !== DESTROYED) return row;
  const reason = reasonOfDestroyed(before.reason, row.reason);
  return { ...row, reason, destroyed_at: row.destroyed_at ?? before.destroyed_at };
}

/**
 * A version never changes, and a listing knows less about it than whoever read or wrote it. Where another size shows
 * that it is not the same content (versioning suspended), nothing is taken over of what was known of the content.
 */
function withKnowledge(before: VersionRow, row: VersionRow): VersionRow {
  const reason = row.reason ?? before.reason;
  if (before.item !== row.item || before.size !== row.size) return { ...row, reason };
  const plaintext = before.plaintext === 0 ? 0 : row.plaintext;
  return { ...row, reason, plaintext, level: row.level ?? before.level };
}

function sameRow(a: VersionRow, b: VersionRow): boolean {
  return (Object.keys(a) as (keyof VersionRow)[]).every((column) => a[column] === b[column]);
}

async function readKept(
  db: Kysely<CatalogTables>,
  versions: readonly CatalogVersion[],
): Promise<Map<string, VersionRow>> {
  const kept = new Map<string, VersionRow>();
  const wanted = versions
    .map(({ objectId, versionId }) => ({ object_id: objectId, version_id: versionId }))
    .sort(byKey);
  for (const chunk of chunksOf(wanted)) {
    const keys = sql.join(chunk.map((key) => sql`(${key.object_id}, ${key.version_id})`));
    const rows = await db
      .selectFrom('versions')
      .selectAll()
      .where(sql<boolean>`(object_id, version_id) in (values ${keys})`)
      .execute();
    for (const row of rows) kept.set(rowKey(row.object_id, row.version_id), row);
  }
  return kept;
}

/** One page behind `after`, in order of object and version. */
export async function versionPage(
  db: Kysely<CatalogTables>,
  words: Words,
  filter: VersionFilter,
  after: CatalogVersion | undefined,
  limit: number,
): Promise<CatalogVersion[]> {
  let query = db.selectFrom('versions').selectAll().orderBy('object_id').orderBy('version_id').limit(limit);
  if (after) {
    const { objectId, versionId } = after;
    query = query.where((e) => e(e.refTuple('object_id', 'version_id'), '>', e.tuple(objectId, versionId)));
  }
  if (filter.objectId !== undefined) query = query.where('object_id', '=', filter.objectId);
  if (filter.state !== undefined) query = query.where('state', '=', VERSION_STATES.code(filter.state));
  if (filter.system !== undefined) {
    const system = await words.find(db, filter.system);
    if (system === undefined) return [];
    query = query.where('system_word', '=', system);
  }
  return decodedVersions(db, words, await query.execute());
}

/** Rows of `present` versions of a system behind `after`, in order of object and version. */
export function presentPage(
  db: Kysely<CatalogTables>,
  system: number,
  after: VersionRow | undefined,
  limit: number,
): Promise<VersionRow[]> {
  const [object, version] = [after?.object_id ?? '', after?.version_id ?? ''];
  return db
    .selectFrom('versions')
    .selectAll()
    .where((e) => e(e.refTuple('object_id', 'version_id'), '>', e.tuple(object, version)))
    .where('system_word', '=', system)
    .where('state', '=', PRESENT)
    .orderBy('object_id')
    .orderBy('version_id')
    .limit(limit)
    .execute();
}

/** Rows → versions, reading the words they need at once. */
export async function decodedVersions(
  db: Kysely<CatalogTables>,
  words: Words,
  rows: readonly VersionRow[],
): Promise<CatalogVersion[]> {
  const text = await words.texts(
    db,
    rows.map((row) => row.system_word),
  );
  return rows.map((row) => versionOf(row, text));
}

type Key = Pick<VersionRow, 'object_id' | 'version_id'>;

/** In the order of the primary key, near enough: it only has to bring neighbours together. */
function byKey(a: Key, b: Key): number {
  if (a.object_id !== b.object_id) return a.object_id < b.object_id ? -1 : 1;
  return a.version_id < b.version_id ? -1 : Number(a.version_id > b.version_id);
}

export function rowKey(objectId: string, versionId: string): string {
  return `${objectId}\n${versionId}`;
}

function rowOf(version: CatalogVersion, word: (text: string) => number): VersionRow {
  return {
    object_id: version.objectId,
    version_id: version.versionId,
    system_word: word(version.system),
    item: VERSION_ITEMS.code(version.item),
    size: version.size,
    plaintext: version.plaintext ? 1 : 0,
    state: VERSION_STATES.code(version.state),
    level: version.level ?? null,
    destroyed_at: version.destroyedAt === undefined ? null : toMillis(version.destroyedAt),
    reason: version.reason ?? null,
    ordinal: UNNUMBERED,
  };
}

function versionOf(row: VersionRow, text: (word: number) => string): CatalogVersion {
  return {
    objectId: row.object_id,
    system: text(row.system_word),
    versionId: row.version_id,
    item: VERSION_ITEMS.name(row.item),
    size: row.size,
    plaintext: row.plaintext === 1,
    state: VERSION_STATES.name(row.state),
    level: row.level === null ? undefined : (row.level as Level),
    destroyedAt: row.destroyed_at === null ? undefined : toInstant(row.destroyed_at),
    reason: row.reason ?? undefined,
  };
}
