import { leavesRest } from '../../dispose/erasure.js';
import { endsService } from '../../dispose/plan.js';
import type { Erased } from '../certificates/erased.js';
import { hasEnded } from '../open-seal.js';
import { assertNothingUnclaimed } from '../ownership/unclaimed.js';
import type { Workspace } from '../workspace.js';
import { noteArrivedAfterEnd } from './arrivals.js';
import { placesOf } from './erase.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { copiesListedAgain } from './returned-versions.js';

export interface LookedAgain extends Erased {
  /** Of a service that goes on: objects that look like copies of erased records, as they are there now. */
  copies?: number;
}

/**
 * B3-2-1: what lies in the places of what was erased, listed anew before a certificate says what is left. Of a service
 * that has ended that is everything; where it goes on, what looks like a copy of an erased record. What was not there
 * before is written down, and the certificate names it.
 *
 * @returns what the certificate is about, as it is on record now
 * @throws {Fault} conflict `store/unclaimed-files`; integrity `erase/incomplete` when erased versions of a part are there again; integrity as `assertOnRecord`; what the store throws
 */
export async function lookAgain(workspace: Workspace, { plan, record }: Erased): Promise<LookedAgain> {
  const { ports } = workspace;
  if (!endsService(plan) || leavesRest(record)) {
    // Once the service has ended by another plan nobody can tell names any more: its certificate lists all that is there.
    if (record.phase !== 'complete' || (await hasEnded(ports))) return { plan, record };
    return { plan, ...(await lookForCopies(workspace, plan, record)) };
  }
  await assertNothingUnclaimed(workspace);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, plan.planId);
  if (!log) return { plan, record };
  await noteArrivedAfterEnd(log, placesOf(plan, ports), ports, {
    before: () => assertOnRecord(ports.catalog, log.record),
  });
  return { plan, record: log.record };
}

/** Where the service goes on: copies of erased records under other versions are no matter of this erasure, and are named. */
async function lookForCopies(
  { ports }: Workspace,
  plan: Erased['plan'],
  record: Erased['record'],
): Promise<Omit<LookedAgain, 'plan'>> {
  const { erasureId } = record;
  const { objects, bytes } = await copiesListedAgain({ erasureId, systems: placesOf(plan, ports), plan }, ports);
  const last = record.returnedCopies?.at(-1);
  if (objects === 0 || (last?.objects === objects && last.bytes === bytes)) return { record, copies: objects };
  await assertOnRecord(ports.catalog, record);
  const log = await ErasureLog.resume(ports.catalog, ports.actor, plan.planId);
  if (!log) return { record, copies: objects };
  const foundAt = ports.clock.now().toISOString();
  const returnedCopies = [...(record.returnedCopies ?? []), { objects, bytes, foundAt }];
  await log.note('erasure.copies-found', { returnedCopies }, { objects, bytes });
  return { record: log.record, copies: objects };
}
