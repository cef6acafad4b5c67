import { PutObjectRetentionCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { type ByteStream, collect } from '../../src/base/bytes.js';
import type { ObjectHead, PutOptions } from '../../src/ports/object-store.js';
import { errorXml, type Fault, FaultyProxy, type Seen } from './faulty-proxy.js';
import { CONNECTION, makeBucket, reset, s3Client } from './server.js';

const DEFAULT: PutOptions = { encryption: { mode: 'default' } };
const MIB = 1024 * 1024;
const KMS_KEY = 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-8444-555555555555';
/** As personal as a name of a file can be; invented. */
const KEY = '09012345678_山田太郎.wav';

async function* bytes(...parts: (string | Uint8Array)[]): ByteStream {
  for (const part of parts) yield Buffer.from(part as string);
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const direct = s3Client();
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
let store: S3ObjectStore;
let inParts: S3ObjectStore;

beforeAll(async () => {
  const endpoint = await proxy.start();
  // Two attempts: enough to see a retry, without the pauses of four.
  const client = s3Client({ endpoint, maxAttempts: 2 });
  store = new S3ObjectStore({ client });
  inParts = new S3ObjectStore({ client, smallBodies: 'in parts' });
});
afterAll(() => proxy.stop());

beforeEach(async () => {
  proxy.rule = () => undefined;
  await reset();
  await makeBucket(direct, 'pbx', true);
  proxy.seen.length = 0;
});

const put = (key: string, text: string, options: Partial<PutOptions> = {}, to = store) =>
  to.put({ bucket: 'pbx', key }, bytes(text), { ...DEFAULT, ...options });
const failing = (matches: (seen: Seen) => boolean, fault: Fault, times = Number.POSITIVE_INFINITY) => {
  let left = times;
  proxy.rule = (seen) => (matches(seen) && left-- > 0 ? fault : undefined);
};
const isGet = ({ method, url }: Seen) => method === 'GET' && url.includes('x-id=GetObject');
const isPut = ({ method }: Seen) => method === 'PUT';
const isPart = ({ method, url }: Seen) => method === 'PUT' && url.includes('partNumber=');
const isCompletion = ({ method, url }: Seen) => method === 'POST' && url.includes('uploadId=');
const isDelete = ({ method, url }: Seen) => method === 'DELETE' && url.includes('versionId=');

describe('a store that fails', () => {
  it.each`
    code                              | status | fault
    ${'SlowDown'}                     | ${503} | ${{ kind: 'unavailable', code: 'store/unavailable', hint: expect.stringMatching(/fewer requests/) }}
    ${'InternalError'}                | ${500} | ${{ kind: 'unavailable', code: 'store/unavailable' }}
    ${'ServiceUnavailable'}           | ${503} | ${{ kind: 'unavailable', code: 'store/unavailable' }}
    ${'RequestTimeout'}               | ${400} | ${{ kind: 'unavailable', code: 'store/unavailable' }}
    ${'RequestTimeTooSkewed'}         | ${403} | ${{ kind: 'denied', code: 'store/access-denied', hint: expect.stringMatching(/clock/) }}
    ${'ExpiredToken'}                 | ${400} | ${{ kind: 'denied', code: 'store/access-denied', hint: expect.stringMatching(/credentials/) }}
    ${'AccessDenied'}                 | ${403} | ${{ kind: 'denied', code: 'store/access-denied' }}
    ${'NoSuchBucket'}                 | ${404} | ${{ kind: 'usage', code: 'store/no-bucket' }}
    ${'PermanentRedirect'}            | ${301} | ${{ kind: 'usage', code: 'store/wrong-region' }}
    ${'BadDigest'}                    | ${400} | ${{ kind: 'integrity', code: 'store/corrupt' }}
    ${'KMS.DisabledException'}        | ${400} | ${{ kind: 'denied', code: 'keys/disabled' }}
    ${'KMS.KMSInvalidStateException'} | ${400} | ${{ kind: 'denied', code: 'keys/pending-deletion' }}
    ${'KMS.NotFoundException'}        | ${400} | ${{ kind: 'usage', code: 'keys/not-found' }}
    ${'EntityTooLarge'}               | ${400} | ${{ kind: 'usage', code: 'store/too-large' }}
    ${'SomethingNew'}                 | ${400} | ${{ kind: 'usage', code: 'store/refused' }}
  `('$code on a write and on a read is $fault.code, without the key', async ({ code, status, fault }) => {
    const head = await put(KEY, 'x');
    for (const [matches, call] of [
      [isPut, () => put(KEY, 'y')],
      [isGet, () => store.get(head)],
    ] as const) {
      failing(matches, { status, body: errorXml(code, `<Key>${KEY}</Key><Resource>/pbx/${KEY}</Resource>`) });
      const thrown = await call().catch((error: unknown) => error);
      expect(thrown).toMatchObject(fault);
      const { message, detail, stack, cause } = thrown as Error & { detail: unknown };
      expect(`${message}${JSON.stringify([detail, cause])}${stack}`).not.toMatch(/0901234|山田|%E5%B1%B1/);
    }
    proxy.rule = () => undefined;
    expect(await all(store.listVersions('pbx'))).toHaveLength(1);
  });

  it('once is asked again', async () => {
    failing(isPut, { status: 503, body: errorXml('SlowDown') }, 1);
    expect(await put('k', 'x')).toMatchObject({ size: 1 });
    expect(proxy.seen.filter(isPut)).toHaveLength(2);
  });

  it('by a reset connection is unavailable', async () => {
    const head = await put('k', 'x');
    proxy.rule = () => 'reset';
    const fault = { kind: 'unavailable', code: 'store/unavailable' };
    await expect(store.get(head)).rejects.toMatchObject(fault);
    await expect(store.head(head)).rejects.toMatchObject(fault);
    await expect(all(store.listVersions('pbx'))).rejects.toMatchObject(fault);
    await expect(store.destroyVersion(head)).rejects.toMatchObject(fault);
  });

  it('in the middle of the content does not end it in silence', async () => {
    const head = await store.put({ bucket: 'pbx', key: 'k' }, bytes(Buffer.alloc(300_000)), DEFAULT);
    failing(isGet, { cutAfter: 100_000 });
    await expect(store.get(head).then((stream) => collect(stream))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store/unavailable',
    });
  });

  it.each`
    answer                                                                   | outcome
    ${errorXml('InvalidArgument', '<ArgumentName>versionId</ArgumentName>')} | ${undefined}
    ${errorXml('ExpiredToken')}                                              | ${'store/access-denied'}
    ${errorXml('KMS.DisabledException')}                                     | ${'keys/disabled'}
  `('HEAD refused without a reason is explained by GET: $outcome', async ({ answer, outcome }) => {
    proxy.rule = ({ method }) => (method === 'HEAD' ? { status: 400 } : { status: 400, body: answer });
    const asked = store.head({ bucket: 'pbx', key: 'k', versionId: 'v' });
    if (outcome === undefined) expect(await asked).toBeUndefined();
    else await expect(asked).rejects.toMatchObject({ code: outcome });
  });

  it('a bucket in another region is told, also without a body', async () => {
    failing(({ method }) => method === 'HEAD', { status: 301 });
    await expect(store.head({ bucket: 'pbx', key: 'k' })).rejects.toMatchObject({ code: 'store/wrong-region' });
  });

  it('a mistake of the caller is not taken for a network failure', async () => {
    await expect(store.head({ bucket: '', key: 'k' })).rejects.toMatchObject({ kind: 'bug', code: 'store/unexpected' });
  });

  it('HEAD without permission is no absence', async () => {
    await put('k', 'x');
    failing(({ method }) => method === 'HEAD', { status: 403 });
    await expect(store.head({ bucket: 'pbx', key: 'k' })).rejects.toMatchObject({ code: 'store/access-denied' });
  });
});

describe('an upload in parts', () => {
  it('with an error inside of a 200 is an error, and leaves nothing', async () => {
    failing(isCompletion, { status: 200, body: errorXml('InternalError') });
    await expect(put('k', 'x', {}, inParts)).rejects.toMatchObject({ kind: 'unavailable', code: 'store/unavailable' });
    expect(proxy.seen.filter(isCompletion)).toHaveLength(2);
    proxy.rule = () => undefined;
    expect(await all(store.listVersions('pbx'))).toEqual([]);
    expect(await all(store.listUploads('pbx'))).toEqual([]);
  });

  it('whose part fails leaves nothing', async () => {
    failing(({ url }) => url.includes('partNumber=2'), { status: 500, body: errorXml('InternalError') });
    const body = bytes(Buffer.alloc(9 * 1024 * 1024), Buffer.alloc(9 * 1024 * 1024));
    await expect(store.put({ bucket: 'pbx', key: 'k' }, body, DEFAULT)).rejects.toMatchObject({
      code: 'store/unavailable',
    });
    expect(await all(store.listVersions('pbx'))).toEqual([]);
    expect(await all(store.listUploads('pbx'))).toEqual([]);
  });

  it('aborted by another never becomes a version', async () => {
    failing(isPart, { status: 404, body: errorXml('NoSuchUpload') });
    await expect(put('k', 'x', {}, inParts)).rejects.toMatchObject({ kind: 'conflict', code: 'store/upload-aborted' });
    expect(await all(store.listVersions('pbx'))).toEqual([]);
  });

  it.each`
    status | code                            | condition        | fault
    ${412} | ${'PreconditionFailed'}         | ${'ifMatch'}     | ${'store/changed'}
    ${409} | ${'ConditionalRequestConflict'} | ${'ifMatch'}     | ${'store/changed'}
    ${404} | ${'NoSuchKey'}                  | ${'ifMatch'}     | ${'store/changed'}
    ${412} | ${'PreconditionFailed'}         | ${'ifNoneMatch'} | ${'store/exists'}
  `('refused with $status for $condition at its end is $fault', async ({ status, code, condition, fault }) => {
    const options =
      condition === 'ifMatch' ? { ifMatch: (await put('k', 'before')).etag } : { ifNoneMatch: '*' as const };
    failing(isCompletion, { status, body: errorXml(code) });
    await expect(put('k', 'x', options, inParts)).rejects.toMatchObject({ kind: 'conflict', code: fault });
    const completion = proxy.seen.find(isCompletion);
    expect(completion?.headers['if-match'] ?? completion?.headers['if-none-match']).toMatch(/^("[0-9a-f]+"|\*)$/);
    expect(await all(store.listUploads('pbx'))).toEqual([]);
  });

  it('sends a SHA-256 with every part', async () => {
    await store.put({ bucket: 'pbx', key: 'k' }, bytes(Buffer.alloc(9 * MIB)), DEFAULT);
    const parts = proxy.seen.filter(isPart);
    expect(parts).toHaveLength(2);
    for (const { headers } of parts) expect(headers['x-amz-checksum-sha256']).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('asks for no more of the body while its parts are on their way', async () => {
    let given = 0;
    const body = async function* () {
      while (given < 64) {
        given += 1;
        yield Buffer.alloc(MIB, given);
      }
    };
    let letGo = () => {};
    const hold = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    failing(isPart, { hold });
    const threeParts = proxy.next(isPart, 3);
    const putting = store.put({ bucket: 'pbx', key: 'k' }, body(), DEFAULT);
    await threeParts;
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBe(24);
    letGo();
    expect((await putting).size).toBe(64 * MIB);
  });
});

describe('encryption', () => {
  it('is stated with every write', async () => {
    await put('a', 'x');
    await put('b', 'x', { encryption: { mode: 'kms', keyId: KMS_KEY, bucketKey: false } });
    await put('c', 'x', { encryption: { mode: 'kms', keyId: KMS_KEY, bucketKey: true } }, inParts);
    const begun = proxy.seen.filter(
      ({ method, url }) => (method === 'PUT' && !isPart({ method, url } as Seen)) || url.includes('uploads'),
    );
    const stated = begun.map(({ headers }) =>
      ['', '-aws-kms-key-id', '-bucket-key-enabled'].map((end) => headers[`x-amz-server-side-encryption${end}`]),
    );
    expect(stated).toEqual([
      ['AES256', undefined, undefined],
      ['aws:kms', KMS_KEY, 'false'],
      ['aws:kms', KMS_KEY, 'true'],
    ]);
  });

  it('none is refused before a byte is sent', async () => {
    await expect(put('k', 'x', { encryption: { mode: 'none' } })).rejects.toMatchObject({
      kind: 'usage',
      code: 'store/no-encryption',
    });
    expect(proxy.seen).toEqual([]);
  });
});

describe('listing', () => {
  const version = (tag: 'Version' | 'DeleteMarker', key: string, id: string, latest = false) =>
    `<${tag}><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>${latest}</IsLatest>` +
    `<LastModified>2026-04-01T00:00:00.000Z</LastModified>` +
    `${tag === 'Version' ? '<ETag>&quot;e&quot;</ETag><Size>1</Size>' : ''}</${tag}>`;
  const page = (...entries: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>pbx</Name><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${entries.join('')}</ListVersionsResult>`;
  const isListing = ({ url }: Seen) => url.includes('versions');

  it('keeps the order of S3 among versions and markers of the same second', async () => {
    const body = page(
      version('Version', 'k', '5', true),
      version('DeleteMarker', 'k', '4'),
      version('Version', 'k', '3'),
      version('DeleteMarker', 'k', '2'),
      version('Version', 'k', '1'),
      version('DeleteMarker', 'l', '1', true),
    );
    failing(isListing, { status: 200, body });
    const listed = await all(store.listVersions('pbx'));
    expect(listed.map(({ key, versionId, deleteMarker }) => `${key}${versionId}${deleteMarker ? '-' : ''}`)).toEqual([
      'k5',
      'k4-',
      'k3',
      'k2-',
      'k1',
      'l1-',
    ]);
  });

  it('decodes keys that XML cannot hold', async () => {
    failing(isListing, { status: 200, body: page(version('Version', 'a%0Ab+c%2Bd%25%E9%9F%B3', '1', true)) });
    expect((await all(store.list('pbx'))).map(({ key }) => key)).toEqual(['a\nb c+d%音']);
    expect(proxy.seen.find(isListing)?.url).toContain('encoding-type=url');
  });

  it('sends a line feed in a key encoded', async () => {
    failing(isPut, { status: 403, body: errorXml('AccessDenied') });
    await expect(put('改行\n入り.txt', 'x')).rejects.toMatchObject({ code: 'store/access-denied' });
    expect(decodeURIComponent(proxy.seen[0]?.url ?? '')).toContain('/pbx/改行\n入り.txt');
  });

  it('goes on behind a key by its marker, and drops that key where a server begins with it', async () => {
    const key = '録音/1 +.wav';
    failing(isListing, {
      status: 200,
      body: page(
        version('Version', encodeURIComponent(key), '1'),
        version('Version', encodeURIComponent('録音/2'), '1'),
      ),
    });
    const listed = await all(store.listVersions('pbx', '', { startAfter: key }));
    expect(listed.map((each) => each.key)).toEqual(['録音/2']);
    const url = new URL(proxy.seen.find(isListing)?.url ?? '', 'http://localhost');
    expect(url.searchParams.get('key-marker')).toBe(key);
    expect(url.searchParams.has('version-id-marker')).toBe(false);
  });

  it('goes on from where a page ended, keys being encoded or not', async () => {
    const paged = new S3ObjectStore({ client: CONNECTION, pageSize: 2 });
    const names = ['a b', 'a+b', 'a/b', 'c', '音1', '音2', '音2'];
    for (const key of names) await put(key, key);
    expect((await all(paged.listVersions('pbx'))).map(({ key }) => key)).toEqual(names);
  });
});

describe('destroying', () => {
  const UNTIL = new Date('2099-04-01T00:00:00.000Z');
  const lockIt = ({ key, versionId }: ObjectHead, until = UNTIL) =>
    direct.send(
      new PutObjectRetentionCommand({
        Bucket: 'pbx',
        Key: key,
        VersionId: versionId,
        Retention: { Mode: 'COMPLIANCE', RetainUntilDate: until },
      }),
    );

  it('a locked version is refused by the name of the lock, and it stays', async () => {
    const head = await put('k', 'x');
    await lockIt(head);
    const lock = 'compliance until 2099-04-01T00:00:00.000Z';
    expect(await store.head(head)).toMatchObject({ lock });
    await expect(store.destroyVersion(head)).rejects.toMatchObject({
      kind: 'denied',
      code: 'store/retention-locked',
      detail: { lock },
    });
    expect(await all(store.listVersions('pbx'))).toHaveLength(1);
    for (const { headers } of proxy.seen) expect(headers['x-amz-bypass-governance-retention']).toBeUndefined();
  });

  it('without permission is denied, not locked', async () => {
    const head = await put('k', 'x');
    failing(isDelete, { status: 403, body: errorXml('AccessDenied') });
    await expect(store.destroyVersion(head)).rejects.toMatchObject({ code: 'store/access-denied' });
  });

  it('converges where S3 calls the id of a gone version invalid', async () => {
    const head = await put('k', 'x');
    failing(isDelete, { status: 400, body: errorXml('InvalidArgument', '<ArgumentName>versionId</ArgumentName>') });
    await store.destroyVersion({ bucket: 'pbx', key: 'k', versionId: 'never-was' });
    await expect(store.destroyVersion(head)).rejects.toMatchObject({ code: 'store/refused' });
  });
});
