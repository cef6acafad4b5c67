import { z } from 'zod';
import { digestName, type LogSource } from './log-source.js';
import { JsonArrayRecords } from './logs/json-array-records.js';
import { unpacked } from './logs/unpacked.js';

/** What CloudTrail tells of the life of a KMS key: what ends it, and what takes that back. */
export type KeyEventName = 'ScheduleKeyDeletion' | 'CancelKeyDeletion' | 'EnableKey' | 'DeleteKey';

export interface KeyEvent {
  name: KeyEventName;
  /** ARN of the key. */
  keyArn: string;
  /** Milliseconds since 1970. */
  at: number;
  eventId: string;
  log: { path: string; sha256: string };
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-delete-key.html */
const KmsRecord = z.object({
  eventTime: z.string(),
  eventSource: z.literal('kms.amazonaws.com'),
  eventName: z.enum(['ScheduleKeyDeletion', 'CancelKeyDeletion', 'EnableKey', 'DeleteKey']),
  eventID: z.string().regex(/^[0-9a-f-]{36}$/i),
  eventType: z.string(),
  errorCode: z.string().nullish(),
  resources: z.array(z.object({ ARN: z.string().optional() })).nullish(),
});

/** Logs are named by the time they were delivered, which is at most a quarter of an hour or so after their events. */
const LOG_TIME = /_CloudTrail_[a-z0-9-]+_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/;
const HOUR_MS = 3_600_000;

/**
 * Events about these keys in the logs of a source, from `since` on. Only those that took effect; `DeleteKey` only as
 * KMS itself writes it when a waiting period is over: nobody can call it.
 */
export async function* keyEvents(
  source: LogSource,
  keyArns: ReadonlySet<string>,
  since: number,
  signal?: AbortSignal,
): AsyncGenerator<KeyEvent> {
  for await (const file of source.files(signal)) {
    if (digestName(file.path) || timeOf(file) < since - HOUR_MS) continue;
    const records = new JsonArrayRecords();
    const content = unpacked(await file.open(signal));
    const found: Omit<KeyEvent, 'log'>[] = [];
    for await (const chunk of content.bytes)
      if (!records.broken)
        for (const text of records.push(chunk as Buffer)) {
          const event = keyEvent(text, keyArns);
          if (event && event.at >= since) found.push(event);
        }
    const { sha256 } = content.result();
    for (const event of found) yield { ...event, log: { path: file.path, sha256 } };
  }
}

/** Of a log by its name; of a file with another name by its date, which a copy has later than the log. */
function timeOf({ path, modified }: { path: string; modified: number }): number {
  const match = LOG_TIME.exec(path);
  if (!match) return modified;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute);
}

function keyEvent(text: string, keyArns: ReadonlySet<string>): Omit<KeyEvent, 'log'> | undefined {
  if (!text.includes('kms.amazonaws.com')) return undefined;
  let record: z.infer<typeof KmsRecord>;
  try {
    const checked = KmsRecord.safeParse(JSON.parse(text));
    if (!checked.success) return undefined;
    record = checked.data;
  } catch {
    return undefined; // the watch reports what is no event
  }
  const keyArn = record.resources?.find(({ ARN }) => ARN !== undefined && keyArns.has(ARN))?.ARN;
  const at = Date.parse(record.eventTime);
  if (keyArn === undefined || Number.isNaN(at) || record.errorCode) return undefined;
  if (record.eventName === 'DeleteKey' && record.eventType !== 'AwsServiceEvent') return undefined;
  return { name: record.eventName, keyArn, at, eventId: record.eventID };
}
