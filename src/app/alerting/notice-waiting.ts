import type { AlertFacts } from '../../alerts/alert.js';
import { japaneseDay } from '../../base/japanese-day.js';
import type { Catalog } from '../../ports/catalog.js';
import { waitingKeys } from '../status/waiting-keys.js';
import type { Alerting } from './alerting.js';

/**
 * B2-4-2: tells once that a waiting period has begun and that it is ending, and every day that it is over.
 *
 * @param begunBy - who has begun it, and under which circumstances, where that is known
 */
export async function noticeWaitingKeys(
  alerting: Alerting,
  catalog: Catalog,
  now: Date,
  begunBy: AlertFacts = {},
): Promise<void> {
  for (const { alias, planId, erasureId, deletionDate, daysLeft, state } of await waitingKeys(catalog, now)) {
    const facts = { alias, planId, deletionDate };
    const id = `${erasureId} ${alias}`;
    if (state === 'overdue') await alerting.raise('waiting-overdue', facts, `overdue ${id} ${japaneseDay(now)}`);
    else await alerting.raise('waiting-begun', { ...facts, ...begunBy }, `begun ${id}`);
    if (state === 'ending') await alerting.raise('waiting-ending', { ...facts, daysLeft }, `ending ${id}`);
  }
}
