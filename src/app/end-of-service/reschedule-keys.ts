import { Fault } from '../../base/fault.js';
import type { ErasureRecord, KeyIncident } from '../../dispose/erasure.js';
import type { JobPorts } from '../../run/ports.js';
import type { LogSource } from '../../watch/log-source.js';
import { storedPlan } from './approvals.js';
import { notWaiting } from './end-waiting.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { takenBack } from './key-trail.js';
import { scheduleAgain } from './kms-keys.js';
import { destroyReturned } from './returned-keys.js';

/** In the first, some keys may be scheduled already. */
const WAITING: readonly ErasureRecord['phase'][] = ['read-back', 'kms-keys-scheduled'];

/**
 * The way on when somebody has taken back a key whose deletion was scheduled (`CancelKeyDeletion`). What was found, why
 * the erasure may go on and who says so is written down first and stands in the certificate; then the key is disabled and
 * scheduled anew, for a whole waiting period. Nothing is claimed of a key that is there.
 *
 * @param reason - what was found out about it
 * @param trails - logs of CloudTrail: of a key that was taken back and is gone all the same, only they know
 * @returns the record, with an incident for each key that was found taken back
 * @throws {Fault} usage `erase/no-reason`, `erase/not-waiting`, `erase/no-key-taken-back`; denied `keys/other-workspace`;
 *   integrity as `scheduleKmsKeys`, `destroyReturned` and `assertOnRecord`
 */
export async function rescheduleKeys(
  ports: Pick<JobPorts, 'catalog' | 'keys' | 'levelKeys' | 'unitKeyStore' | 'unitKeys' | 'clock' | 'actor'>,
  planId: string,
  reason: string,
  trails: readonly LogSource[] = [],
  signal?: AbortSignal,
): Promise<ErasureRecord> {
  const { catalog, keys, levelKeys, clock, actor } = ports;
  if (reason.trim() === '') {
    const hint = 'give --reason: what was found out about it';
    throw new Fault('usage', 'erase/no-reason', 'going on after a key was taken back needs a reason', {}, { hint });
  }
  const { plan } = await storedPlan(catalog, planId);
  const log = await ErasureLog.resume(catalog, actor, planId);
  if (!log || !WAITING.includes(log.record.phase)) throw notWaiting(planId, log?.record.phase);
  await assertOnRecord(catalog, log.record);
  // Whoever took the key back can have brought the unit keys back with it.
  await destroyReturned(log, ports);
  const events = await takenBack(log.record, trails, signal);
  const found: KeyIncident[] = [];
  for (const key of log.record.kmsKeys) {
    const { kmsKeyId, alias } = key;
    const shown = key.destroyedAt === undefined ? await keys.describeKey(kmsKeyId) : undefined;
    const event = events.get(kmsKeyId);
    const wasScheduled = log.record.phase === 'kms-keys-scheduled' || key.canary?.outcomeAfter === 'refused';
    const isTakenBack = wasScheduled && shown !== undefined && shown.state !== 'PendingDeletion';
    if (!isTakenBack && !event) continue;
    if (shown) await levelKeys.assertOwn(shown);
    const state = shown?.state ?? 'gone';
    const seen = event ? { event: { ...event, at: new Date(event.at).toISOString() } } : {};
    found.push({ kmsKeyId, alias, state, ...seen, reason: reason.trim(), by: actor, at: clock.now().toISOString() });
  }
  if (found.length === 0) {
    const hint = 'run `kimitsu erase` to see how far it is; a key that only a log knows of needs --cloudtrail';
    const message = 'every key waits for its deletion, and no log says that one was taken back';
    throw new Fault('usage', 'erase/no-key-taken-back', message, { planId }, { hint });
  }
  const incidents = [...(log.record.incidents ?? []), ...found];
  await log.note('kms-key.incident', { incidents }, { keys: found.length, reason: reason.trim() });
  for (const { kmsKeyId, state } of found) {
    const planned = plan.keys.find((key) => key.kmsKeyId === kmsKeyId);
    if (planned && state !== 'gone') await scheduleAgain(log, planned, ports);
  }
  return log.record;
}
