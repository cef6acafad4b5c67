import { Fault } from '../../base/fault.js';
import type { ErasurePhase, ErasureRecord } from '../../dispose/erasure.js';
import type { JobPorts } from '../../run/ports.js';
import { ErasureLog } from './erasure-log.js';
import { assertOnRecord } from './erasure-on-record.js';
import { reasonGiven } from './erasure-reason.js';

/**
 * On the word of somebody who vouches for the clock, ends the waiting period of keys of the embedded key service that is
 * over by the clock and was not seen to pass: the machine was off, was started anew, or is another one. Written down
 * before any key goes, and named in the certificate.
 *
 * @throws {Fault} usage `erase/no-reason`, `erase/reason-too-long`, `erase/not-waiting`, `erase/clock-not-ours`; conflict `keys/still-waiting`
 */
export async function endWaiting(
  ports: Pick<JobPorts, 'catalog' | 'keys' | 'clock' | 'actor'>,
  planId: string,
  reason: string,
): Promise<ErasureRecord> {
  const { catalog, keys, clock, actor } = ports;
  const answer = reasonGiven(reason, 'give --reason: by what you know that the clock is right');
  const log = await ErasureLog.resume(catalog, actor, planId);
  if (log?.record.phase !== 'kms-keys-scheduled') throw notWaiting(planId, log?.record.phase);
  if (!keys.endWaiting) {
    const message = 'the key service goes by a clock of its own';
    throw new Fault('usage', 'erase/clock-not-ours', message, {}, { hint: 'run `kimitsu erase` again later' });
  }
  await assertOnRecord(catalog, log.record);
  const now = clock.now();
  const waiting: string[] = [];
  for (const { kmsKeyId, deletionDate, destroyedAt } of log.record.kmsKeys) {
    const key = destroyedAt === undefined ? await keys.describeKey(kmsKeyId) : undefined;
    if (key?.state !== 'PendingDeletion') continue;
    // By the key service and by the record: the one date could have been changed by itself.
    if (now < new Date(deletionDate) || !key.deletionDate || now < key.deletionDate) throw stillWaiting(kmsKeyId);
    waiting.push(kmsKeyId);
  }
  if (waiting.length === 0) return log.record;
  const waitingEnded = { reason: answer, by: actor, at: now.toISOString() };
  await log.note('kms-keys.waiting-ended', { waitingEnded }, { keys: waiting.length, reason: answer });
  for (const kmsKeyId of waiting) await keys.endWaiting(kmsKeyId);
  return log.record;
}

export function notWaiting(planId: string, phase: ErasurePhase | undefined): Fault {
  const hint = 'see how far it is with `kimitsu status`, or run `kimitsu erase` without this option';
  const message = 'no erasure of this plan waits for its keys';
  return new Fault('usage', 'erase/not-waiting', message, { planId, phase: phase ?? 'not-begun' }, { hint });
}

function stillWaiting(keyId: string): Fault {
  return new Fault('conflict', 'keys/still-waiting', 'the waiting period of the key is not over', { keyId });
}
