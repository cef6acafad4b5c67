/**
 * How fast logs are read and judged, and in how much memory: server access logs and CloudTrail, made up as they are read
 * so that no disk is measured.
 *
 *   npm run bench:watch -- [--megabytes N]
 *
 * Exits 1 when the process took `LIMIT_MB` or more, or when not exactly the events that were made were read.
 */
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { ByteStream } from '../src/base/bytes.js';
import type { LogFile } from '../src/watch/log-source.js';
import { readLog } from '../src/watch/read-log.js';
import { watchSetting } from '../src/watch/setting.js';

const LIMIT_MB = 512;
const PIECE = 256 * 1024;
const PRINCIPALS = 40;
const START = Date.parse('2026-04-01T00:00:00Z');

const { values: options } = parseArgs({ options: { megabytes: { type: 'string', default: '128' } } });
const bytesWanted = Math.round(Number(options.megabytes) * 1e6);
const print = (line: string) => process.stdout.write(`${line}\n`);

const setting = watchSetting(
  {
    businessHours: {
      hours: { mon: '08:45-17:30', tue: '08:45-17:30', wed: '08:45-17:30', thu: '08:45-17:30', fri: '08:45-17:30' },
      holidays: 'japan',
      closedDays: [],
      openDays: [],
    },
    principals: Array.from({ length: PRINCIPALS - 2 }, (_, index) => ({
      match: `arn:aws:*:111122223333:*/${principalName(index)}`,
      name: principalName(index),
      may: ['read', 'write', 'decrypt'] as const,
      hours: index === 0 ? ('any' as const) : ('business' as const),
    })),
    networks: ['192.0.2.0/24', '2001:db8::/32'],
    thresholds: { readsPerHour: 1000, timesMedian: 10, readsAtLeast: 50 },
    digestHours: 3,
  },
  [],
);

const half = bytesWanted / 2;
const s3 = await measure('s3-access-log', half, s3Line, { head: '', between: '', tail: '' }, false);
const trail = await measure('cloudtrail', half, trailRecord, { head: '{"Records":[', between: ',', tail: ']}' }, true);
const peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
const figures = {
  megabytes: Math.round((s3.megabytes + trail.megabytes) * 10) / 10,
  mbPerSecond: rounded((s3.megabytes + trail.megabytes) / (s3.seconds + trail.seconds)),
  s3MbPerSecond: rounded(s3.megabytes / s3.seconds),
  cloudTrailMbPerSecond: rounded(trail.megabytes / trail.seconds),
  eventsPerSecond: Math.round((s3.events + trail.events) / (s3.seconds + trail.seconds)),
  findings: s3.findings + trail.findings,
  peakMb,
  complete: s3.complete && trail.complete,
};
print(`${figures.megabytes} MB of logs, ${s3.events + trail.events} events, ${figures.findings} findings`);
print(
  `server access logs ${figures.s3MbPerSecond} MB/s, CloudTrail (GZIP, counted unpacked) ${figures.cloudTrailMbPerSecond} MB/s`,
);
print(`together ${figures.mbPerSecond} MB/s, ${figures.eventsPerSecond} events/s, peak memory ${figures.peakMb} MB`);
if (!figures.complete) print('NOT ALL EVENTS were read');
print(JSON.stringify(figures));
process.exitCode = figures.complete && peakMb < LIMIT_MB ? 0 : 1;

/** Reads one log of `bytes`, made of the same piece over and over: making it costs next to nothing. */
async function measure(
  type: 's3-access-log' | 'cloudtrail',
  bytes: number,
  record: (index: number) => string,
  { head, between, tail }: { head: string; between: string; tail: string },
  packed: boolean,
) {
  const records: string[] = [];
  for (let length = 0; length < 2 * PIECE; length += records.at(-1)?.length ?? 0) records.push(record(records.length));
  const piece = Buffer.from(records.join(between));
  const joined = Buffer.from(`${between}${piece}`);
  const times = Math.max(1, Math.round(bytes / joined.length));
  // Members of GZIP one after the other are one stream, so that a large log is packed once.
  const pack = (content: Buffer) => (packed ? gzipSync(content) : content);
  const parts = {
    head: pack(Buffer.from(head)),
    first: pack(piece),
    next: pack(joined),
    tail: pack(Buffer.from(tail)),
  };
  const size = parts.head.length + parts.first.length + parts.next.length * (times - 1) + parts.tail.length;
  const file: LogFile = {
    path: type,
    size,
    modified: START,
    etag: 'bench',
    open: async () => content(),
    signature: async () => undefined,
  };
  async function* content(): ByteStream & AsyncGenerator<Uint8Array> {
    yield* inPieces(parts.head);
    yield* inPieces(parts.first);
    for (let made = 1; made < times; made += 1) yield* inPieces(parts.next);
    yield* inPieces(parts.tail);
  }
  const started = performance.now();
  const { events, parts: findings, problems } = await readLog({ id: 'bench', type }, file, setting);
  const seconds = (performance.now() - started) / 1000;
  const megabytes = (head.length + piece.length + joined.length * (times - 1) + tail.length) / 1e6;
  return {
    events,
    seconds,
    megabytes,
    findings: findings.length,
    complete: problems === 0 && events === records.length * times,
  };
}

function* inPieces(bytes: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function principalName(index: number): string {
  return `staff-${String(index).padStart(2, '0')}`;
}

function timeOf(index: number): Date {
  return new Date(START + index * 7000);
}

function s3Line(index: number): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(timeOf(index).toUTCString()) ?? [];
  const key = `pbx/2026-04/0901234${String(index % 10_000).padStart(4, '0')}_recording.wav`;
  return `${'a'.repeat(64)} centre-records [${day}/${month}/${year}:${clock} +0000] 192.0.2.${index % 250} arn:aws:iam::111122223333:user/${principalName(index % PRINCIPALS)} 3E57427F3EXAMPLE ${index % 5 === 0 ? 'REST.HEAD.OBJECT' : 'REST.GET.OBJECT'} ${key} "GET /${key} HTTP/1.1" 200 - 48213 48213 27 16 "-" "aws-sdk-js/3.1 ua/2.1 os/linux lang/js" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader centre-records.s3.ap-northeast-1.amazonaws.com TLSv1.3 - - ap-northeast-1\n`;
}

function trailRecord(index: number): string {
  const arn = `arn:aws:sts::111122223333:assumed-role/${principalName(index % PRINCIPALS)}`;
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:session',
      arn,
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLE',
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'role' }, attributes: { mfaAuthenticated: 'false' } },
    },
    eventTime: timeOf(index).toISOString().replace('.000Z', 'Z'),
    eventSource: index % 2 === 0 ? 's3.amazonaws.com' : 'kms.amazonaws.com',
    eventName: index % 2 === 0 ? 'GetObject' : 'Decrypt',
    awsRegion: 'ap-northeast-1',
    sourceIPAddress: `192.0.2.${index % 250}`,
    userAgent: '[aws-sdk-js/3.1 ua/2.1 os/linux lang/js]',
    requestParameters: index % 2 === 0 ? { bucketName: 'centre-records', key: `pbx/${index}.wav` } : null,
    responseElements: null,
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredOut: 48213,
    },
    requestID: 'EXAMPLE',
    eventID: `11111111-2222-3333-4444-${String(index).padStart(12, '0')}`,
    readOnly: true,
    resources: [
      { accountId: '111122223333', type: 'AWS::KMS::Key', ARN: 'arn:aws:kms:ap-northeast-1:111122223333:key/1' },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Data',
  });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
