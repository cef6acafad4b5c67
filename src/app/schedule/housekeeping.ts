import type { Clock } from '../../base/clock.js';
import { asFault } from '../../base/fault.js';
import type { Logger } from '../../base/logger.js';
import type { Alerting } from '../alerting/alerting.js';
import { noticeWaitingKeys } from '../alerting/notice-waiting.js';
import { withCatalogue } from '../open-catalogue.js';

export interface HousekeepingNeeds {
  dir: string;
  alerting: Alerting;
  clock: Clock;
  logger: Logger;
}

const EVERY_MS = 60 * 60_000;

/** What is done beside the jobs, once an hour: waiting periods of keys are looked at, and alerts are tried again. */
export function housekeeping({ dir, alerting, clock, logger }: HousekeepingNeeds): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    if (now.getTime() - doneAt < EVERY_MS) return;
    doneAt = now.getTime();
    try {
      await withCatalogue(dir, ({ catalog }) => noticeWaitingKeys(alerting, catalog, now), clock);
    } catch (error) {
      logger.error({ code: asFault(error).code }, 'the waiting periods of keys could not be looked at');
    }
    await alerting.deliver();
  };
}
