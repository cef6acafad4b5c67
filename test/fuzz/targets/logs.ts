import { gzipSync } from 'node:zlib';
import { verifyEvidence } from '../../../src/audit/verify-evidence.js';
import { isProblem, type LogItem } from '../../../src/watch/access-event.js';
import { parseDigest, publicKeyPem } from '../../../src/watch/digests/digest.js';
import { readCloudTrailLog } from '../../../src/watch/logs/read-cloudtrail-log.js';
import { readS3AccessLog } from '../../../src/watch/logs/read-s3-access-log.js';
import { readLog } from '../../../src/watch/read-log.js';
import { EXAMPLE_SETTING } from '../../watch/example-setting.js';
import { DigestMaker, s3Line, trailRecord } from '../../watch/log-samples.js';
import { inPieces, otherSize } from '../chunks.js';
import { holds, isSame, isSilent, MARKER } from '../promises.js';
import { type FuzzTarget, type Seed, whole } from '../target.js';

const PLACE = { source: 'logs', file: 'f' };

async function itemsOf(read: typeof readS3AccessLog, bytes: Buffer, size: number): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for await (const some of read(inPieces(bytes, size), PLACE)) items.push(...some);
  return items;
}

async function logHolds(
  type: 's3-access-log' | 'cloudtrail',
  read: typeof readS3AccessLog,
  input: Buffer,
): Promise<void> {
  const items = await itemsOf(read, input, 64 * 1024);
  for (const item of items) {
    if (isProblem(item)) continue;
    holds(Number.isFinite(item.at), 'an event has a time');
    holds(item.principal.length > 0 && item.principal.length <= 201, 'a principal is named, in bounds');
    // Of a key that may be personal, only its shape is shown.
    isSilent(item.resource ?? '', 'resource');
  }
  isSame(await itemsOf(read, input, otherSize(input)), items, 'cut in pieces another way, a log reads the same');
  const reading = await readLog(
    { id: 'logs', type },
    {
      path: `${MARKER}.log`,
      size: input.length,
      modified: Date.UTC(2026, 3, 1),
      etag: 'e',
      open: async () => inPieces(input, 64 * 1024),
      signature: async () => undefined,
    },
    EXAMPLE_SETTING,
  );
  isSilent(reading.parts, 'finding');
  holds(reading.whole === (reading.problems === 0), 'a log with problems is not whole');
}

const key = `pbx/2026-04/${MARKER}.wav`;
const s3Lines = [
  s3Line({ key }),
  s3Line({ key: `a/%25E5%25B1+${MARKER}`, status: '403' }),
  s3Line({ key: '-', operation: 'REST.PUT.BUCKETPOLICY', requester: '-' }),
];
const trail = (...records: unknown[]): string => JSON.stringify({ Records: records });
const events = [
  trailRecord({ requestParameters: { bucketName: 'b', key }, eventSource: 's3.amazonaws.com', eventName: 'GetObject' }),
  trailRecord({
    eventName: 'ConsoleLogin',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { MFAUsed: 'No' },
  }),
  trailRecord({
    userIdentity: { type: 'AWSService', invokedBy: 'a.amazonaws.com' },
    resources: [{ ARN: 'arn:aws:kms:x' }],
    errorCode: 'AccessDenied',
  }),
];
const packed = (text: string): Seed => ({ parts: [Buffer.from(text)], build: ([only]) => gzipSync(only!) });

const maker = new DigestMaker();
const digest = maker.make(3, { 'a.json.gz': gzipSync('{}') });

/** Access logs, as services deliver them, and the digests that vouch for them. */
export const logs: readonly FuzzTarget[] = [
  {
    name: 'logs/s3-access',
    form: 'bytes',
    weight: 2,
    seeds: () => [whole(`${s3Lines.join('\n')}\n`), whole(s3Lines.join('\r\n')), packed(`${s3Lines.join('\n')}\n`)],
    check: (input) => logHolds('s3-access-log', readS3AccessLog, input),
  },
  {
    name: 'logs/cloudtrail',
    form: 'bytes',
    weight: 2,
    seeds: () => [
      whole(trail(...events)),
      whole(`\ufeff{ "Records" : [\n${JSON.stringify(events[0])} ] }\n`),
      packed(trail(...events)),
    ],
    check: (input) => logHolds('cloudtrail', readCloudTrailLog, input),
  },
  {
    name: 'logs/digest',
    form: 'bytes',
    seeds: () => [whole(digest.bytes), whole(maker.publicPem), whole(maker.publicPkcs1Base64)],
    check(input) {
      isSame(parseDigest(input), parseDigest(Buffer.from(input)), 'a digest reads the same twice');
      holds(/^-----BEGIN PUBLIC KEY/.test(publicKeyPem(input) ?? '-----BEGIN PUBLIC KEY'), 'a key is a public key');
    },
  },
  {
    name: 'logs/evidence',
    form: 'text',
    words: ['{"gap":', '{"manifest":{}}', '{"entry":', '{"signature":"', '\n', '9007199254740993', '\\ud800'],
    seeds: () =>
      [
        '{"entry":{"action":"a","actor":"b","at":"2026-04-01T00:00:00.000Z","detail":null,"hash":"0","previousHash":"0","seq":1,"subject":"s"}}\n{"gap":{"fromSeq":2,"toSeq":3}}\n{"manifest":{"entries":1,"first":null,"gaps":1,"last":{"hash":"0","seq":1},"linesSha256":"0","range":{"fromSeq":1,"toSeq":3}}}\n{"signature":"a.b.c"}',
      ].map((text) => whole(Buffer.from(text, 'utf16le'))),
    async check(input) {
      const lines = input.toString('utf16le').split('\n');
      const anybody = { verifySignature: async () => true };
      const report = await verifyEvidence(lines, anybody);
      holds(report.problems.length > 0, 'a pack that nobody made is not sound');
      isSame(await verifyEvidence(lines, anybody), report, 'a pack is judged the same twice');
    },
  },
];
