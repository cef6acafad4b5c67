import { DAY_MS } from '../../base/clock.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';

/** A key that is scheduled for deletion and was not found gone yet. */
export interface WaitingKey {
  erasureId: string;
  planId: string;
  alias: string;
  scheduledAt: string;
  deletionDate: string;
  /** Whole days until then, rounded up; negative when it has passed. */
  daysLeft: number;
  /** `ending`: within three days. `overdue`: it has passed and nobody has confirmed that the key is gone. */
  state: 'waiting' | 'ending' | 'overdue';
}

const ENDING_DAYS = 3;

/** B2-4-2: waiting periods of keys by the records of erasures, soonest first; the key service is not asked. */
export async function waitingKeys(catalog: Catalog, now: Date): Promise<WaitingKey[]> {
  const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  return erasures
    .filter(({ phase }) => phase !== 'cancelled' && phase !== 'complete')
    .flatMap(({ erasureId, planId, kmsKeys }) =>
      kmsKeys
        .filter(({ destroyedAt }) => destroyedAt === undefined || destroyedAt === null)
        .map(({ alias, scheduledAt, deletionDate }) => {
          const daysLeft = Math.ceil((Date.parse(deletionDate) - now.getTime()) / DAY_MS);
          const passed = now.getTime() >= Date.parse(deletionDate);
          const state: WaitingKey['state'] = passed ? 'overdue' : daysLeft <= ENDING_DAYS ? 'ending' : 'waiting';
          return { erasureId, planId, alias, scheduledAt, deletionDate, daysLeft, state };
        }),
    )
    .sort((a, b) => Date.parse(a.deletionDate) - Date.parse(b.deletionDate));
}
