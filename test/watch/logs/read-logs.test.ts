import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessEvent, isProblem, type LogItem } from '../../../src/watch/access-event.js';
import { cloudTrailEvent } from '../../../src/watch/logs/cloudtrail-event.js';
import { readCloudTrailLog } from '../../../src/watch/logs/read-cloudtrail-log.js';
import { readS3AccessLog } from '../../../src/watch/logs/read-s3-access-log.js';
import { s3AccessEvent } from '../../../src/watch/logs/s3-access-line.js';
import { s3Line, trailFile, trailRecord } from '../log-samples.js';

const PLACE = { source: 's', file: 'f' };
const AT = { file: 'f', position: 1 };

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function itemsOf(read: typeof readS3AccessLog, bytes: Buffer, size = 7): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for await (const some of read(inPieces(bytes, size), PLACE)) items.push(...some);
  return items;
}

describe('S3 server access log', () => {
  it('reads the example of the documentation', () => {
    const line =
      '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be amzn-s3-demo-bucket1 [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /amzn-s3-demo-bucket1?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader amzn-s3-demo-bucket1.s3.us-west-1.amazonaws.com TLSV1.2 arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes us-east-1';
    expect(s3AccessEvent(line, 's', AT)).toEqual({
      at: Date.parse('2019-02-06T00:00:38Z'),
      source: 's',
      principal: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
      ip: '192.0.2.3',
      action: 'REST.GET.VERSIONING',
      kind: 'other',
      resource: 'amzn-s3-demo-bucket1',
      outcome: 'success',
      requestId: '3E57427F3EXAMPLE',
      evidence: AT,
    });
  });

  it('masks the key of an object, encoded twice as it is', () => {
    const event = s3AccessEvent(s3Line({ key: 'pbx/%25E5%25B1%25B1%25E7%2594%25B0.wav' }), 's', AT);
    expect(event?.object).toEqual({ bucket: 'centre-records', key: 'pbx/山田.wav' });
    expect(event?.resource).toBe('centre-records/xxx/●●.wav');
  });

  it('takes old records of 18 fields and those with fields to come', () => {
    const whole = s3Line();
    const old = whole.split(' ').slice(0, -9).join(' ');
    expect(s3AccessEvent(old, 's', AT)?.action).toBe('s3:GetObject');
    expect(s3AccessEvent(`${whole} new1 "new 2"`, 's', AT)).toEqual(s3AccessEvent(whole, 's', AT));
  });

  it('is not led astray by quotation marks in what callers send', () => {
    const event = s3AccessEvent(s3Line({ agent: '"x" - "y" 200 z"', requester: '-', status: '403' }), 's', AT);
    expect(event).toMatchObject({ principal: 'anonymous', outcome: 'denied', kind: 'read' });
  });

  it.each`
    operation                  | kind
    ${'REST.PUT.BUCKETPOLICY'} | ${'settings-change'}
    ${'REST.PUT.VERSIONING'}   | ${'settings-change'}
    ${'REST.PUT.LIFECYCLE'}    | ${'settings-change'}
    ${'REST.COPY.OBJECT_GET'}  | ${'read'}
    ${'REST.DELETE.OBJECT'}    | ${'write'}
    ${'REST.HEAD.OBJECT'}      | ${'other'}
  `('$operation is $kind', ({ operation, kind }) => {
    expect(s3AccessEvent(s3Line({ operation }), 's', AT)?.kind).toBe(kind);
  });

  it('takes a line longer than any record for none, whatever it is made of', () => {
    expect(
      s3AccessEvent(s3Line({ agent: `"${'" 200 - 1 1 1 1 "'.repeat(30_000)}${'" -"'.repeat(100_000)}"` }), 's', AT),
    ).toBeUndefined();
  });

  it('reads what callers send of quotation marks and of characters that end a line elsewhere, in time', () => {
    for (const agent of ['" "'.repeat(1_500), '" 200 - 1 1 1 1 "" "" "'.repeat(150)])
      for (const end of ['\u2028', '\r', 'x'])
        expect(s3AccessEvent(s3Line({ agent: `"${agent}${end}"` }), 's', AT)).toMatchObject({ kind: 'read' });
  });

  it('names lines that cannot be read and goes on behind them', async () => {
    const text = `${s3Line()}\nnonsense\n${s3Line()}\n`;
    const items = await itemsOf(readS3AccessLog, Buffer.from(text));
    expect(items.map((item) => (isProblem(item) ? `${item.code} ${item.position}` : 'event'))).toEqual([
      'event',
      'log-unreadable-record 2',
      'event',
    ]);
  });

  it('names an unknown format and reads no further', async () => {
    expect(await itemsOf(readS3AccessLog, Buffer.from('{"a":1}\n{"b":2}\n'))).toEqual([
      { code: 'log-unknown-format', position: 1 },
    ]);
  });

  it('wherever a log is cut, it is told, except between two lines, where nothing shows it', async () => {
    const line = `${s3Line()}\n`;
    const whole = Buffer.from(line.repeat(3));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 4096 }),
        async (at, size) => {
          const items = await itemsOf(readS3AccessLog, whole.subarray(0, at), size);
          const told = items.some((item) => isProblem(item) && item.code === 'log-cut');
          expect(told).toBe(at % line.length !== 0);
        },
      ),
    );
  });
});

describe('CloudTrail log', () => {
  const unpacked = (...records: unknown[]) => gunzipSync(trailFile(...records));

  it('reads events however the bytes come in', async () => {
    const records = [
      trailRecord(),
      trailRecord({ eventName: 'Decrypt', requestParameters: { odd: 'brace } quote \\" 山田 {' } }),
      trailRecord({
        eventSource: 's3.amazonaws.com',
        eventName: 'GetObject',
        requestParameters: { bucketName: 'b', key: '山田.wav' },
      }),
    ];
    const bytes = unpacked(...records);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
        const items = (await itemsOf(readCloudTrailLog, bytes, size)) as AccessEvent[];
        expect(items.map(({ action }) => action)).toEqual(['kms:DescribeKey', 'kms:Decrypt', 's3:GetObject']);
        expect(items[2]).toMatchObject({ kind: 'read', resource: 'b/●●.wav', evidence: { position: 3 } });
      }),
    );
  });

  it('wherever a log is cut, it is told', async () => {
    const whole = unpacked(trailRecord(), trailRecord());
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (at) => {
        const items = await itemsOf(readCloudTrailLog, whole.subarray(0, at), 100);
        expect(items.at(-1)).toMatchObject({ code: 'log-cut' });
      }),
    );
  });

  it.each`
    text                               | code
    ${'plain text'}                    | ${'log-unknown-format'}
    ${'{"records":[]}'}                | ${'log-unknown-format'}
    ${'[{"eventName":"x"}]'}           | ${'log-unknown-format'}
    ${'{"Records":[{"eventName":1}]}'} | ${'log-unreadable-record'}
    ${'{"Records":[{a}]}'}             | ${'log-unreadable-record'}
    ${'{"Records":[7]}'}               | ${'log-unreadable-record'}
    ${'{"Records":[]}{}'}              | ${'log-unreadable-record'}
  `('$text is $code', async ({ text, code }) => {
    expect(await itemsOf(readCloudTrailLog, Buffer.from(text))).toMatchObject([{ code }]);
  });

  it('no records are none, with any white space', async () => {
    expect(await itemsOf(readCloudTrailLog, Buffer.from(' { "Records" : [ ] } \n'))).toEqual([]);
  });

  it.each`
    change                                                                                                               | expected
    ${{ errorCode: 'AccessDenied' }}                                                                                     | ${{ outcome: 'denied' }}
    ${{ eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }} | ${{ kind: 'sign-in', outcome: 'failed' }}
    ${{ eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'No' } }}        | ${{ kind: 'sign-in', mfa: false }}
    ${{ userIdentity: { type: 'AWSService', invokedBy: 's3.amazonaws.com' }, sourceIPAddress: 's3.amazonaws.com' }}      | ${{ principal: 'service:s3.amazonaws.com', ip: undefined }}
    ${{ eventName: 'PutKeyPolicy', resources: [{ ARN: 'arn:aws:kms:ap-northeast-1:111122223333:key/1' }] }}              | ${{ kind: 'key-change', resource: 'arn:aws:kms:ap-northeast-1:111122223333:key/1' }}
    ${{ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' }}                                             | ${{ kind: 'logging-change' }}
    ${{ userIdentity: { type: 'IAMUser', arn: 'a\nb\u202e' } }}                                                          | ${{ principal: 'a�b�' }}
  `('understands $change', ({ change, expected }) => {
    expect(cloudTrailEvent(JSON.stringify(trailRecord(change)), 's', AT)).toMatchObject(expected);
  });
});
