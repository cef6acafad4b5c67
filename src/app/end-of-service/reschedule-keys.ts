import { DAY_MS } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { ErasureRecord, KeyIncident, KmsKeyErasure } from '../../dispose/erasure.js';
import type { DisposalPlan } from '../../dispose/plan.js';
import { probeKmsCanary } from '../../protect/canary.js';
import type { JobPorts } from '../../run/ports.js';
import type { LogSource } from '../../watch/log-source.js';
import { storedPlan } from './approvals.js';
import { notWaiting } from './end-waiting.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { reasonGiven } from './erasure-reason.js';
import { closeIncidents } from './key-incidents.js';
import { takenBack } from './key-trail.js';
import { destroyReturned } from './returned-keys.js';

/** In the first, some keys may be scheduled already; in the last, one that was seen gone may be there again. */
const WAITING: readonly ErasureRecord['phase'][] = ['read-back', 'kms-keys-scheduled', 'complete'];

type Needs = Pick<JobPorts, 'catalog' | 'keys' | 'levelKeys' | 'unitKeyStore' | 'unitKeys' | 'clock' | 'actor'>;

/**
 * The way on when somebody has taken back a key whose deletion was scheduled (`CancelKeyDeletion`), or put back one that
 * was seen gone. What was found, why the erasure may go on and who says so is written down first and stands in the
 * certificate, with the time in which the key may have been used; then the key is disabled and scheduled anew, for a whole
 * waiting period. Where the erasure was complete it is not so any more. Nothing is claimed of a key that is there.
 *
 * @param reason - what was found out about it
 * @param trails - logs of CloudTrail: of a key that was taken back and is gone all the same, only they know
 * @returns the record, with an incident for each key that was found taken back
 * @throws {Fault} usage `erase/no-reason`, `erase/reason-too-long`, `erase/not-waiting`, `erase/no-key-taken-back`; denied
 *   `keys/other-workspace`; integrity as `scheduleKmsKeys`, `destroyReturned` and `assertOnRecord`
 */
export async function rescheduleKeys(
  ports: Needs,
  planId: string,
  reason: string,
  trails: readonly LogSource[] = [],
  signal?: AbortSignal,
): Promise<ErasureRecord> {
  const { catalog, actor } = ports;
  const answer = reasonGiven(reason, 'give --reason: what was found out about it');
  const { plan } = await storedPlan(catalog, planId);
  const log = await ErasureLog.resume(catalog, actor, planId);
  if (!log || !WAITING.includes(log.record.phase)) throw notWaiting(planId, log?.record.phase);
  await assertOnRecord(catalog, log.record);
  const before = log.record.phase;
  const found = await incidentsIn(log.record, ports, { reason: answer, trails, signal });
  if (found.length === 0) throw before === 'complete' ? notWaiting(planId, before) : noneTakenBack(planId);
  await writeDown(log, plan, found, answer);
  await closeIncidents(log, plan, ports, new Set(found.map(({ kmsKeyId }) => kmsKeyId)));
  // Whoever brought the key back can have brought the unit keys back with it.
  await destroyReturned(log, ports);
  return log.record;
}

async function incidentsIn(
  record: ErasureRecord,
  { keys, levelKeys, clock, actor }: Needs,
  { reason, trails, signal }: { reason: string; trails: readonly LogSource[]; signal: AbortSignal | undefined },
): Promise<KeyIncident[]> {
  const events = await takenBack(record, trails, signal);
  const found: KeyIncident[] = [];
  for (const key of record.kmsKeys) {
    const { kmsKeyId, alias, destroyedAt, canary } = key;
    const shown = await keys.describeKey(kmsKeyId);
    const event = events.get(kmsKeyId);
    const wasScheduled = record.phase !== 'read-back' || canary?.outcomeAfter === 'refused';
    const isBack = shown !== undefined && (destroyedAt !== undefined || shown.state !== 'PendingDeletion');
    if (!(wasScheduled && isBack) && !event) continue;
    if (shown) await levelKeys.assertOwn(shown);
    found.push({
      kmsKeyId,
      alias,
      state: shown?.state ?? 'gone',
      ...(shown && canary ? { canary: await probeKmsCanary(keys, kmsKeyId, canary.message) } : {}),
      unusableAt: unusableSince(key, record, shown !== undefined),
      ...(shown && destroyedAt !== undefined ? { seenGoneAt: destroyedAt } : {}),
      ...(event ? { event: { ...event, at: new Date(event.at).toISOString() } } : {}),
      reason,
      by: actor,
      at: clock.now().toISOString(),
    });
  }
  return found;
}

/**
 * When nobody could use it by all that is on record: from then on it may have been used. Of one that only a log knows of,
 * that was before it was gone.
 */
function unusableSince(
  { kmsKeyId, destroyedAt, scheduledAt }: KmsKeyErasure,
  { incidents = [] }: ErasureRecord,
  isThere: boolean,
): string {
  const before = incidents.findLast((one) => one.kmsKeyId === kmsKeyId && one.unusableAt !== undefined);
  // One that was not closed goes on.
  if (before?.unusableAt && before.state !== 'gone' && before.unusableAgainAt === undefined) return before.unusableAt;
  return (isThere ? destroyedAt : undefined) ?? scheduledAt;
}

/** Before anything is done about it; what the record says of these keys is not so any more. */
async function writeDown(log: ErasureLog, plan: DisposalPlan, found: readonly KeyIncident[], reason: string) {
  const incidents = [...(log.record.incidents ?? []), ...found];
  const there = new Map(found.filter(({ state }) => state !== 'gone').map((one) => [one.kmsKeyId, one]));
  const kmsKeys = log.record.kmsKeys.map((key) => {
    const incident = there.get(key.kmsKeyId);
    return incident ? asOpened(key, incident, plan) : key;
  });
  const detail = { keys: found.length, kmsKeyIds: found.map(({ kmsKeyId }) => kmsKeyId).join(' '), reason };
  const learnt = { incidents, kmsKeys };
  if (found.some(({ seenGoneAt }) => seenGoneAt !== undefined) && log.record.phase === 'complete')
    await log.reopen('kms-key.incident', learnt, detail);
  else await log.note('kms-key.incident', learnt, detail);
}

/** As at first: its dates are set when it is scheduled. */
function asOpened(
  { destroyedAt: _, trail: __, canary, ...key }: KmsKeyErasure,
  { at, canary: outcome }: KeyIncident,
  plan: DisposalPlan,
): KmsKeyErasure {
  const days = plan.keys.find(({ kmsKeyId }) => kmsKeyId === key.kmsKeyId)?.waitingDays ?? 0;
  return {
    ...key,
    disabledAt: at,
    scheduledAt: at,
    deletionDate: new Date(Date.parse(at) + days * DAY_MS).toISOString(),
    destroyedAt: undefined,
    ...(canary && outcome ? { canary: { ...canary, outcomeAfter: outcome, checkedAt: at } } : {}),
  };
}

function noneTakenBack(planId: string): Fault {
  const hint = 'run `kimitsu erase` to see how far it is; a key that only a log knows of needs --cloudtrail';
  const message = 'every key waits for its deletion, and no log says that one was taken back';
  return new Fault('usage', 'erase/no-key-taken-back', message, { planId }, { hint });
}
