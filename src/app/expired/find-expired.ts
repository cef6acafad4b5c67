import type { RunRequest } from '../run-options.js';
import { type Expired, type ExpiredNeeds, ExpiredTally, KEPT_STATES } from './expired-tally.js';

const STEP = 500;

/** B3-2-1: what is stored although its retention period has passed, by system, level and month. */
export async function findExpired(
  needs: ExpiredNeeds,
  { signal, onProgress }: Pick<RunRequest, 'signal' | 'onProgress'> = {},
): Promise<Expired> {
  const tally = await ExpiredTally.begin(needs);
  for await (const object of needs.catalog.objects({ states: KEPT_STATES })) {
    if (signal?.aborted) break;
    tally.add(object);
    const { examined } = tally;
    if (examined % STEP === 0) onProgress?.({ planned: examined, finished: examined });
  }
  return tally.result();
}
