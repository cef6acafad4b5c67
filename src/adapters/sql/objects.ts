import type { Kysely } from 'kysely';
import { Fault } from '../../base/fault.js';
import type { CatalogObject, Classification, ObjectState, Protection, SeenObject } from '../../ports/catalog.js';
import { OBJECT_STATES } from './codes.js';
import { carryDecisions, decidedContents } from './decisions.js';
import { heldObject, objectRow, WORD_COLUMNS, wordsOf } from './object-row.js';
import { afterClassified, afterProtected, afterSeen, afterState, type HeldObject } from './object-rules.js';
import type { CatalogTables, ObjectRow } from './schema.js';
import { chunksOf, type Session } from './session.js';
import { keepLevel } from './versions.js';
import type { Words } from './words.js';

const GONE = OBJECT_STATES.code('gone');

export async function saveSeen(session: Session, seen: readonly SeenObject[]): Promise<string[]> {
  const listed = await withoutUnchanged(session, seen);
  const held = await readHeld(
    session,
    listed.map((item) => item.objectId),
  );
  const written = new Set<string>();
  const changed = new Set<string>();
  for (const item of listed) {
    const before = held.get(item.objectId)?.object;
    const next = afterSeen(before, item);
    if (!next) continue;
    if (before && next.changed && before.state === 'classified' && before.versionId !== item.versionId)
      await keepLevel(session.db, before);
    held.set(item.objectId, { object: next.object, decided: false });
    written.add(item.objectId);
    if (next.changed) changed.add(item.objectId);
  }
  const decided = await decidedContents(session.db, [...written]);
  const rows = [...written].map((id) => {
    const { object } = held.get(id)!;
    return { object, decided: decided.has(object) };
  });
  await writeHeld(session, rows);
  return [...changed];
}

/**
 * Of most nightly listings nothing is left: an unchanged object costs a look at three columns. One that is listed
 * twice at different versions stays in both places, so the later one counts.
 */
export async function withoutUnchanged(
  { db }: Pick<Session, 'db'>,
  seen: readonly SeenObject[],
): Promise<SeenObject[]> {
  const held = new Map<string, { version_id: string; etag: string; state: number }>();
  for (const items of chunksOf(seen)) {
    const ids = items.map((item) => item.objectId);
    const rows = await db
      .selectFrom('objects')
      .select(['object_id', 'version_id', 'etag', 'state'])
      .where('object_id', 'in', ids)
      .execute();
    for (const row of rows) held.set(row.object_id, row);
  }
  const changed = new Set<string>();
  for (const { objectId, versionId, etag } of seen) {
    const row = held.get(objectId);
    const unchanged = row?.version_id === versionId && row.etag === etag && row.state !== GONE;
    if (!unchanged) changed.add(objectId);
  }
  return seen.filter((item) => changed.has(item.objectId));
}

export async function saveClassified(
  session: Session,
  items: readonly { objectId: string; etag: string; classification: Classification }[],
): Promise<string[]> {
  const held = await readHeld(
    session,
    items.map((item) => item.objectId),
  );
  const written = new Set<string>();
  for (const { objectId, etag, classification } of items) {
    const before = held.get(objectId);
    const object = before && afterClassified(before.object, etag, classification);
    if (!object) continue;
    held.set(objectId, { object, decided: before.decided });
    written.add(objectId);
  }
  await writeHeld(
    session,
    [...written].map((id) => held.get(id)!),
  );
  return [...written];
}

export async function saveProtected(
  session: Session,
  items: readonly { objectId: string; protection: Protection }[],
): Promise<void> {
  const held = await readHeld(
    session,
    items.map((item) => item.objectId),
  );
  // Encrypting changes the ETag, not the content: what a person decided on it stays decided.
  const moves = items.map(({ objectId, protection }) => {
    const from = expected(held, objectId).object.etag;
    const object = afterProtected(expected(held, objectId).object, protection);
    held.set(objectId, { object, decided: false });
    return { objectId, from, to: protection.etag };
  });
  await carryDecisions(session.db, moves);
  const decided = await decidedContents(session.db, [...held.keys()]);
  await writeHeld(
    session,
    [...held.values()].map(({ object }) => ({ object, decided: decided.has(object) })),
  );
}

export async function saveState(
  session: Session,
  items: readonly { objectId: string; state: ObjectState; reason?: string }[],
): Promise<void> {
  const held = await readHeld(
    session,
    items.map((item) => item.objectId),
  );
  for (const { objectId, state, reason } of items) {
    const { object, decided } = expected(held, objectId);
    held.set(objectId, { object: afterState(object, state, reason), decided });
  }
  await writeHeld(session, [...held.values()]);
}

export async function readObject(
  db: Kysely<CatalogTables>,
  words: Words,
  objectId: string,
): Promise<CatalogObject | undefined> {
  const rows = await db.selectFrom('objects').selectAll().where('object_id', '=', objectId).execute();
  return (await decoded(db, words, rows))[0]?.object;
}

export async function readObjects(
  db: Kysely<CatalogTables>,
  words: Words,
  objectIds: readonly string[],
): Promise<CatalogObject[]> {
  return [...(await readHeld({ db, words }, objectIds)).values()].map(({ object }) => object);
}

/** Rows → objects, reading the words they need at once. */
export async function decoded(
  db: Kysely<CatalogTables>,
  words: Words,
  rows: readonly ObjectRow[],
): Promise<HeldObject[]> {
  const text = await words.texts(
    db,
    rows.flatMap((row) => WORD_COLUMNS.map((column) => row[column])),
  );
  return rows.map((row) => heldObject(row, text));
}

async function readHeld(
  { db, words }: { db: Kysely<CatalogTables>; words: Words },
  objectIds: readonly string[],
): Promise<Map<string, HeldObject>> {
  const held = new Map<string, HeldObject>();
  for (const ids of chunksOf(objectIds)) {
    const rows = await db.selectFrom('objects').selectAll().where('object_id', 'in', ids).execute();
    for (const item of await decoded(db, words, rows)) held.set(item.object.objectId, item);
  }
  return held;
}

function expected(held: Map<string, HeldObject>, objectId: string): HeldObject {
  const item = held.get(objectId);
  if (item) return item;
  throw new Fault(
    'conflict',
    'catalog/changed',
    'an object is not in the catalogue',
    { objectId },
    {
      hint: 'list the system again, then repeat the command',
    },
  );
}

async function writeHeld(session: Session, held: readonly HeldObject[]): Promise<void> {
  const word = await session.intern(new Set(held.flatMap(({ object }) => wordsOf(object))));
  // In the order of the key, so rows that lie together are written together.
  const rows = held.map((item) => objectRow(item, word)).sort((a, b) => (a.object_id < b.object_id ? -1 : 1));
  session.last.push(...session.upserts.objects.statements(session.db, rows));
}
