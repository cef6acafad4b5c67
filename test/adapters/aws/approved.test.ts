import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callerOf } from '../../../src/adapters/aws/account.js';
import { KmsKeyService } from '../../../src/adapters/aws/kms/kms-key-service.js';
import { S3ObjectStore } from '../../../src/adapters/aws/s3/s3-object-store.js';

const REGION = 'ap-northeast-1';
const ACCOUNT = '123456789012';
const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' };
const DENIED = { kind: 'denied', code: 'services/not-approved' };

let server: Server;
let endpoint: string;
let seen: { url: string; headers: IncomingMessage['headers'] }[] = [];
let answer: { status: number; body: string; type: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    request
      .resume()
      .on('end', () => response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  seen = [];
  answer = { status: 404, body: '', type: 'application/xml' };
});

const store = (approved: { endpoint: string; buckets?: string[] }, path = true) =>
  new S3ObjectStore({
    client: {
      region: REGION,
      endpoint,
      credentials: CREDENTIALS,
      forcePathStyle: path,
      approved: { account: ACCOUNT, buckets: ['calls'], ...approved },
    },
  });

describe('B2-1-2: before a byte is sent', () => {
  it('an approved bucket is asked, with the account that must own it', async () => {
    await store({ endpoint })
      .versionsOf({ bucket: 'calls', key: 'k' })
      .catch(() => undefined);
    expect(seen[0]?.url).toMatch(/^\/calls\/?\?/);
    expect(seen[0]?.headers['x-amz-expected-bucket-owner']).toBe(ACCOUNT);
  });

  it.each`
    what                              | approved                                                   | bucket
    ${'another bucket'}               | ${() => ({ endpoint })}                                    | ${'others'}
    ${'another port'}                 | ${() => ({ endpoint: 'http://127.0.0.1:1' })}              | ${'calls'}
    ${'another host'}                 | ${() => ({ endpoint: 'http://objects.example' })}          | ${'calls'}
    ${'http where https is approved'} | ${() => ({ endpoint: endpoint.replace('http', 'https') })} | ${'calls'}
  `('$what is refused', async ({ approved, bucket }) => {
    await expect(store(approved()).head({ bucket, key: 'k' })).rejects.toMatchObject(DENIED);
    expect(seen).toEqual([]);
  });

  it('a host that only ends like the approved one is refused', async () => {
    const evil = new S3ObjectStore({
      client: {
        region: REGION,
        endpoint: 'http://evil-objects.example',
        credentials: CREDENTIALS,
        forcePathStyle: false,
        approved: { endpoint: 'http://objects.example', account: ACCOUNT, buckets: ['calls'] },
      },
    });
    await expect(evil.head({ bucket: 'calls', key: 'k' })).rejects.toMatchObject(DENIED);
  });

  it('a write is refused without reading its body', async () => {
    let read = 0;
    async function* body() {
      read += 1;
      yield Buffer.from('personal');
    }
    const put = store({ endpoint }).put({ bucket: 'others', key: 'k' }, body(), { encryption: { mode: 'default' } });
    await expect(put).rejects.toMatchObject(DENIED);
    expect([seen, read <= 1]).toEqual([[], true]);
  });

  it('a key of another account is refused, named by the caller or by the service', async () => {
    const keys = new KmsKeyService({
      client: { region: REGION, endpoint, credentials: CREDENTIALS, approved: { endpoint, account: ACCOUNT } },
    });
    const other = `arn:aws:kms:${REGION}:999999999999:key/11111111-2222-4333-8444-555555555555`;
    const refused = { kind: 'denied', code: 'services/other-account' };
    await expect(keys.encrypt(other, Buffer.from('x'), {})).rejects.toMatchObject(refused);
    expect(seen).toEqual([]);
    answer = {
      status: 200,
      type: 'application/x-amz-json-1.1',
      body: JSON.stringify({ KeyMetadata: { KeyId: 'k', Arn: other, KeySpec: 'SYMMETRIC_DEFAULT' } }),
    };
    await expect(keys.describeKey('alias/kimitsu/x/level-3')).rejects.toMatchObject(refused);
  });

  it('credentials of another account are refused', async () => {
    const identity = (account: string) =>
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::${account}:assumed-role/jobs/x</Arn><UserId>u</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const connection = { region: REGION, endpoint, credentials: CREDENTIALS, approved: { endpoint, account: ACCOUNT } };
    answer = { status: 200, body: identity('999999999999'), type: 'text/xml' };
    await expect(callerOf(connection)).rejects.toMatchObject({ code: 'services/other-account' });
    answer = { status: 200, body: identity(ACCOUNT), type: 'text/xml' };
    expect(await callerOf(connection)).toEqual({
      account: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/jobs/x`,
    });
  });
});
