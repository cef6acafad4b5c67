import { Fault } from '../../base/fault.js';
import type { KmsKeyErasure } from '../../dispose/erasure.js';
import { digestOfLog } from '../../watch/digests/digest-of-log.js';
import { type KeyEvent, keyEvents } from '../../watch/key-events.js';
import type { LogSource } from '../../watch/log-source.js';
import type { ErasureLog } from './erasure-log.js';

/** Clocks of two machines may differ by so much. */
const SLACK_MS = 10 * 60_000;
const BACK: readonly KeyEvent['name'][] = ['CancelKeyDeletion', 'EnableKey'];

/**
 * Looks in the logs of CloudTrail for what AWS KMS itself says of the keys that were found gone, and takes its entry of
 * each deletion into the record. Keys of other services than AWS KMS are in no such log.
 *
 * @throws {Fault} integrity `erase/kms-key-restored` when a key was taken back after it had been scheduled,
 *   `erase/cloudtrail-altered` when a digest contradicts the log; what the sources throw
 */
export async function takeTrail(log: ErasureLog, trails: readonly LogSource[], signal?: AbortSignal): Promise<void> {
  const keys = log.record.kmsKeys.filter(({ kmsKeyId }) => kmsKeyId.startsWith('arn:'));
  if (keys.length === 0 || trails.length === 0) return;
  const since = Math.min(...keys.map(({ scheduledAt }) => Date.parse(scheduledAt))) - SLACK_MS;
  const found: { event: KeyEvent; source: LogSource }[] = [];
  for (const source of trails) {
    const arns = new Set(keys.map(({ kmsKeyId }) => kmsKeyId));
    for await (const event of keyEvents(source, arns, since, signal)) found.push({ event, source });
  }
  const kmsKeys: KmsKeyErasure[] = [];
  for (const key of log.record.kmsKeys) {
    const own = found.filter(({ event }) => event.keyArn === key.kmsKeyId);
    assertNotTakenBack(
      key,
      own.map(({ event }) => event),
    );
    const deletion = own.find(({ event }) => event.name === 'DeleteKey');
    kmsKeys.push({ ...key, trail: deletion ? await evidenceOf(deletion, key, signal) : 'not-found' });
  }
  const events = kmsKeys.filter(({ trail }) => typeof trail === 'object').length;
  await log.note('kms-keys.trail-read', { kmsKeys }, { keys: keys.length, events });
}

/** By the order of the log: from our scheduling on, or where that is in no log from the time that we have noted. */
function assertNotTakenBack({ kmsKeyId, scheduledAt }: KmsKeyErasure, events: readonly KeyEvent[]): void {
  const scheduled = events.filter(({ name }) => name === 'ScheduleKeyDeletion').map(({ at }) => at);
  const from = scheduled.length > 0 ? Math.min(...scheduled) : Date.parse(scheduledAt);
  const back = events.find(({ name, at }) => BACK.includes(name) && at >= from);
  if (!back) return;
  const { name, eventId, at } = back;
  throw new Fault(
    'integrity',
    'erase/kms-key-restored',
    'by the log of the key service a key was taken back after its deletion had been scheduled',
    { kmsKeyId, event: name, eventId, at: new Date(at).toISOString() },
    { hint: 'have it examined who did it and what was decrypted meanwhile; no final certificate is issued' },
  );
}

async function evidenceOf(
  { event, source }: { event: KeyEvent; source: LogSource },
  { kmsKeyId }: KmsKeyErasure,
  signal: AbortSignal | undefined,
): Promise<NonNullable<KmsKeyErasure['trail']>> {
  const verdict = await digestOfLog(source, event.log, event.at, signal);
  if (verdict === 'invalid')
    throw new Fault(
      'integrity',
      'erase/cloudtrail-altered',
      'a log of CloudTrail is not the one that its digest was signed for',
      { kmsKeyId, eventId: event.eventId },
      { hint: 'get the log and its digests from the bucket of the trail again, and have the difference examined' },
    );
  return {
    eventId: event.eventId,
    at: new Date(event.at).toISOString(),
    log: event.log.sha256,
    digest: verdict === 'valid' ? 'PASS' : 'UNKNOWN',
  };
}
