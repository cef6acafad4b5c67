import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { enforce } from '../../src/app/enforce.js';
import { readRecord } from '../../src/app/read-record.js';
import { type OpenOptions, type Workspace, withWorkspace } from '../../src/app/workspace.js';
import type { Logger } from '../../src/base/logger.js';
import type { RunSummary } from '../../src/run/runner.js';
import { awsConfig } from '../support/aws-service.js';
import { errorXml, type Fault, FaultyProxy, type Seen } from './faulty-proxy.js';
import { CONNECTION, deletePlainly, makeBucket, reset, s3Client } from './server.js';

/** Invented, as is all that follows. */
const NAME = '架空山 花子';
const KEYS = ['calls/0001-09012345678.txt', 'calls/0002-架空山.txt', 'calls/0003.txt', 'calls/0004.txt'];
const textOf = (key: string) => `${NAME}様より、${key}の照会。折返し 090-1234-5678`;
const s3 = s3Client();
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
const logged: unknown[] = [];
const note = (...line: unknown[]) => void logged.push(line);
const logger = { trace: note, debug: note, info: note, warn: note, error: note } as unknown as Logger;

let dir: string;
let endpoint: string;
const open = <T>(work: (workspace: Workspace) => Promise<T>, options: OpenOptions = {}) =>
  withWorkspace(dir, { actor: 'operator:test', logger, ...options }, work);
const put = (Key: string, Body = textOf(Key)) => s3.send(new PutObjectCommand({ Bucket: 'centre', Key, Body }));
const classified = () => open((workspace) => classify(workspace), { detector: true });
const enforced = async () => (await open((workspace) => enforce(workspace))).summary;

const isContent = ({ method, url }: Seen) => method === 'GET' && url.includes('x-id=GetObject');
const isPut = ({ method, url }: Seen) => method === 'PUT' && url.includes('x-id=PutObject');
const isKms = ({ headers }: Seen) => String(headers['x-amz-target'] ?? '').startsWith('TrentService');
const kmsError = (name: string): Fault => ({
  status: 400,
  body: JSON.stringify({ __type: name, message: 'm' }),
  headers: { 'content-type': 'application/x-amz-json-1.1' },
});
const every = (nth: number, matches: (seen: Seen) => boolean, fault: Fault) => {
  let seen = 0;
  proxy.rule = (request) => (matches(request) && ++seen % nth === 0 ? fault : undefined);
};

/** Between nothing and a third of a second for each request, and every ninth answer to a reading is cut. */
function slowly(): void {
  let seen = 0;
  proxy.rule = (request) => {
    seen += 1;
    return isContent(request) && seen % 9 === 0 ? { cutAfter: 40 } : { hold: delay((seen * 97) % 330) };
  };
}

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIATESTINGTESTING01', AWS_SECRET_ACCESS_KEY: 'very-secret-value' });
  endpoint = await proxy.start();
});
afterAll(() => proxy.stop());
beforeEach(async () => {
  proxy.rule = () => undefined;
  logged.length = 0;
  await reset();
  await makeBucket(s3, 'centre');
  for (const key of KEYS) await put(key);
  dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-faults-')), 'service');
  await createWorkspace(dir, 'test-centre', awsConfig({ endpoint, places: { pbx: { bucket: 'centre' } } }));
});

/** What must hold in the end: each record protected once, readable, nothing in clear, the chain whole. */
async function expectConverged(keys = KEYS): Promise<void> {
  proxy.rule = () => undefined;
  await classified();
  expect((await enforced()).failed).toBe(0);
  expect(await enforced()).toMatchObject({ planned: 0 });
  for (const key of keys) {
    expect((await s3.send(new HeadObjectCommand({ Bucket: 'centre', Key: key }))).ServerSideEncryption).toBe('aws:kms');
    const output = join(dir, 'out.txt');
    await open((workspace) =>
      readRecord(workspace, { key: `pbx/${key}`, purpose: '試験', output }, new AbortController().signal),
    );
    expect(await readFile(output, 'utf8')).toContain(NAME);
  }
  expect((await open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
}

/** Neither persons nor credentials in what was logged or reported. */
function expectNothingTold(...reports: unknown[]): void {
  const told = JSON.stringify([logged, reports]);
  expect(told).not.toMatch(/架空山|09012345678|090-1234|very-secret|AKIATESTING|%E6%9E%B6/);
}

describe('a run on a service that', () => {
  it.each<[string, () => void]>([
    ['throttles', () => every(3, () => true, { status: 503, body: errorXml('SlowDown') })],
    ['fails now and then', () => every(4, isContent, { status: 500, body: errorXml('InternalError') })],
    ['resets connections', () => every(5, () => true, 'reset')],
    ['breaks off in the middle of contents', () => every(3, isContent, { cutAfter: 40 })],
    ['answers late, in another order, and breaks off now and then', slowly],
    ['throttles its key service', () => every(2, isKms, kmsError('ThrottlingException'))],
  ])('%s converges', async (_, begin) => {
    begin();
    const first = await classified().catch((error: unknown) => error);
    const second = await enforced().catch((error: unknown) => error);
    expectNothingTold(first, second);
    await expectConverged();
  });

  it.each<[string, () => void, string]>([
    [
      'no longer takes the credentials',
      () => every(1, isPut, { status: 400, body: errorXml('ExpiredToken') }),
      'store/access-denied',
    ],
    ['refuses to write', () => every(1, isPut, { status: 403, body: errorXml('AccessDenied') }), 'store/access-denied'],
    [
      'has another clock',
      () => every(1, isPut, { status: 403, body: errorXml('RequestTimeTooSkewed') }),
      'store/access-denied',
    ],
    [
      'has its key disabled',
      () => every(1, isPut, { status: 400, body: errorXml('KMS.DisabledException') }),
      'keys/disabled',
    ],
  ])('%s reports every object by kind, changes nothing, and goes on afterwards', async (_, begin, code) => {
    await classified();
    begin();
    const summary: RunSummary = await enforced();
    expect(summary).toMatchObject({ planned: 4, done: 0, failed: 4, faults: [{ kind: 'denied', code, count: 4 }] });
    if (code === 'store/access-denied') expect(summary.faults[0]?.hint).toBeTruthy();
    expectNothingTold(summary);
    await expectConverged();
  });

  it('has lost the bucket says so', async () => {
    proxy.rule = ({ url }) => (url.startsWith('/centre') ? { status: 404, body: errorXml('NoSuchBucket') } : undefined);
    await expect(classified()).rejects.toMatchObject({ kind: 'usage', code: 'store/no-bucket' });
    await expectConverged();
  });
});

describe('an object that changes under a run', () => {
  /** Does something at the moment a protected form is about to be written. */
  const beforeFirstPut = (act: () => Promise<unknown>) => {
    let hold: Promise<void> | undefined;
    proxy.rule = (seen) => {
      if (!isPut(seen) || hold) return undefined;
      hold = act().then(() => undefined);
      return { hold };
    };
  };

  it('is not overwritten when it was replaced', async () => {
    await classified();
    beforeFirstPut(() => Promise.all(KEYS.map((key) => put(key, `${NAME}様より、新しい照会。${key}`))));
    const summary = await enforced();
    expectNothingTold(summary);
    await expectConverged();
    const output = join(dir, 'new.txt');
    await open((workspace) =>
      readRecord(workspace, { key: 'pbx/calls/0003.txt', purpose: '試験', output }, new AbortController().signal),
    );
    expect(await readFile(output, 'utf8')).toContain('新しい照会');
  });

  it('does not come back when it was deleted', async () => {
    await classified();
    beforeFirstPut(() => Promise.all(KEYS.slice(0, 2).map((key) => deletePlainly(s3, 'centre', key))));
    expectNothingTold(await enforced());
    await expectConverged(KEYS.slice(2));
  });
});

it('leaves nothing of persons or credentials in the workspace', async () => {
  await classified();
  await enforced();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = (await readFile(join(entry.parentPath, entry.name))).toString('latin1');
    for (const value of [NAME, '09012345678', 'very-secret-value'])
      expect(content.includes(Buffer.from(value).toString('latin1'))).toBe(false);
  }
});
