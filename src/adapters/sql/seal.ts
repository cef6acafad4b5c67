import { OBJECT_STATES } from './codes.js';
import { forgetListings } from './listings.js';
import type { Session } from './session.js';

const ERASED = OBJECT_STATES.code('erased');
/** Nothing is left that a person could decide on. */
const UNREVIEWABLE = { decided: 1, to_review: 0 };

/**
 * Overwrites what could still tell about persons: keys and samples; ETags, because the hash of a short content
 * confirms a guess; the free text of review decisions; and how far a listing has come. Ids, versions, sizes, levels and counts stay for proof.
 */
export async function sealRows(session: Session, system: string | undefined, onlyErased: boolean): Promise<void> {
  const { db, words } = session;
  let objects = db
    .updateTable('objects')
    .set({ sealed_key: '', masked_key: '', samples: null, etag: '', protected_etag: null, ...UNREVIEWABLE });
  let chosen = db.selectFrom('objects').select('object_id');
  if (system !== undefined) {
    const word = await words.find(db, system);
    if (word === undefined) return;
    objects = objects.where('system_word', '=', word);
    chosen = chosen.where('system_word', '=', word);
  }
  if (onlyErased) {
    objects = objects.where('state', '=', ERASED);
    chosen = chosen.where('state', '=', ERASED);
  }
  const decisions = db.updateTable('decisions').set({ etag: '', reason: '' });
  const all = system === undefined && !onlyErased;
  await (all ? decisions : decisions.where('object_id', 'in', chosen)).execute();
  await forgetListings(session, system);
  await objects.execute();
}
