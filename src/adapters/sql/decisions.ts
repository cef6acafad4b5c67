import type { Kysely } from 'kysely';
import type { Level } from '../../base/level.js';
import type { ReviewDecision } from '../../ports/catalog.js';
import { toInstant, toMillis } from './instants.js';
import type { CatalogTables } from './schema.js';
import { chunksOf, type Session } from './session.js';

export async function saveDecision({ db }: Session, decision: ReviewDecision): Promise<void> {
  await db
    .insertInto('decisions')
    .values({
      object_id: decision.objectId,
      etag: decision.etag,
      level: decision.level,
      reason: decision.reason,
      decided_by: decision.decidedBy,
      confirmed_by: decision.confirmedBy ?? null,
      decided_at: toMillis(decision.decidedAt),
    })
    .execute();
  await db
    .updateTable('objects')
    .set({ decided: 1, to_review: 0 })
    .where('object_id', '=', decision.objectId)
    .where('etag', '=', decision.etag)
    .execute();
}

export async function readDecision(
  db: Kysely<CatalogTables>,
  objectId: string,
  etag: string,
): Promise<ReviewDecision | undefined> {
  const row = await db
    .selectFrom('decisions')
    .selectAll()
    .where('object_id', '=', objectId)
    .where('etag', '=', etag)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      objectId: row.object_id,
      etag: row.etag,
      level: row.level as Level,
      reason: row.reason,
      decidedBy: row.decided_by,
      confirmedBy: row.confirmed_by ?? undefined,
      decidedAt: toInstant(row.decided_at),
    }
  );
}

type Content = Pick<ReviewDecision, 'objectId' | 'etag'>;

interface Contents {
  has(content: Content): boolean;
  add(content: Content): void;
}

/** Which contents (object and ETag) of these objects have a decision. */
export async function decidedContents(db: Kysely<CatalogTables>, objectIds: readonly string[]): Promise<Contents> {
  const decided = new Set<string>();
  for (const ids of chunksOf(objectIds)) {
    const rows = await db.selectFrom('decisions').select(['object_id', 'etag']).where('object_id', 'in', ids).execute();
    for (const row of rows) decided.add(contentKey(row.object_id, row.etag));
  }
  return {
    has: ({ objectId, etag }) => decided.has(contentKey(objectId, etag)),
    add: ({ objectId, etag }) => decided.add(contentKey(objectId, etag)),
  };
}

/** The same content has got another ETag: its latest decision is valid for that one too. */
export async function carryDecisions(
  db: Kysely<CatalogTables>,
  moves: readonly { objectId: string; from: string; to: string }[],
): Promise<void> {
  const real = moves.filter(({ from, to }) => from !== to);
  const decided = await decidedContents(
    db,
    real.map(({ objectId }) => objectId),
  );
  for (const { objectId, from, to } of real) {
    if (!decided.has({ objectId, etag: from })) continue;
    await db
      .insertInto('decisions')
      .columns(['object_id', 'etag', 'level', 'reason', 'decided_by', 'confirmed_by', 'decided_at'])
      .expression((e) =>
        e
          .selectFrom('decisions')
          .select((s) => [
            'object_id',
            s.val(to).as('etag'),
            'level',
            'reason',
            'decided_by',
            'confirmed_by',
            'decided_at',
          ])
          .where('object_id', '=', objectId)
          .where('etag', '=', from)
          .orderBy('id', 'desc')
          .limit(1),
      )
      .execute();
    decided.add({ objectId, etag: to });
  }
}

function contentKey(objectId: string, etag: string): string {
  return `${objectId}\n${etag}`;
}
