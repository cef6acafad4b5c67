import { Fault } from '../../base/fault.js';
import type { ErasureRecord, KeyIncident, KmsKeyErasure } from '../../dispose/erasure.js';
import { digestOfLog } from '../../watch/digests/digest-of-log.js';
import { type KeyEvent, keyEvents } from '../../watch/key-events.js';
import type { LogSource } from '../../watch/log-source.js';
import type { ErasureLog } from './erasure-log.js';
import { TAKEN_BACK } from './kms-keys.js';

/** Clocks of two machines may differ by so much. */
const SLACK_MS = 10 * 60_000;
const BACK: readonly KeyEvent['name'][] = ['CancelKeyDeletion', 'EnableKey'];

interface Found {
  event: KeyEvent;
  source: LogSource;
}

/**
 * Looks in the logs of CloudTrail for what AWS KMS itself says of the keys that were found gone, and takes its entry of
 * each deletion into the record. Keys of other services than AWS KMS are in no such log.
 *
 * @throws {Fault} integrity `erase/kms-key-restored` when a key was taken back after it had been scheduled and nobody
 *   has answered for it, `erase/cloudtrail-altered` when a digest contradicts the log; what the sources throw
 */
export async function takeTrail(log: ErasureLog, trails: readonly LogSource[], signal?: AbortSignal): Promise<void> {
  const keys = loggedKeys(log.record);
  if (keys.length === 0 || trails.length === 0) return;
  const found = await foundIn(log.record, trails, signal);
  const kmsKeys: KmsKeyErasure[] = [];
  for (const key of log.record.kmsKeys) {
    const own = found.filter(({ event }) => event.keyArn === key.kmsKeyId);
    const back = backEvent(key, log.record.incidents, own);
    if (back) throw restored(key, back);
    const deletion = own.find(({ event }) => event.name === 'DeleteKey');
    kmsKeys.push({ ...key, trail: deletion ? await evidenceOf(deletion, key, signal) : 'not-found' });
  }
  const events = kmsKeys.filter(({ trail }) => typeof trail === 'object').length;
  await log.note('kms-keys.trail-read', { kmsKeys }, { keys: keys.length, events });
}

/** By key: the event by which it was taken back, where nobody has answered for it yet. */
export async function takenBack(
  record: ErasureRecord,
  trails: readonly LogSource[],
  signal?: AbortSignal,
): Promise<Map<string, Pick<KeyEvent, 'name' | 'eventId' | 'at'>>> {
  if (loggedKeys(record).length === 0 || trails.length === 0) return new Map();
  const found = await foundIn(record, trails, signal);
  const back = record.kmsKeys.flatMap((key) => {
    const own = found.filter(({ event }) => event.keyArn === key.kmsKeyId);
    const event = backEvent(key, record.incidents, own);
    return event ? [[key.kmsKeyId, { name: event.name, eventId: event.eventId, at: event.at }] as const] : [];
  });
  return new Map(back);
}

const loggedKeys = ({ kmsKeys }: ErasureRecord): KmsKeyErasure[] =>
  kmsKeys.filter(({ kmsKeyId }) => kmsKeyId.startsWith('arn:'));

/** Since the first scheduling: a key that was scheduled anew has the time of the last one in its own entry. */
async function foundIn(
  { kmsKeys, incidents = [], ...record }: ErasureRecord,
  trails: readonly LogSource[],
  signal: AbortSignal | undefined,
): Promise<Found[]> {
  const keys = kmsKeys.filter(({ kmsKeyId }) => kmsKeyId.startsWith('arn:'));
  const from = incidents.length > 0 ? [record.readBack?.at ?? record.startedAt] : keys.map((key) => key.scheduledAt);
  const since = Math.min(...from.map((at) => Date.parse(at))) - SLACK_MS;
  const arns = new Set(keys.map(({ kmsKeyId }) => kmsKeyId));
  const found: Found[] = [];
  for (const source of trails)
    for await (const event of keyEvents(source, arns, since, signal)) found.push({ event, source });
  return found;
}

/**
 * By the order of the log: from our scheduling on, or where that is in no log from the time that we have noted. What an
 * incident names, or what was before one, is answered for.
 */
function backEvent(
  { kmsKeyId, scheduledAt }: KmsKeyErasure,
  incidents: readonly KeyIncident[] = [],
  found: readonly Found[],
): KeyEvent | undefined {
  const events = found.map(({ event }) => event);
  const own = incidents.filter((incident) => incident.kmsKeyId === kmsKeyId);
  const named = new Set(own.map(({ event }) => event?.eventId));
  const until = Math.max(Number.NEGATIVE_INFINITY, ...own.map(({ at }) => Date.parse(at)));
  const scheduled = events.filter(({ name }) => name === 'ScheduleKeyDeletion').map(({ at }) => at);
  const from = scheduled.length > 0 ? Math.min(...scheduled) : Date.parse(scheduledAt);
  return events.find(({ name, at, eventId }) => BACK.includes(name) && at >= from && at > until && !named.has(eventId));
}

function restored({ kmsKeyId }: KmsKeyErasure, { name, eventId, at }: KeyEvent): Fault {
  return new Fault(
    'integrity',
    'erase/kms-key-restored',
    'by the log of the key service a key was taken back after its deletion had been scheduled',
    { kmsKeyId, event: name, eventId, at: new Date(at).toISOString() },
    { hint: TAKEN_BACK },
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
