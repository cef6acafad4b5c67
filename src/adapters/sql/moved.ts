import type { Kysely } from 'kysely';
import { Fault } from '../../base/fault.js';
import type { CatalogTables } from './schema.js';

/** Higher than any migration, so that a kimitsu which does not know this mark refuses the catalogue as well. */
const MOVED = 2_147_483_647;

/** From now on `migrate` refuses this catalogue. */
export async function markMoved(db: Kysely<CatalogTables>, now: Date): Promise<void> {
  const row = { version: MOVED, name: 'moved', applied_at: now.getTime() };
  await db.insertInto('migrations').values(row).execute();
}

/** @param rows - of one query for the highest version */
export function hasMovedMark(rows: readonly unknown[]): boolean {
  return (rows[0] as { version?: unknown } | undefined)?.version === MOVED;
}

/** @throws {Fault} usage `catalog/moved` */
export function refuseMoved(version: number): void {
  if (version !== MOVED) return;
  throw new Fault(
    'usage',
    'catalog/moved',
    'this catalogue was moved to PostgreSQL and is not used any more',
    {},
    { hint: 'set catalogue in kimitsu.yaml to the URL it was moved to; nothing was changed' },
  );
}
