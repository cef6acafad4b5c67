import { leavesRest } from '../../dispose/erasure.js';
import { endsService } from '../../dispose/plan.js';
import type { Erased } from '../certificates/erased.js';
import { assertNothingUnclaimed } from '../ownership/unclaimed.js';
import type { Workspace } from '../workspace.js';
import { noteArrivedAfterEnd } from './arrivals.js';
import { placesOf } from './erase.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { assertNotListedAgain } from './returned-versions.js';

/**
 * B3-2-1: what lies in the places of a service that has ended, listed anew before a certificate says that nothing is left.
 * What was not there before is written down, and the certificate names it.
 *
 * @returns what the certificate is about, as it is on record now
 * @throws {Fault} conflict `store/unclaimed-files`; integrity `erase/incomplete` when erased versions of a part are there again; integrity as `assertOnRecord`; what the store throws
 */
export async function lookAgain(workspace: Workspace, { plan, record }: Erased): Promise<Erased> {
  const { ports } = workspace;
  if (!endsService(plan) || leavesRest(record)) {
    if (record.phase === 'complete') await assertNotListedAgain(record.erasureId, plan, placesOf(plan, ports), ports);
    return { plan, record };
  }
  await assertNothingUnclaimed(workspace);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, plan.planId);
  if (!log) return { plan, record };
  await noteArrivedAfterEnd(log, placesOf(plan, ports), ports, {
    before: () => assertOnRecord(ports.catalog, log.record),
  });
  return { plan, record: log.record };
}
