import { Fault } from '../../base/fault.js';
import { leavesRest } from '../../dispose/erasure.js';
import { hasReached } from '../../dispose/phases.js';
import { type DisposalPlan, endsService } from '../../dispose/plan.js';
import type { JobPorts } from '../../run/ports.js';
import { ErasureLog } from '../end-of-service/erasure-log.js';
import { assertOnRecord } from '../end-of-service/erasure-on-record.js';
import { assertNoRecordsLeft } from './records-left.js';

/**
 * Accounts go after the records: without them an erasure could not be finished.
 *
 * @returns whether keys still wait for their destruction, so that somebody has to come back
 * @throws {Fault} conflict `accounts/erasure-unfinished`, `accounts/records-left`; integrity as `assertOnRecord`
 */
export async function assertErased(ports: JobPorts, plan: DisposalPlan): Promise<boolean> {
  const { catalog, actor } = ports;
  if (plan.lines.length === 0 && plan.keys.length === 0) return assertNoRecordsLeft(ports);
  const record = (await ErasureLog.resume(catalog, actor, plan.planId))?.record;
  const phase = record?.phase;
  if (phase === undefined || phase === 'cancelled' || !hasReached(phase, 'kms-keys-scheduled'))
    throw new Fault(
      'conflict',
      'accounts/erasure-unfinished',
      'the records of this plan are not erased yet',
      { planId: plan.planId, phase },
      { hint: 'run `kimitsu erase` to its end first: it needs the accounts' },
    );
  if (record && leavesRest(record))
    throw new Fault(
      'conflict',
      'accounts/erasure-unfinished',
      'records that came after the erasure had frozen its scope are not erased yet',
      { planId: plan.planId, phase },
      { hint: 'make a plan for the rest and have it approved: it names the accounts again' },
    );
  if (record) await assertOnRecord(catalog, record);
  // What it excepted, as records on hold are, is there yet and has to be erased one day.
  return endsService(plan) ? phase !== 'complete' : assertNoRecordsLeft(ports);
}

/** @throws {Fault} denied `accounts/too-early` */
export function assertNotTooEarly({ notBefore, planId }: DisposalPlan, now: Date): void {
  if (notBefore === undefined || now >= new Date(notBefore)) return;
  const hint = 'run the command on the day of the plan or later';
  throw new Fault('denied', 'accounts/too-early', 'the plan is for a later day', { planId, notBefore }, { hint });
}
