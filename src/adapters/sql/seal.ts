import { forgetListings } from './listings.js';
import type { Session } from './session.js';

/** Nothing is left that a person could decide on. */
const UNREVIEWABLE = { decided: 1, to_review: 0 };

/**
 * Overwrites what could still tell about persons: keys and samples; ETags, because the hash of a short content
 * confirms a guess; the free text of review decisions; and how far a listing has come. Ids, versions, sizes, levels and counts stay for proof.
 */
export async function sealRows(session: Session, system: string | undefined): Promise<void> {
  const { db, words } = session;
  let objects = db
    .updateTable('objects')
    .set({ sealed_key: '', masked_key: '', samples: null, etag: '', protected_etag: null, ...UNREVIEWABLE });
  let decisions = db.updateTable('decisions').set({ etag: '', reason: '' });
  if (system !== undefined) {
    const word = await words.find(db, system);
    if (word === undefined) return;
    objects = objects.where('system_word', '=', word);
    decisions = decisions.where('object_id', 'in', (e) =>
      e.selectFrom('objects').select('object_id').where('system_word', '=', word),
    );
  }
  await forgetListings(session, system);
  await objects.execute();
  await decisions.execute();
}
