import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MemoryCatalog } from '../../src/adapters/memory/memory-catalog.js';
import { ErasureLog } from '../../src/app/end-of-service/erasure-log.js';
import { takenBack, takeTrail } from '../../src/app/end-of-service/key-trail.js';
import { linkAudit } from '../../src/audit/chain.js';
import { buildCertificate } from '../../src/certify/certificate.js';
import { signCertificate } from '../../src/certify/jws.js';
import { verifyFile } from '../../src/certify/page/verify-file.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import type { ErasureRecord, KeyIncident, KmsKeyErasure } from '../../src/dispose/erasure.js';
import type { LogFile, LogSource } from '../../src/watch/log-source.js';
import { sampleErasure, sampleSigner } from '../documents/sample-certificate.js';
import { samplePlan } from '../documents/samples.js';
import { DigestMaker, trailFile, trailName, trailRecord } from '../watch/log-samples.js';

const ARN = 'arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER = ARN.replace('1234abcd', '9999abcd');
const LOG = trailName('20260401T0310Z');

const KEY: KmsKeyErasure = {
  kmsKeyId: ARN,
  alias: 'alias/kimitsu/centre/level-3',
  level: 3,
  disabledAt: '2026-04-01T01:00:00.000Z',
  scheduledAt: '2026-04-01T01:00:00.000Z',
  deletionDate: '2026-04-01T02:00:00.000Z',
  destroyedAt: '2026-04-01T04:00:00.000Z',
};

/** As AWS KMS writes it when the waiting period is over. */
const deleteKey = (change: Record<string, unknown> = {}) =>
  trailRecord({
    userIdentity: { accountId: '111122223333', invokedBy: 'AWS Internal' },
    eventName: 'DeleteKey',
    eventType: 'AwsServiceEvent',
    sourceIPAddress: 'AWS Internal',
    userAgent: 'AWS Internal',
    eventID: 'b25f9cda-74e1-4458-847b-4972a0bf9668',
    resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN }],
    ...change,
  });
const call = (eventName: string, eventTime: string, change: Record<string, unknown> = {}) =>
  trailRecord({
    eventName,
    eventTime,
    eventType: 'AwsApiCall',
    resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN }],
    ...change,
  });

interface Stored {
  bytes: Buffer;
  signature?: string;
}

function sourceOf(files: Record<string, Stored>, publicKeys: ReadonlyMap<string, string> = new Map()): LogSource {
  const source: LogSource = {
    id: 'trail',
    type: 'cloudtrail',
    bucket: 'centre-trail',
    publicKeys,
    async *files() {
      for (const [path, { bytes, signature }] of Object.entries(files)) {
        const file: LogFile = {
          path,
          size: bytes.byteLength,
          modified: Date.parse('2026-04-01T12:00:00Z'),
          etag: path,
          open: async () =>
            (async function* () {
              yield bytes;
            })(),
          signature: async () => signature,
        };
        yield file;
      }
    },
  };
  return source;
}

const RECORD = sampleErasure(samplePlan());

async function taken(
  trails: LogSource[],
  keys: KmsKeyErasure[] = [KEY],
  incidents: KeyIncident[] = [],
): Promise<KmsKeyErasure[]> {
  const clock = { now: () => new Date('2026-04-01T05:00:00Z') };
  const catalog = new MemoryCatalog({ clock, link: linkAudit });
  const read = { ...RECORD.readBack, at: '2026-04-01T00:59:00.000Z' };
  const record = { ...RECORD, readBack: read, kmsKeys: keys, incidents } as ErasureRecord;
  const log = await ErasureLog.open(catalog, 'operator:test', record);
  await takeTrail(log, trails);
  return log.record.kmsKeys;
}

/** The log, and digests that name it. */
function trail(records: unknown[], { signed = true, altered = false } = {}): LogSource {
  const maker = new DigestMaker();
  const bytes = trailFile(...records);
  const digest = maker.make(4, { [LOG]: gunzipSync(bytes) });
  const stored = altered ? trailFile(...records, trailRecord()) : bytes;
  const keys = new Map(signed ? [[maker.fingerprint, maker.publicPem]] : []);
  return sourceOf(
    { [`logs/${LOG}`]: { bytes: stored }, [`digests/${digest.name}`]: { ...digest, bytes: digest.bytes } },
    keys,
  );
}

/** Without digests: quickly made. */
const bare = (records: unknown[]) => sourceOf({ [`logs/${LOG}`]: { bytes: trailFile(...records) } });

describe('B2-4-2 B3-2-2: what AWS KMS itself has logged of the deletion of a key', () => {
  it('is taken into the record, with the log that it stands in, vouched for by a signed digest', async () => {
    const [key] = await taken([trail([call('ScheduleKeyDeletion', '2026-04-01T01:00:01Z'), deleteKey()])]);
    expect(key?.trail).toEqual({
      eventId: 'b25f9cda-74e1-4458-847b-4972a0bf9668',
      at: '2026-04-01T03:00:00.000Z',
      log: expect.stringMatching(/^[0-9a-f]{64}$/),
      digest: 'PASS',
    });
  });

  it('is not vouched for without the public key, nor without a digest', async () => {
    expect((await taken([trail([deleteKey()], { signed: false })]))[0]?.trail).toMatchObject({ digest: 'UNKNOWN' });
    const bare = sourceOf({ [`logs/${LOG}`]: { bytes: trailFile(deleteKey()) } });
    expect((await taken([bare]))[0]?.trail).toMatchObject({ digest: 'UNKNOWN' });
  });

  it('is vouched for by the next digest where a folder has kept no metadata', async () => {
    const maker = new DigestMaker();
    const bytes = trailFile(deleteKey());
    const [first, second] = [maker.make(4, { [LOG]: gunzipSync(bytes) }), maker.make(5, {})];
    const files = { [LOG]: { bytes }, [first.name]: { bytes: first.bytes }, [second.name]: { bytes: second.bytes } };
    const keys = new Map([[maker.fingerprint, maker.publicPem]]);
    expect((await taken([sourceOf(files, keys)]))[0]?.trail).toMatchObject({ digest: 'PASS' });
  });

  it('does not count where a digest says that the log was another', async () => {
    await expect(taken([trail([deleteKey()], { altered: true })])).rejects.toMatchObject({
      kind: 'integrity',
      code: 'erase/cloudtrail-altered',
    });
  });

  it.each([
    ['of another key', deleteKey({ resources: [{ ARN: OTHER }] })],
    ['called by somebody, which nobody can', deleteKey({ eventType: 'AwsApiCall' })],
    ['of another service', deleteKey({ eventSource: 's3.amazonaws.com' })],
    ['that failed', deleteKey({ errorCode: 'KMSInternalException' })],
    ['from before it was scheduled', deleteKey({ eventTime: '2026-03-01T03:00:00Z' })],
  ])('is not an event %s', async (_, record) => {
    expect((await taken([trail([record])]))[0]?.trail).toBe('not-found');
  });

  it.each(['CancelKeyDeletion', 'EnableKey'])('stops it where %s came in between', async (name) => {
    const records = [
      call('ScheduleKeyDeletion', '2026-04-01T01:00:01Z'),
      call(name, '2026-04-01T01:30:00Z'),
      call('ScheduleKeyDeletion', '2026-04-01T01:40:00Z'),
      deleteKey(),
    ];
    await expect(taken([trail(records)])).rejects.toMatchObject({ kind: 'integrity', code: 'erase/kms-key-restored' });
    // What failed has taken nothing back, and what came before was before.
    const harmless = [
      call(name, '2026-04-01T00:58:00Z'),
      call('ScheduleKeyDeletion', '2026-04-01T01:00:01Z'),
      call(name, '2026-04-01T01:30:00Z', { errorCode: 'KMSInvalidStateException' }),
      deleteKey(),
    ];
    expect((await taken([trail(harmless)]))[0]?.trail).toMatchObject({ digest: 'PASS' });
  });

  it.each(['CancelKeyDeletion', 'EnableKey'])(
    'goes on after %s once somebody answers for it, and for it alone',
    async (name) => {
      const cancelled = call(name, '2026-04-01T01:30:00Z', { eventID: 'aaaaaaaa-74e1-4458-847b-4972a0bf9668' });
      const records = [call('ScheduleKeyDeletion', '2026-04-01T01:00:01Z'), cancelled, deleteKey()];
      const incident = {
        kmsKeyId: ARN,
        alias: KEY.alias,
        state: 'gone',
        event: { name, eventId: 'aaaaaaaa-74e1-4458-847b-4972a0bf9668', at: '2026-04-01T01:30:00.000Z' },
        reason: '調査済み',
        by: 'account:test',
        at: '2026-04-01T01:20:00.000Z',
      };
      const known = await takenBack({ ...RECORD, kmsKeys: [KEY] } as ErasureRecord, [bare(records)]);
      expect(known.get(ARN)).toMatchObject({ name, eventId: incident.event.eventId });
      expect((await taken([bare(records)], [KEY], [incident]))[0]?.trail).toMatchObject({ digest: 'UNKNOWN' });
      const once = [
        ...records,
        call(name, '2026-04-01T02:30:00Z', { eventID: 'bbbbbbbb-74e1-4458-847b-4972a0bf9668' }),
      ];
      await expect(taken([bare(once)], [KEY], [incident])).rejects.toMatchObject({ code: 'erase/kms-key-restored' });
      const others = [{ ...incident, kmsKeyId: OTHER }];
      await expect(taken([bare(records)], [KEY], others)).rejects.toMatchObject({ code: 'erase/kms-key-restored' });
    },
  );

  it('is not asked for where no log is configured, nor of keys of another service', async () => {
    expect((await taken([]))[0]?.trail).toBeUndefined();
    const urn = { ...KEY, kmsKeyId: 'urn:kimitsu:key:1' };
    expect((await taken([trail([deleteKey()])], [urn]))[0]?.trail).toBeUndefined();
  });
});

describe('B3-2-2: a final certificate says what the end of its keys rests on', () => {
  const certified = (trailOf: KmsKeyErasure['trail']) => {
    const plan = samplePlan();
    const waiting = sampleErasure(plan);
    const record = {
      ...waiting,
      phase: 'complete' as const,
      completedAt: '2026-12-27T00:00:00.000Z',
      kmsKeys: waiting.kmsKeys.map((key) => ({
        ...key,
        destroyedAt: '2026-12-26T00:00:00.000Z',
        ...(key.canary ? { canary: { ...key.canary, outcomeAfter: 'destroyed' as const } } : {}),
        ...(trailOf === undefined ? {} : { trail: trailOf }),
      })),
    };
    const product = { vendor: 'a', name: 'b', version: '1' };
    return buildCertificate({
      record,
      plan,
      number: 'centre-1',
      stage: 'final',
      issuedAt: new Date('2026-12-28T00:00:00Z'),
      store: product,
      keyService: product,
      software: { name: 'kimitsu', version: '0' },
      auditHead: { seq: 1, hash: '0'.repeat(64) },
      evidence: [],
      issuerKey: sampleSigner.publicJwk,
    });
  };

  it('on its answers alone; on its answers where its log has nothing; on its log', async () => {
    expect(certified(undefined).limits.join()).toMatch(
      /応答.*のみにより確認しています.*CloudTrail）は、確認していません/,
    );
    expect(certified('not-found').limits.join()).toContain('削除の記録を見つけられませんでした');
    const found = { eventId: 'e', at: '2026-12-25T00:00:00.000Z', log: 'a'.repeat(64), digest: 'PASS' as const };
    expect(certified(found).limits.join()).not.toContain('CloudTrail');
    expect(certified(found).keys.kms[0]?.trail).toEqual(found);
    const jws = Buffer.from(await signCertificate(certified(found), sampleSigner));
    expect((await verifyCertificate(jws)).verdict).toBe('valid');
    expect((await verifyFile(jws, {})).verdict).toBe('valid');
    expect(certified({ ...found, digest: 'UNKNOWN' }).limits.join()).toContain('署名されたダイジェスト');
  });
});
