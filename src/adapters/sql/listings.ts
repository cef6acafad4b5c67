import type { Kysely, Selectable } from 'kysely';
import { Fault } from '../../base/fault.js';
import type { ListedVersion, Listing, SeenObject } from '../../ports/catalog.js';
import { OBJECT_STATES } from './codes.js';
import { toInstant } from './instants.js';
import { addMarks, ListingMarks } from './listing-marks.js';
import { saveSeen, withoutUnchanged } from './objects.js';
import { inPages } from './pages.js';
import type { CatalogTables, ListingRow, VersionRow } from './schema.js';
import type { Session } from './session.js';
import { heldVersions, lastOrdinal, presentPage, rowKey, saveVersions } from './versions.js';
import type { Words } from './words.js';

type HeldListing = Selectable<ListingRow>;
type Db = Kysely<CatalogTables>;

const OPEN = (['found', 'classified', 'protected'] as const).map((state) => OBJECT_STATES.code(state));

export async function startListing(session: Session, system: string, now: Date): Promise<Listing> {
  const { db } = session;
  await forgetListings(session, system);
  const word = (await session.intern([system]))(system);
  const row = {
    system_word: word,
    started_at: now.getTime(),
    last_ordinal: await lastOrdinal(db),
    position: null,
    changed: 0,
  };
  const { id } = await db.insertInto('listings').values(row).returning('id').executeTakeFirstOrThrow();
  return listingOf({ ...row, id }, system);
}

export async function readUnfinished(db: Db, words: Words, system: string): Promise<Listing | undefined> {
  const word = await words.find(db, system);
  if (word === undefined) return undefined;
  const row = await db.selectFrom('listings').selectAll().where('system_word', '=', word).executeTakeFirst();
  return row && listingOf(row, system);
}

export async function saveListed(
  session: Session,
  listingId: number,
  entries: readonly ListedVersion[],
  position: string | undefined,
): Promise<string[]> {
  const listing = await expectedListing(session.db, listingId);
  const rows = await saveVersions(
    session,
    entries.map(({ version }) => version),
  );
  const changed = await saveSeen(session, objectsOf(entries));
  const marks = rows.map(({ ordinal }, index) => ({ ordinal, current: entries[index]?.object !== undefined }));
  await addMarks(
    session,
    listingId,
    marks.filter(({ ordinal }) => ordinal <= listing.last_ordinal),
  );
  const progress = { position: position ?? listing.position, changed: listing.changed + changed.length };
  await session.db.updateTable('listings').set(progress).where('id', '=', listingId).execute();
  return changed;
}

export async function noteListed(
  session: Session,
  listingId: number,
  entries: readonly ListedVersion[],
): Promise<number[]> {
  const listing = await expectedListing(session.db, listingId);
  const versions = entries.map(({ version }) => version);
  const held = await heldVersions(session, versions);
  const changed = new Set((await withoutUnchanged(session, objectsOf(entries))).map(({ objectId }) => objectId));
  const others: number[] = [];
  const marks: { ordinal: number; current: boolean }[] = [];
  for (const [index, { version, object }] of entries.entries()) {
    const row = held.get(rowKey(version.objectId, version.versionId));
    if (!row || (object && changed.has(object.objectId))) others.push(index);
    else if (row.ordinal <= listing.last_ordinal) marks.push({ ordinal: row.ordinal, current: object !== undefined });
  }
  await addMarks(session, listingId, marks);
  return others;
}

/** Rows of `present` versions that were there when the listing began and that it has not shown. */
export async function* unlistedVersions(
  read: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>,
  listingId: number,
): AsyncGenerator<VersionRow> {
  const { listing, marks } = await read((db) => judged(db, listingId));
  const rows = inPages<VersionRow>((after, limit) => read((db) => presentPage(db, listing.system_word, after, limit)));
  for await (const row of rows) {
    if (row.ordinal <= listing.last_ordinal && !marks.isListed(row.ordinal)) yield row;
  }
}

export async function* unlistedObjects(
  read: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>,
  listingId: number,
): AsyncGenerator<string> {
  const { listing, marks } = await read((db) => judged(db, listingId));
  const rows = inPages<{ object_id: string; ordinal: number | null }>((after, limit) =>
    read((db) => openPage(db, listing.system_word, after?.object_id ?? '', limit)),
  );
  for await (const { object_id, ordinal } of rows) {
    const shown = ordinal !== null && (ordinal > listing.last_ordinal || marks.isCurrent(ordinal));
    if (!shown) yield object_id;
  }
}

export async function endListing({ db }: Session, listingId: number): Promise<void> {
  await db.deleteFrom('listing_marks').where('listing_id', '=', listingId).execute();
  await db.deleteFrom('listings').where('id', '=', listingId).execute();
}

/** Of `system`, or of all: their positions name object keys. */
export async function forgetListings(session: Session, system: string | undefined): Promise<void> {
  let query = session.db.selectFrom('listings').select('id');
  if (system !== undefined) {
    const word = await session.words.find(session.db, system);
    if (word === undefined) return;
    query = query.where('system_word', '=', word);
  }
  for (const { id } of await query.execute()) await endListing(session, id);
}

/** Open objects behind `after`, each with the ordinal of the version it was last seen at. */
function openPage(db: Db, system: number, after: string, limit: number) {
  return db
    .selectFrom('objects')
    .leftJoin('versions', (join) =>
      join
        .onRef('versions.object_id', '=', 'objects.object_id')
        .onRef('versions.version_id', '=', 'objects.version_id'),
    )
    .select(['objects.object_id', 'versions.ordinal'])
    .where('objects.object_id', '>', after)
    .where('objects.system_word', '=', system)
    .where('objects.state', 'in', OPEN)
    .orderBy('objects.object_id')
    .limit(limit)
    .execute();
}

async function judged(db: Db, listingId: number): Promise<{ listing: HeldListing; marks: ListingMarks }> {
  return { listing: await expectedListing(db, listingId), marks: await ListingMarks.read(db, listingId) };
}

async function expectedListing(db: Db, listingId: number): Promise<HeldListing> {
  const row = await db.selectFrom('listings').selectAll().where('id', '=', listingId).executeTakeFirst();
  if (row) return row;
  throw new Fault(
    'conflict',
    'catalog/changed',
    'the listing was ended or another one begun',
    { listingId },
    {
      hint: 'only one listing of a system runs at a time; run the command again',
    },
  );
}

const objectsOf = (entries: readonly ListedVersion[]): SeenObject[] =>
  entries.flatMap(({ object }) => (object ? [object] : []));

function listingOf(row: HeldListing, system: string): Listing {
  const { id, started_at, position, changed } = row;
  return { id, system, startedAt: toInstant(started_at), position: position ?? undefined, changed };
}
