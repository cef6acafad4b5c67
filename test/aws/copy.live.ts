import { DeleteObjectCommand, PutObjectAclCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { S3ObjectStore } from '../../src/adapters/aws/s3/s3-object-store.js';
import { type ByteStream, collect } from '../../src/base/bytes.js';
import type { ObjectHead, PutOptions } from '../../src/ports/object-store.js';
import { errorXml, type Fault, FaultyProxy, type Seen } from './faulty-proxy.js';
import { CONNECTION, deletePlainly, makeBucket, reset, s3Client } from './server.js';

const MIB = 1024 * 1024;
/** As personal as a name of a file can be; invented. */
const KEY = '録音/09012345678_山田太郎 +%.wav';
const PATH = 'pbx/%E9%8C%B2%E9%9F%B3/09012345678_%E5%B1%B1%E7%94%B0%E5%A4%AA%E9%83%8E%20%2B%25.wav';
const KMS_KEY = 'arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-8444-555555555555';
const KMS = { encryption: { mode: 'kms', keyId: KMS_KEY, bucketKey: false } } as const;
const CHANGED = { kind: 'conflict', code: 'store/changed' };
const FAR = new Date('2099-04-01T00:00:00.000Z');

const direct = s3Client();
const proxy = new FaultyProxy(CONNECTION.endpoint ?? '');
let store: S3ObjectStore;
let inParts: S3ObjectStore;

beforeAll(async () => {
  const client = s3Client({ endpoint: await proxy.start(), maxAttempts: 2 });
  store = new S3ObjectStore({ client });
  inParts = new S3ObjectStore({ client, copyLimit: 5 * MIB, copyPartBytes: 5 * MIB, annotations: true });
});
afterAll(() => proxy.stop());

beforeEach(async () => {
  proxy.rule = () => undefined;
  await reset();
  await makeBucket(direct, 'pbx', true);
  proxy.seen.length = 0;
});

async function* bytes(content: string | Uint8Array): ByteStream {
  yield Buffer.from(content as string);
}
const put = (content: string | Uint8Array = 'content', options: Partial<PutOptions> = {}) =>
  store.put({ bucket: 'pbx', key: KEY }, bytes(content), { encryption: { mode: 'default' }, ...options });
/** One upload, so that it has an ACL in the server; just over the limit of `inParts`. */
const putLarge = (options: Partial<PutOptions> = {}) => put(Buffer.alloc(7 * MIB, 7), options);
const versions = () => store.versionsOf({ bucket: 'pbx', key: KEY });
const uploads = async () => {
  const found: unknown[] = [];
  for await (const upload of store.listUploads('pbx')) found.push(upload);
  return found;
};
const failing = (matches: (seen: Seen) => boolean, fault: Fault) => {
  proxy.rule = (seen) => (matches(seen) ? fault : undefined);
};
const isCopy = ({ method, headers }: Seen) => method === 'PUT' && headers['x-amz-copy-source'] !== undefined;
const isCompletion = ({ method, url }: Seen) => method === 'POST' && url.includes('uploadId=');
const isBegin = ({ method, url }: Seen) => method === 'POST' && url.includes('uploads');
const isAcl = ({ method, url }: Seen) => method === 'GET' && url.includes('acl');
const isTagging = ({ method, url }: Seen) => method === 'GET' && url.includes('tagging');
const isAnnotations = ({ method, url }: Seen) => method === 'GET' && url.includes('annotation');
const noAnnotations: Fault = { status: 200, body: '<ListObjectAnnotationsResult></ListObjectAnnotationsResult>' };
const withoutAnnotations = (rule: (seen: Seen) => Fault | undefined = () => undefined) => {
  proxy.rule = (seen) => (isAnnotations(seen) ? noAnnotations : rule(seen));
};

/** Lets somebody do something after the store has looked and before it copies. */
async function meanwhile(version: ObjectHead, act: () => Promise<unknown>): Promise<unknown> {
  let letGo = () => {};
  const hold = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  failing(isCopy, { hold });
  const begun = proxy.next(isCopy, 1);
  const rewriting = store.rewrite(version, KMS).catch((error: unknown) => error);
  await begun;
  await act();
  letGo();
  return rewriting;
}

describe('a copy in place', () => {
  it('names its source exactly, and states conditions and encryption', async () => {
    const one = await put();
    const { head } = await store.rewrite(one, KMS);
    expect(proxy.seen.filter(isCopy)).toHaveLength(1);
    expect(proxy.seen.find(isCopy)?.headers).toMatchObject({
      'x-amz-copy-source': `${PATH}?versionId=${one.versionId}`,
      'x-amz-copy-source-if-match': `"${one.etag}"`,
      'if-match': `"${one.etag}"`,
      'x-amz-metadata-directive': 'COPY',
      'x-amz-tagging-directive': 'COPY',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': KMS_KEY,
      'x-amz-server-side-encryption-bucket-key-enabled': 'false',
    });
    expect(head.encryption).toEqual(KMS.encryption);
  });

  it('turns a bucket key off', async () => {
    const one = await put('x', { encryption: { mode: 'kms', keyId: KMS_KEY, bucketKey: true } });
    expect(one.encryption).toMatchObject({ bucketKey: true });
    expect((await store.rewrite(one, KMS)).head.encryption).toEqual(KMS.encryption);
  });

  it('keeps a lock on both versions', async () => {
    const lock = { legalHold: true, retention: { mode: 'governance', until: FAR } } as const;
    const one = await put('x', { properties: { lock } });
    failing(isCopy, { add: { 'x-amz-sdk-checksum-algorithm': 'SHA256' } });
    const { head } = await store.rewrite(one, KMS);
    expect(head.properties.lock).toEqual(lock);
    for (const version of [one, head])
      await expect(store.destroyVersion(version)).rejects.toMatchObject({ code: 'store/retention-locked' });
  });

  it('with an error inside of a 200 is an error, and makes no version', async () => {
    const one = await put();
    failing(isCopy, { status: 200, body: errorXml('InternalError', `<Key>${KEY}</Key>`) });
    const thrown = await store.rewrite(one, KMS).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: 'unavailable', code: 'store/unavailable' });
    const { message, detail, stack, cause } = thrown as Error & { detail: unknown };
    expect(`${message}${JSON.stringify([detail, cause])}${stack}`).not.toMatch(/0901234|山田|%E5%B1%B1/);
    proxy.rule = () => undefined;
    expect(await versions()).toMatchObject([{ versionId: one.versionId }]);
  });

  it.each`
    status | code
    ${412} | ${'PreconditionFailed'}
    ${409} | ${'ConditionalRequestConflict'}
    ${404} | ${'NoSuchKey'}
    ${404} | ${'NoSuchVersion'}
  `('refused with $status $code is store/changed', async ({ status, code }) => {
    const one = await put();
    failing(isCopy, { status, body: errorXml(code) });
    await expect(store.rewrite(one, KMS)).rejects.toMatchObject(CHANGED);
  });

  it.each`
    what                                    | content
    ${'other content'}                      | ${'other'}
    ${'the same content, so the same ETag'} | ${'content'}
  `('of an object replaced meanwhile by $what is taken back', async ({ content }) => {
    const one = await put();
    let two: ObjectHead | undefined;
    const outcome = await meanwhile(one, async () => {
      two = await put(content, { metadata: { newer: 'yes' } });
    });
    expect(outcome).toMatchObject(CHANGED);
    expect((await versions()).map(({ versionId }) => versionId)).toEqual([two?.versionId, one.versionId]);
    expect(await store.head({ bucket: 'pbx', key: KEY })).toMatchObject({ metadata: { newer: 'yes' }, isLatest: true });
  });

  it('is not taken back when its source is gone: nothing else holds the content', async () => {
    const one = await put();
    let letGo = () => {};
    const hold = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const isListing = ({ method, url }: Seen) => method === 'GET' && url.includes('versions');
    failing(isListing, { hold });
    const copied = proxy.next(isListing, 1);
    const rewriting = store.rewrite(one, KMS).catch((error: unknown) => error);
    await copied;
    await direct.send(new DeleteObjectCommand({ Bucket: 'pbx', Key: KEY, VersionId: one.versionId }));
    letGo();
    expect(await rewriting).toMatchObject(CHANGED);
    expect((await collect(await store.get(await current()))).toString()).toBe('content');
  });

  it('of an object deleted before it began is refused without a copy', async () => {
    const one = await put();
    await deletePlainly(direct, 'pbx', KEY);
    await expect(store.rewrite(one, KMS)).rejects.toMatchObject(CHANGED);
    expect(proxy.seen.filter(isCopy)).toEqual([]);
  });

  it('of archived content says so', async () => {
    const one = await put();
    failing(isCopy, { status: 403, body: errorXml('InvalidObjectState') });
    await expect(store.rewrite(one, KMS)).rejects.toMatchObject({ kind: 'denied', code: 'store/archived' });
  });
});

const current = async (): Promise<ObjectHead> => {
  const head = await store.head({ bucket: 'pbx', key: KEY });
  if (!head) throw new Error('the object is gone');
  return head;
};

describe('a copy in parts', () => {
  it('states everything at its beginning, and copies every byte of exactly this version', async () => {
    const properties = {
      cacheControl: 'no-store',
      contentDisposition: 'attachment',
      contentEncoding: 'identity',
      contentLanguage: 'ja',
      expires: 'Thu, 01 Apr 2027 00:00:00 GMT',
      websiteRedirect: '/moved.html',
      storageClass: 'STANDARD_IA',
      lock: { legalHold: true, retention: { mode: 'compliance', until: FAR } },
    } as const;
    const one = await putLarge({
      contentType: 'audio/wav',
      metadata: { source: 'pbx' },
      tags: { 'a b': '1+1' },
      properties,
    });
    withoutAnnotations();
    const { head, notKept } = await inParts.rewrite(one, KMS);
    expect(notKept).toEqual([]);
    expect(proxy.seen.find(isBegin)?.headers).toMatchObject({
      'content-type': 'audio/wav',
      'x-amz-meta-source': 'pbx',
      'x-amz-tagging': 'a%20b=1%2B1',
      'cache-control': 'no-store',
      'content-disposition': 'attachment',
      'content-encoding': 'identity',
      'content-language': 'ja',
      expires: 'Thu, 01 Apr 2027 00:00:00 GMT',
      'x-amz-website-redirect-location': '/moved.html',
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-object-lock-legal-hold': 'ON',
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': '2099-04-01T00:00:00Z',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-bucket-key-enabled': 'false',
    });
    const parts = proxy.seen.filter(isCopy).map(({ headers }) => headers);
    for (const headers of parts)
      expect(headers).toMatchObject({
        'x-amz-copy-source': `${PATH}?versionId=${one.versionId}`,
        'x-amz-copy-source-if-match': `"${one.etag}"`,
      });
    const ranges = parts.map((headers) => headers['x-amz-copy-source-range']).sort();
    expect(ranges).toEqual([`bytes=0-${5 * MIB - 1}`, `bytes=${5 * MIB}-${7 * MIB - 1}`]);
    expect(proxy.seen.find(isCompletion)?.headers['if-match']).toBe(`"${one.etag}"`);
    expect(head.size).toBe(7 * MIB);
    expect(await uploads()).toEqual([]);
  });

  it.each`
    what                       | fault                                                    | code
    ${'fails'}                 | ${{ status: 500, body: errorXml('InternalError') }}      | ${'store/unavailable'}
    ${'fails inside of a 200'} | ${{ status: 200, body: errorXml('InternalError') }}      | ${'store/unavailable'}
    ${'finds another source'}  | ${{ status: 412, body: errorXml('PreconditionFailed') }} | ${'store/changed'}
    ${'is cut off'}            | ${'reset'}                                               | ${'store/unavailable'}
  `('whose second part $what leaves nothing', async ({ fault, code }) => {
    const one = await putLarge();
    withoutAnnotations((seen) => (isCopy(seen) && seen.url.includes('partNumber=2') ? fault : undefined));
    await expect(inParts.rewrite(one, KMS)).rejects.toMatchObject({ code });
    expect(await uploads()).toEqual([]);
    expect(await versions()).toMatchObject([{ versionId: one.versionId, isLatest: true }]);
  });

  it.each`
    status | code                            | fault
    ${412} | ${'PreconditionFailed'}         | ${'store/changed'}
    ${409} | ${'ConditionalRequestConflict'} | ${'store/changed'}
    ${200} | ${'InternalError'}              | ${'store/unavailable'}
  `('whose completion is refused with $status $code leaves nothing', async ({ status, code, fault }) => {
    const one = await putLarge();
    withoutAnnotations((seen) => (isCompletion(seen) ? { status, body: errorXml(code) } : undefined));
    await expect(inParts.rewrite(one, KMS)).rejects.toMatchObject({ code: fault });
    expect(await uploads()).toEqual([]);
    expect(await versions()).toHaveLength(1);
  });
});

describe('what a new version cannot have is named', () => {
  const DENIED: Fault = { status: 403, body: errorXml('AccessDenied') };
  const NONE: Fault = { status: 501, body: errorXml('NotImplemented') };
  const SOME: Fault = {
    status: 200,
    body: '<ListObjectAnnotationsResult><Annotations><AnnotationEntry><AnnotationName>a</AnnotationName><LastModified>2026-04-01T00:00:00Z</LastModified><Size>1</Size></AnnotationEntry></Annotations></ListObjectAnnotationsResult>',
  };

  it('grants beside the owner’s', async () => {
    const one = await put();
    expect(await store.attachmentsOf(one)).toEqual({ tags: {}, notKept: [] });
    await direct.send(new PutObjectAclCommand({ Bucket: 'pbx', Key: KEY, ACL: 'public-read' }));
    expect(await store.attachmentsOf(one)).toEqual({ tags: {}, notKept: ['acl'] });
    expect(await store.rewrite(one, KMS)).toMatchObject({ notKept: ['acl'] });
  });

  it.each`
    what             | matches          | answer    | notKept
    ${'grants'}      | ${isAcl}         | ${DENIED} | ${['acl']}
    ${'grants'}      | ${isAcl}         | ${NONE}   | ${[]}
    ${'tags'}        | ${isTagging}     | ${DENIED} | ${['tags']}
    ${'tags'}        | ${isTagging}     | ${NONE}   | ${[]}
    ${'annotations'} | ${isAnnotations} | ${DENIED} | ${['annotations']}
    ${'annotations'} | ${isAnnotations} | ${SOME}   | ${['annotations']}
    ${'annotations'} | ${isAnnotations} | ${NONE}   | ${[]}
  `('$what, asked for and answered with $answer.status: $notKept', async ({ matches, answer, notKept }) => {
    const one = await putLarge();
    proxy.rule = (seen) => (matches(seen) ? answer : isAnnotations(seen) ? noAnnotations : undefined);
    expect(await inParts.attachmentsOf(one)).toEqual({ tags: {}, notKept });
    expect((await inParts.rewrite(one, KMS)).notKept).toEqual(notKept);
  });

  it('a server that fails is no answer', async () => {
    const one = await put();
    failing(isAcl, { status: 500, body: errorXml('InternalError') });
    await expect(store.attachmentsOf(one)).rejects.toMatchObject({ code: 'store/unavailable' });
  });

  it('an archived class: the copy is written where it can be read back', async () => {
    await direct.send(new PutObjectCommand({ Bucket: 'pbx', Key: KEY, Body: 'x', StorageClass: 'GLACIER' }));
    const one = await current();
    expect(one.properties.storageClass).toBe('GLACIER');
    // The server wants a restored object even for its tags and grants; S3 does not.
    failing((seen) => isTagging(seen) || isAcl(seen), NONE);
    expect(await store.attachmentsOf(one)).toMatchObject({ notKept: ['storage-class'] });
    const written = await put('x', { properties: one.properties });
    expect(written.properties.storageClass).toBeUndefined();
  });
});
