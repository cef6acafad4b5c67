import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import type { MadePlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { assertNotCopied } from '../../src/app/ownership/catalogue-file.js';
import { readRecord } from '../../src/app/read-record.js';
import { remanenceOf } from '../../src/app/remanence.js';
import { type OpenOptions, type Workspace, withWorkspace } from '../../src/app/workspace.js';
import { DAY_MS, SettableClock } from '../../src/base/clock.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import { asOriginal } from '../support/as-original.js';
import { awsConfig } from '../support/aws-service.js';
import { copyFolder } from '../support/copy-folder.js';
import { FaultyProxy } from './faulty-proxy.js';
import { CONNECTION, makeBucket, reset, s3Client } from './server.js';

const NAME = '架空山 花子';
const FILES: Record<string, [bucket: string, text: string]> = {
  'calls/memo/0001.txt': ['centre-records', `${NAME}様より、税の納付について。折返し 090-1234-5678`],
  'calls/memo/空白 と+記号.txt': ['centre-records', `${NAME}様より、折返しの希望。`],
  'live/2026.csv': ['centre-records', `受付日,氏名,内容\n2026-03-01,${NAME},"転居の届出について\n案内した"\n`],
  'internal/plan.txt': ['centre-forms', '来年度の機器更新について、未公表の方針を検討する。'],
  'public/faq.txt': ['centre-forms', '窓口の受付時間は、平日の午前９時から午後５時30分までです。'],
};
const s3 = s3Client();
/** The server decrypts whatever the state of a key, which an erasure finds out. In front of it keys are as KMS's. */
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
let keys: 'enabled' | 'pending' | 'gone' = 'enabled';
const kmsError = (name: string) => ({
  status: 400,
  body: JSON.stringify({ __type: name, message: 'm' }),
  headers: { 'content-type': 'application/x-amz-json-1.1' },
});
proxy.rule = ({ headers }) => {
  const call = String(headers['x-amz-target'] ?? '').split('.')[1];
  if (call === 'ScheduleKeyDeletion') keys = 'pending';
  if (call !== 'Decrypt' || keys === 'enabled') return undefined;
  return kmsError(keys === 'gone' ? 'NotFoundException' : 'KMSInvalidStateException');
};
const signal = new AbortController().signal;

describe('B3-2-1 B3-2-2: the life of a service on S3 and KMS', () => {
  const clock = new SettableClock(new Date('2026-12-01T03:00:00Z'));
  let dir: string;
  let keyFile: string;
  let made: MadePlan;
  const open = <T>(work: (workspace: Workspace) => Promise<T>, options: OpenOptions = {}) =>
    withWorkspace(dir, { clock, actor: 'operator:test', ...options }, work);
  const put = (key: string, bucket: string, text: string) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: text,
        ContentType: 'text/plain; charset=utf-8',
        Metadata: { origin: 'test' },
      }),
    );

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' });
    await reset();
    for (const bucket of ['centre-records', 'centre-forms']) await makeBucket(s3, bucket);
    for (const [key, [bucket, text]] of Object.entries(FILES)) await put(key, bucket, text);
    await put('other/unrelated.txt', 'centre-records', '別の業務の記録');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-aws-')), 'service');
    const yaml = awsConfig({
      endpoint: await proxy.start(),
      places: {
        pbx: { bucket: 'centre-records', prefix: 'calls/' },
        'response-history': { bucket: 'centre-records', prefix: 'live/', access: 'live' },
        'inquiry-form': { bucket: 'centre-forms' },
      },
      approvers: [
        {
          id: 'kacho',
          name: '府民お問合せ担当課長',
          publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
        },
      ],
    });
    await createWorkspace(dir, 'test-centre', yaml);
    keyFile = join(dir, 'approver.pem');
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });

  afterAll(() => proxy.stop());

  it('classifies every object, and nothing outside of the prefixes', async () => {
    const summary = await open((workspace) => classify(workspace), { detector: true });
    expect(summary).toMatchObject({ planned: 5, done: 5, failed: 0 });
    expect(await open((workspace) => classify(workspace), { detector: true })).toMatchObject({ planned: 0 });
  });

  it('brings each to the encryption of its level, and a second run changes nothing', async () => {
    const { summary } = await open((workspace) => enforce(workspace));
    expect(summary).toMatchObject({ planned: 5, done: 5, failed: 0 });
    const head = (Bucket: string, Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
    const levelKey = async (level: number) =>
      open(async ({ ports }) => (await ports.keys.describeKey(`alias/kimitsu/test-centre/level-${level}`))?.keyId);
    const metadata = { Metadata: { origin: 'test' }, ContentType: 'text/plain; charset=utf-8' };
    const kms = { ServerSideEncryption: 'aws:kms' };
    expect(await head('centre-records', 'live/2026.csv')).toMatchObject({
      ...metadata,
      ...kms,
      SSEKMSKeyId: await levelKey(3),
    });
    expect(await head('centre-forms', 'internal/plan.txt')).toMatchObject({
      ...metadata,
      ...kms,
      SSEKMSKeyId: await levelKey(2),
    });
    expect(await head('centre-records', 'calls/memo/0001.txt')).toMatchObject({
      ...metadata,
      ...kms,
      SSEKMSKeyId: await levelKey(3),
    });
    expect((await head('centre-forms', 'public/faq.txt')).ServerSideEncryption).not.toBe('aws:kms');
    expect((await open((workspace) => enforce(workspace))).summary).toMatchObject({ planned: 0 });
  });

  it('gives a record back in clear', async () => {
    const output = join(dir, 'record.txt');
    await open((workspace) =>
      readRecord(workspace, { key: 'pbx/calls/memo/0001.txt', purpose: '照会への回答', output }, signal),
    );
    expect(await readFile(output, 'utf8')).toBe(FILES['calls/memo/0001.txt']?.[1]);
    await writeFile(output, '');
  });

  it('finds and repairs what was uploaded in plaintext since', async () => {
    await put('calls/memo/0001.txt', 'centre-records', `${NAME}様より、再度の照会。`);
    expect(await open((workspace) => classify(workspace), { detector: true })).toMatchObject({ planned: 1, done: 1 });
    expect((await open((workspace) => enforce(workspace))).summary).toMatchObject({ planned: 1, done: 1 });
  });

  it('B3-2-1: a clone of the whole disk is told by what the other has left at their common key', async () => {
    const clone = join(await mkdtemp(join(tmpdir(), 'kimitsu-aws-')), 'clone');
    copyFolder(dir, clone);
    // A cloned disk has the same inodes; here its catalogue is taken for the file that it was.
    await asOriginal(clone);
    const standing = (of: string) =>
      withWorkspace(of, { clock, actor: 'operator:test' }, (workspace) =>
        assertNotCopied(workspace.ports.catalog, workspace).then(
          () => 'own',
          ({ code }) => code,
        ),
      );
    expect([await standing(dir), await standing(clone)]).toEqual(['own', 'own']);
    await open(({ ports }) =>
      ports.catalog.appendAudit([{ actor: 'operator:test', action: 'test.done', subject: 'x' }]),
    );
    await open(async () => {}, { lock: 'exclusive' });
    expect([await standing(dir), await standing(clone)]).toEqual(['own', 'workspace/copied']);
  });

  it('erases every version, and leaves what is not of the service', async () => {
    made = await open((workspace) => planDisposal(workspace));
    await open((workspace) => approvePlan(workspace, made.plan.planId, keyFile));
    const erased = await open((workspace) => erasePlan(workspace, made.plan));
    expect(erased.phase).toBe('kms-keys-scheduled');
    expect(erased.readBack).toMatchObject({ versionsListedAfter: 0, outcomes: { altered: 0, unreadable: 0 } });
    expect(erased.unitKeys.every(({ canary }) => canary.outcomeAfter === 'destroyed')).toBe(true);
    const left = await s3.send(new ListObjectVersionsCommand({ Bucket: 'centre-records' }));
    // The register of whose places they are stays until nothing of the service is left.
    expect(left.Versions?.map(({ Key }) => Key)).toEqual(['kimitsu-places.json', 'other/unrelated.txt']);
    const interim = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    expect(interim.certificate.stage).toBe('interim');
    expect((await verifyCertificate(await readFile(interim.pdf))).verdict).toBe('valid');
  });

  it('is complete once the key service no longer knows the keys', async () => {
    clock.advance(8 * DAY_MS);
    // The server never destroys a key: it is asked to forget all of them.
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('kms-keys-scheduled');
    keys = 'gone';
    await reset();
    for (const bucket of ['centre-records', 'centre-forms']) await makeBucket(s3, bucket);
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('complete');
    const { certificate } = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    const left = await s3.send(new ListObjectVersionsCommand({ Bucket: 'centre-records' }));
    expect([left.Versions ?? [], left.DeleteMarkers ?? []]).toEqual([[], []]);
    expect(certificate).toMatchObject({ stage: 'final', verification: { overall: 'PASS' } });
    expect((await open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
    expect((await remanenceOf(dir, [NAME, '09012345678', '090-1234-5678', '未公表の方針を検討する'])).found).toEqual(
      [],
    );
  });
});
