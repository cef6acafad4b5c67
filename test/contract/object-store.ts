import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ByteStream, collect, digestOf } from '../../src/base/bytes.js';
import type { KeyService } from '../../src/ports/key-service.js';
import type { ObjectProperties, ObjectStore, ObjectVersion, PutOptions } from '../../src/ports/object-store.js';

export interface StoreUnderTest {
  store: ObjectStore;
  /** An empty, versioned bucket that takes locks. */
  bucket: string;
  keys: KeyService;
  /** Enabled; the store may use it. */
  kmsKeyId: string;
  /** What an application does when it deletes an object without naming a version. */
  deleteByApplication(key: string): Promise<void>;
  close(): Promise<void>;
}

const PLAIN: PutOptions = { encryption: { mode: 'default' } };
/** Everything that a version can carry beside its content, but for a lock. */
const PROPERTIES: ObjectProperties = {
  cacheControl: 'no-store',
  contentDisposition: 'attachment; filename="memo.txt"',
  contentEncoding: 'identity',
  contentLanguage: 'ja',
  expires: 'Thu, 01 Apr 2027 00:00:00 GMT',
  websiteRedirect: '/moved.html',
  storageClass: 'STANDARD_IA',
};
const CARRIED = {
  contentType: 'text/plain',
  metadata: { source: 'pbx' },
  properties: PROPERTIES,
  tags: { system: '電話 交換機', 'a=b c': '1+1:/@' },
} satisfies Partial<PutOptions>;
const FAR = new Date('2099-04-01T00:00:00.000Z');
const LARGE_BYTES = 64 * 1024 * 1024;

/** Keys that a contact centre really has, and those that break programs. */
const UNUSUAL_KEYS = [
  '録音/2026年4月/髙橋𠮷乃様 問合せ.wav',
  'spaces in/the name .csv',
  '100%25/50%.txt',
  '+plus&amp;=?#hash.json',
  'ドット/...hidden/.profile',
  '改行\n入り.txt',
  'ｶﾅ/ガ/が.txt',
  `${Array.from({ length: 4 }, () => 'あ'.repeat(80)).join('/')}/${'x'.repeat(57)}`,
];

async function* bytes(...parts: (string | Uint8Array)[]): ByteStream {
  for (const part of parts) yield Buffer.from(part as string);
}

/** Different in every chunk, the same in every run. */
async function* generated(length: number): ByteStream {
  for (let at = 0; at < length; at += 65_536) {
    const chunk = Buffer.alloc(Math.min(65_536, length - at), at % 251);
    chunk.writeUInt32LE(at, 0);
    yield chunk;
  }
}

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Every promise of the `ObjectStore` port; run on each adapter. */
export function objectStoreContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`object store contract: ${name}`, () => {
    let under: StoreUnderTest;
    let store: ObjectStore;
    let bucket: string;

    beforeEach(async () => {
      under = await makeStore();
      ({ store, bucket } = under);
    });
    afterEach(() => under.close());

    const put = (key: string, text: string | Uint8Array, options: Partial<PutOptions> = {}) =>
      store.put({ bucket, key }, bytes(text), { ...PLAIN, ...options });
    const read = async (ref: Pick<ObjectVersion, 'key' | 'versionId'>, range?: { first: number; last: number }) =>
      (await collect(await store.get({ bucket, ...ref }, range ? { range } : {}))).toString('utf8');
    const current = async (key: string) => {
      const head = await store.head({ bucket, key });
      return head && read(head);
    };
    const idsOf = async (key: string) => (await all(store.listVersions(bucket, key))).map(({ versionId }) => versionId);

    it('says what it is', () => {
      const text = expect.stringMatching(/\S/);
      expect(store.product).toEqual({ vendor: text, name: text, version: text });
    });

    it('gives back what was put, and what is known of it', async () => {
      const head = await put('a/b.txt', 'content', { contentType: 'text/plain', metadata: { source: 'pbx' } });
      expect(head).toMatchObject({ bucket, key: 'a/b.txt', isLatest: true, deleteMarker: false, size: 7 });
      expect(head).toMatchObject({ contentType: 'text/plain', metadata: { source: 'pbx' }, lock: undefined });
      expect(await store.head({ bucket, key: 'a/b.txt' })).toEqual(head);
      expect(await store.head({ bucket, key: 'a/b.txt', versionId: head.versionId })).toEqual(head);
      expect(await read(head)).toBe('content');
    });

    it('knows nothing of a key that was never put', async () => {
      expect(await store.head({ bucket, key: 'none' })).toBeUndefined();
      expect(await store.head({ bucket, key: 'none', versionId: '0'.repeat(32) })).toBeUndefined();
      expect(await all(store.listVersions(bucket))).toEqual([]);
      await expect(store.get({ bucket, key: 'none', versionId: '0'.repeat(32) })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'store/no-such-version',
      });
    });

    it('refuses a bucket that does not exist', async () => {
      const fault = { kind: 'usage', code: 'store/no-bucket' };
      await expect(all(store.list('no-such-bucket'))).rejects.toMatchObject(fault);
      await expect(all(store.listVersions('no-such-bucket'))).rejects.toMatchObject(fault);
      await expect(all(store.listUploads('no-such-bucket'))).rejects.toMatchObject(fault);
      await expect(store.head({ bucket: 'no-such-bucket', key: 'a' })).rejects.toMatchObject(fault);
      await expect(store.put({ bucket: 'no-such-bucket', key: 'a' }, bytes('x'), PLAIN)).rejects.toMatchObject(fault);
    });

    it.each(UNUSUAL_KEYS)('takes the key %j', async (key) => {
      const head = await put(key, 'unusual');
      expect(await current(key)).toBe('unusual');
      expect((await all(store.list(bucket))).map((version) => version.key)).toEqual([key]);
      await store.destroyVersion(head);
      expect(await all(store.listVersions(bucket))).toEqual([]);
    });

    it('holds an object of 0 bytes', async () => {
      const head = await store.put({ bucket, key: 'empty' }, bytes(), PLAIN);
      expect(head.size).toBe(0);
      expect(await read(head)).toBe('');
      expect(await read(head, { first: 0, last: 99 })).toBe('');
    });

    it('streams 64 MiB in bounded memory', async () => {
      const expected = await digestOf(generated(LARGE_BYTES));
      const head = await store.put({ bucket, key: 'large' }, generated(LARGE_BYTES), PLAIN);
      expect(head.size).toBe(LARGE_BYTES);
      expect(await digestOf(await store.get(head))).toEqual(expected);
    });

    describe('listing', () => {
      it('gives the versions of exactly one key, newest first', async () => {
        await put('memo', 'one');
        await put('memo', 'two');
        await put('memo.txt', 'other');
        await put('memo-2/memo', 'other');
        const listed = (await all(store.listVersions(bucket))).filter(({ key }) => key === 'memo');
        expect(listed).toHaveLength(2);
        expect(await store.versionsOf({ bucket, key: 'memo' })).toEqual(listed);
        expect(await store.versionsOf({ bucket, key: 'mem' })).toEqual([]);
        await under.deleteByApplication('memo');
        const [newest, ...older] = await store.versionsOf({ bucket, key: 'memo' });
        expect(newest).toMatchObject({ deleteMarker: true, isLatest: true });
        expect(older.every(({ key, isLatest }) => key === 'memo' && !isLatest)).toBe(true);
      });

      it('is in UTF-8 byte order, whatever the folders', async () => {
        const keys = ['a/b', 'a.txt', 'a-1', 'ab/c', '髙/x', '𠮷/x', 'ﾊ/x', 'Z', 'b/あ', 'b/ア'];
        for (const key of keys) await put(key, 'x');
        const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect((await all(store.list(bucket))).map(({ key }) => key)).toEqual(sorted);
        expect((await all(store.listVersions(bucket))).map(({ key }) => key)).toEqual(sorted);
      });

      it.each`
        prefix   | found
        ${'a/'}  | ${['a/1', 'a/b/2']}
        ${'a/b'} | ${['a/b/2']}
        ${'a'}   | ${['a/1', 'a/b/2', 'ab']}
        ${'b/'}  | ${[]}
        ${'録'}  | ${['録音/1']}
      `('of prefix $prefix gives $found', async ({ prefix, found }) => {
        for (const key of ['a/1', 'a/b/2', 'ab', '録音/1']) await put(key, 'x');
        expect((await all(store.list(bucket, prefix))).map(({ key }) => key)).toEqual(found);
        expect((await all(store.listVersions(bucket, prefix))).map(({ key }) => key)).toEqual(found);
      });

      it('gives an entry that agrees with the head', async () => {
        const head = await put('a', 'listed');
        const { contentType, metadata, properties, encryption, lock, ...version } = head;
        expect(await all(store.list(bucket))).toEqual([version]);
      });

      it('stops at an abort', async () => {
        await put('a', 'x');
        const options = { signal: AbortSignal.abort() };
        await expect(all(store.list(bucket, '', options))).rejects.toThrow();
        await expect(store.head({ bucket, key: 'a' }, options)).rejects.toThrow();
      });
    });

    describe('versions', () => {
      it('are kept, newest first, each with its own content and ETag', async () => {
        const heads = [await put('k', 'one'), await put('k', 'two'), await put('k', 'three')];
        const listed = await all(store.listVersions(bucket));
        expect(listed.map(({ versionId }) => versionId)).toEqual(heads.map(({ versionId }) => versionId).reverse());
        expect(listed.map(({ isLatest }) => isLatest)).toEqual([true, false, false]);
        expect(new Set(listed.map(({ etag }) => etag)).size).toBe(3);
        expect(await Promise.all(listed.map((version) => read(version)))).toEqual(['three', 'two', 'one']);
        expect((await all(store.list(bucket))).map(({ versionId }) => versionId)).toEqual([heads[2]!.versionId]);
        expect(await store.head({ bucket, key: 'k', versionId: heads[0]!.versionId })).toEqual({
          ...heads[0],
          isLatest: false,
        });
      });

      it('destroying the current one exposes the one before, as in S3', async () => {
        const [one, two, three] = [await put('k', 'one'), await put('k', 'two'), await put('k', 'three')];
        await store.destroyVersion(three);
        expect(await current('k')).toBe('two');
        expect(await idsOf('k')).toEqual([two.versionId, one.versionId]);
        await store.destroyVersion(two);
        expect(await store.head({ bucket, key: 'k' })).toEqual(one);
        await store.destroyVersion(one);
        expect(await store.head({ bucket, key: 'k' })).toBeUndefined();
        expect(await all(store.listVersions(bucket))).toEqual([]);
      });

      it('destroying a noncurrent one leaves the others', async () => {
        const [one, two, three] = [await put('k', 'one'), await put('k', 'two'), await put('k', 'three')];
        await store.destroyVersion(two);
        expect(await idsOf('k')).toEqual([three.versionId, one.versionId]);
        await expect(store.get(two)).rejects.toMatchObject({ code: 'store/no-such-version' });
        expect(await read(one)).toBe('one');
      });

      it('destroying twice, or what never was, resolves', async () => {
        const one = await put('k', 'one');
        await store.destroyVersion(one);
        await store.destroyVersion(one);
        await store.destroyVersion({ bucket, key: 'other', versionId: one.versionId });
        const two = await put('k', 'two');
        await store.destroyVersion(one);
        expect(await read(two)).toBe('two');
      });

      it('a key can be put again after all its versions were destroyed', async () => {
        await store.destroyVersion(await put('k/l', 'one'));
        const two = await put('k/l', 'two');
        expect(await idsOf('k/l')).toEqual([two.versionId]);
      });
    });

    describe('delete markers', () => {
      it('hide the object and keep its older versions', async () => {
        await put('k', 'one');
        const two = await put('k', 'two');
        await under.deleteByApplication('k');
        expect(await store.head({ bucket, key: 'k' })).toBeUndefined();
        expect(await all(store.list(bucket))).toEqual([]);
        const listed = await all(store.listVersions(bucket));
        expect(listed[0]).toMatchObject({ deleteMarker: true, isLatest: true, size: 0 });
        expect(listed.slice(1).every(({ deleteMarker, isLatest }) => !deleteMarker && !isLatest)).toBe(true);
        expect(await store.head({ bucket, key: 'k', versionId: listed[0]!.versionId })).toBeUndefined();
        await expect(store.get(listed[0]!)).rejects.toMatchObject({ code: 'store/no-such-version' });
        await expect(put('k', 'x', { ifMatch: two.etag })).rejects.toMatchObject({ code: 'store/changed' });
      });

      it('destroying one exposes the version before', async () => {
        await put('k', 'one');
        await put('k', 'two');
        await under.deleteByApplication('k');
        const [marker, before] = await all(store.listVersions(bucket));
        await store.destroyVersion(marker!);
        expect(await store.head({ bucket, key: 'k' })).toMatchObject({ versionId: before!.versionId, isLatest: true });
        expect((await all(store.listVersions(bucket))).some(({ deleteMarker }) => deleteMarker)).toBe(false);
      });

      it('stay in the history when the key is put again', async () => {
        await put('k', 'one');
        await put('k', 'two');
        await under.deleteByApplication('k');
        const [marker] = await all(store.listVersions(bucket));
        const three = await put('k', 'three', { ifNoneMatch: '*' });
        const listed = await all(store.listVersions(bucket));
        expect(listed[0]).toMatchObject({ versionId: three.versionId, isLatest: true });
        expect(listed[1]).toMatchObject({ versionId: marker!.versionId, deleteMarker: true, isLatest: false });
        await store.destroyVersion(three);
        expect(await store.head({ bucket, key: 'k' })).toBeUndefined();
        expect((await all(store.listVersions(bucket)))[0]).toMatchObject({ versionId: marker!.versionId });
      });

      it('can be destroyed one by one until nothing is left', async () => {
        for (const text of ['one', 'two', 'three']) await put('folder/k', text);
        await under.deleteByApplication('folder/k');
        await put('folder/k', 'four');
        for (const version of await all(store.listVersions(bucket))) await store.destroyVersion(version);
        expect(await all(store.listVersions(bucket))).toEqual([]);
      });
    });

    describe('conditional writes', () => {
      it('ifNoneMatch writes only where there is nothing', async () => {
        const one = await put('k', 'one', { ifNoneMatch: '*' });
        await expect(put('k', 'two', { ifNoneMatch: '*' })).rejects.toMatchObject({
          kind: 'conflict',
          code: 'store/exists',
        });
        expect(await idsOf('k')).toEqual([one.versionId]);
      });

      it('ifMatch writes only over the expected version', async () => {
        const one = await put('k', 'one');
        await put('k', 'two', { ifMatch: one.etag });
        const fault = { kind: 'conflict', code: 'store/changed' };
        await expect(put('k', 'three', { ifMatch: one.etag })).rejects.toMatchObject(fault);
        await expect(put('none', 'x', { ifMatch: one.etag })).rejects.toMatchObject(fault);
        expect(await current('k')).toBe('two');
        expect(await all(store.listUploads(bucket))).toEqual([]);
      });

      it('of two writers with the same expectation one wins', async () => {
        const one = await put('k', 'one');
        const results = await Promise.allSettled(
          ['two', 'three', 'four'].map((text) => put('k', text, { ifMatch: one.etag })),
        );
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await idsOf('k')).toHaveLength(2);
      });

      it('parallel writers without one all become versions', async () => {
        const heads = await Promise.all(Array.from({ length: 8 }, (_, index) => put('k', `text ${index}`)));
        expect((await idsOf('k')).sort()).toEqual(heads.map(({ versionId }) => versionId).sort());
      });
    });

    describe.each(['default', 'kms'] as const)('encryption mode %s', (mode) => {
      const encryption = () =>
        mode === 'kms' ? { mode, keyId: under.kmsKeyId, bucketKey: false } : ({ mode: 'default' } as const);
      const text = 'abcdefghijklmnopqrstuvwxyz';

      it('gives back what was put and says how it is encrypted', async () => {
        const head = await put('k', text, { encryption: encryption() });
        expect(head.size).toBe(26);
        expect(await read(head)).toBe(text);
        if (mode === 'kms') expect(head.encryption).toEqual(encryption());
        else expect(head.encryption.mode).not.toBe('kms');
      });

      it.each`
        first | last   | part
        ${0}  | ${0}   | ${'a'}
        ${0}  | ${4}   | ${'abcde'}
        ${3}  | ${5}   | ${'def'}
        ${20} | ${25}  | ${'uvwxyz'}
        ${20} | ${999} | ${'uvwxyz'}
      `('bytes $first to $last are $part', async ({ first, last, part }) => {
        const head = await put('k', text, { encryption: encryption() });
        expect(await read(head, { first, last })).toBe(part);
      });

      it('reads a range in the middle of a large object', async () => {
        const length = 3_000_000;
        const expected = await collect(generated(length));
        const head = await store.put({ bucket, key: 'k' }, generated(length), { encryption: encryption() });
        const part = await collect(await store.get(head, { range: { first: 1_048_500, last: 2_097_200 } }));
        expect(part.equals(expected.subarray(1_048_500, 2_097_201))).toBe(true);
      });
    });

    it('kms mode needs its key: disabled it cannot be read, enabled again it can', async () => {
      const head = await put('k', 'secret', {
        encryption: { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false },
      });
      await under.keys.disableKey(under.kmsKeyId);
      await expect(store.get(head).then((stream) => collect(stream))).rejects.toMatchObject({
        kind: 'denied',
        code: 'keys/disabled',
      });
      await expect(
        put('other', 'x', { encryption: { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } }),
      ).rejects.toMatchObject({ code: 'keys/disabled' });
      expect(await store.head({ bucket, key: 'k' })).toEqual(head);
      await under.keys.enableKey(under.kmsKeyId);
      expect(await read(head)).toBe('secret');
    });

    describe('what a version carries', () => {
      it('is given back as it was put', async () => {
        const head = await put('k', 'x', CARRIED);
        expect(head).toMatchObject({ contentType: 'text/plain', metadata: { source: 'pbx' }, properties: PROPERTIES });
        expect(await store.head({ bucket, key: 'k' })).toEqual(head);
        expect(await store.attachmentsOf(head)).toEqual({ tags: CARRIED.tags, notKept: [] });
      });

      it('is nothing when nothing was put', async () => {
        const head = await put('k', 'x');
        expect(Object.values(head.properties).filter((value) => value !== undefined)).toEqual([]);
        expect(await store.attachmentsOf(head)).toEqual({ tags: {}, notKept: [] });
      });

      it.each`
        name            | lock                                                                  | text
        ${'legal hold'} | ${{ legalHold: true }}                                                | ${'legal-hold'}
        ${'retention'}  | ${{ retention: { mode: 'governance', until: FAR } }}                  | ${'governance until 2099-04-01T00:00:00.000Z'}
        ${'both'}       | ${{ legalHold: true, retention: { mode: 'compliance', until: FAR } }} | ${'legal-hold, compliance until 2099-04-01T00:00:00.000Z'}
      `('a lock, $name, stops its destruction and no reading', async ({ lock, text }) => {
        const head = await put('k', 'locked', { properties: { lock } });
        expect(head).toMatchObject({ lock: text, properties: { lock } });
        const two = await put('k', 'two');
        await expect(store.destroyVersion(head)).rejects.toMatchObject({
          kind: 'denied',
          code: 'store/retention-locked',
        });
        expect(await idsOf('k')).toEqual([two.versionId, head.versionId]);
        expect(await read(head)).toBe('locked');
        await store.destroyVersion(two);
        expect(await current('k')).toBe('locked');
      });

      it('a retention that is over is not set again, and stops nothing', async () => {
        const retention = { mode: 'compliance', until: new Date('2020-01-01T00:00:00Z') } as const;
        const head = await put('k', 'x', { properties: { lock: { retention } } });
        expect(head.lock).toBeUndefined();
        await store.destroyVersion(head);
        expect(await idsOf('k')).toEqual([]);
      });
    });

    describe('a rewrite with another encryption', () => {
      const kms = () => ({ mode: 'kms', keyId: under.kmsKeyId, bucketKey: false }) as const;

      it('makes a new version of the same content, and keeps the old one', async () => {
        const one = await put('a/髙 橋+%.txt', 'content');
        const { head, notKept } = await store.rewrite(one, { encryption: kms() });
        expect(notKept).toEqual([]);
        expect(head).toMatchObject({ size: 7, isLatest: true, encryption: kms() });
        expect(await store.head({ bucket, key: one.key })).toEqual(head);
        expect(await idsOf(one.key)).toEqual([head.versionId, one.versionId]);
        expect(await read(head)).toBe('content');
        expect(await read(one)).toBe('content');
        expect(await all(store.listUploads(bucket))).toEqual([]);
      });

      it('keeps what the version carries', async () => {
        const one = await put('k', 'content', CARRIED);
        const { head, notKept } = await store.rewrite(one, { encryption: kms() });
        expect(notKept).toEqual([]);
        expect(head).toMatchObject({ contentType: 'text/plain', metadata: { source: 'pbx' } });
        expect(head.properties).toEqual(one.properties);
        expect(await store.attachmentsOf(head)).toEqual({ tags: CARRIED.tags, notKept: [] });
      });

      it('says that it keeps locks', async () => expect(await store.keepsLocks(bucket)).toBe(true));

      it('keeps its lock, which then binds both', async () => {
        const lock = { legalHold: true, retention: { mode: 'compliance', until: FAR } } as const;
        const one = await put('k', 'content', { properties: { lock } });
        const { head } = await store.rewrite(one, { encryption: kms() });
        expect(head.properties.lock).toEqual(lock);
        for (const version of [one, head]) {
          await expect(store.destroyVersion(version)).rejects.toMatchObject({ code: 'store/retention-locked' });
        }
      });

      it('takes the encryption away again', async () => {
        const one = await put('k', 'content', { encryption: kms() });
        const { head } = await store.rewrite(one, { encryption: { mode: 'default' } });
        expect(head.encryption.mode).not.toBe('kms');
        expect(await read(head)).toBe('content');
      });

      it('of 7 MB is the same to the last byte', async () => {
        const one = await store.put({ bucket, key: 'k' }, generated(7_000_001), PLAIN);
        const { head } = await store.rewrite(one, { encryption: kms() });
        expect(head.size).toBe(7_000_001);
        expect(await digestOf(await store.get(head))).toEqual(await digestOf(generated(7_000_001)));
      });

      it('of what is not current any more is refused, and nothing changes', async () => {
        const one = await put('k', 'one');
        const two = await put('k', 'two');
        const fault = { kind: 'conflict', code: 'store/changed' };
        await expect(store.rewrite(one, { encryption: kms() })).rejects.toMatchObject(fault);
        expect(await idsOf('k')).toEqual([two.versionId, one.versionId]);
        await under.deleteByApplication('k');
        await expect(store.rewrite(two, { encryption: kms() })).rejects.toMatchObject(fault);
        expect(await store.head({ bucket, key: 'k' })).toBeUndefined();
        expect((await store.versionsOf({ bucket, key: 'k' }))[0]).toMatchObject({ deleteMarker: true });
        expect(await all(store.listUploads(bucket))).toEqual([]);
      });

      it('of what does not exist is refused', async () => {
        const one = await put('k', 'one');
        await store.destroyVersion(one);
        await expect(store.rewrite(one, { encryption: kms() })).rejects.toMatchObject({ code: 'store/changed' });
        expect(await idsOf('k')).toEqual([]);
      });

      it('stops at an abort', async () => {
        const one = await put('k', 'one');
        await expect(store.rewrite(one, { encryption: kms(), signal: AbortSignal.abort() })).rejects.toThrow();
        expect(await idsOf('k')).toEqual([one.versionId]);
      });
    });

    describe('a body that fails', () => {
      it('leaves nothing behind and throws what it threw', async () => {
        await put('k', 'before');
        const failing = async function* () {
          yield Buffer.from('half');
          throw new Error('the source broke');
        };
        await expect(store.put({ bucket, key: 'k' }, failing(), PLAIN)).rejects.toThrow('the source broke');
        const kms = { encryption: { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } } as const;
        await expect(store.put({ bucket, key: 'k' }, failing(), kms)).rejects.toThrow('the source broke');
        expect(await current('k')).toBe('before');
        expect(await idsOf('k')).toHaveLength(1);
        expect(await all(store.listUploads(bucket))).toEqual([]);
      });

      it('an abort in the middle does the same', async () => {
        const abort = new AbortController();
        const aborting = async function* () {
          yield Buffer.from('half');
          abort.abort();
          yield Buffer.from('rest');
        };
        await expect(store.put({ bucket, key: 'k' }, aborting(), { ...PLAIN, signal: abort.signal })).rejects.toThrow();
        expect(await all(store.listVersions(bucket))).toEqual([]);
        expect(await all(store.listUploads(bucket))).toEqual([]);
      });
    });

    describe('unfinished uploads', () => {
      /** A put that stands still after its first part until it is let go. */
      async function standing(key: string) {
        const gate = signal();
        const begun = signal();
        const body = async function* () {
          yield Buffer.from('first part');
          begun.give();
          await gate.given;
          yield Buffer.from('second part');
        };
        const putting = store.put({ bucket, key }, body(), PLAIN);
        putting.catch(() => undefined);
        await begun.given;
        return { putting, letGo: gate.give };
      }

      it('are listed until they are finished, and are no versions', async () => {
        const { putting, letGo } = await standing('a/k');
        expect(await all(store.listUploads(bucket))).toMatchObject([{ bucket, key: 'a/k' }]);
        expect(await all(store.listUploads(bucket, 'a/'))).toHaveLength(1);
        expect(await all(store.listUploads(bucket, 'b/'))).toEqual([]);
        expect(await all(store.listVersions(bucket))).toEqual([]);
        letGo();
        await putting;
        expect(await all(store.listUploads(bucket))).toEqual([]);
        expect(await current('a/k')).toBe('first partsecond part');
      });

      it('can be aborted, twice as well, and then never become a version', async () => {
        await put('k', 'before');
        const { putting, letGo } = await standing('k');
        const [upload] = await all(store.listUploads(bucket));
        await store.abortUpload(upload!);
        await store.abortUpload(upload!);
        letGo();
        await expect(putting).rejects.toMatchObject({ kind: 'conflict', code: 'store/upload-aborted' });
        expect(await all(store.listUploads(bucket))).toEqual([]);
        expect(await current('k')).toBe('before');
      });
    });

    it('names no key and no content in its faults', async () => {
      const key = '09012345678_山田太郎.wav';
      await put(key, 'x');
      const faults = await Promise.all([
        put(key, 'x', { ifNoneMatch: '*' }).catch((error: unknown) => error),
        put(key, 'x', { ifMatch: 'other' }).catch((error: unknown) => error),
        store.get({ bucket, key, versionId: '0' }).catch((error: unknown) => error),
      ]);
      for (const fault of faults) {
        expect(fault).toBeInstanceOf(Error);
        const { message, detail, stack } = fault as Error & { detail: unknown };
        expect(`${message}${JSON.stringify(detail)}${stack}`).not.toMatch(/0901234|山田/);
      }
    });

    it('takes a body of many small chunks', async () => {
      const hash = createHash('sha256');
      const small = async function* () {
        for (let index = 0; index < 20_000; index += 1) {
          const chunk = Buffer.from(`${index},`);
          hash.update(chunk);
          yield chunk;
        }
      };
      const head = await store.put({ bucket, key: 'k' }, small(), PLAIN);
      expect((await digestOf(await store.get(head))).sha256).toBe(hash.digest('hex'));
    });

    describe('a listing that goes on behind a key', () => {
      const KEYS = [
        'a',
        'a-1',
        'a.txt',
        'a/1',
        'a/b/1',
        'a/b/2',
        'a/c',
        'ab',
        '録音/1',
        '録音/2',
        '𠮷',
        '100%25/+ &.txt',
      ];
      const inOrder = [...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const listed = async (startAfter: string, prefix = '') =>
        (await all(store.listVersions(bucket, prefix, { startAfter }))).map(({ key }) => key);

      it('gives every key behind it, wherever it stops', async () => {
        // A file cannot stand where a folder must.
        const keys = inOrder.filter((key) => key !== 'a');
        for (const key of keys) await put(key, 'x');
        for (const [index, key] of keys.entries()) expect(await listed(key)).toEqual(keys.slice(index + 1));
        expect(await listed('')).toEqual(keys);
        expect(await listed('a/b/1', 'a/')).toEqual(['a/b/2', 'a/c']);
      });

      it('begins behind all versions of it', async () => {
        for (const key of ['k/1', 'k/1', 'k/2', 'k/2', 'k/3']) await put(key, 'x');
        await under.deleteByApplication('k/2');
        const keys = await listed('');
        expect(new Set(keys)).toEqual(new Set(['k/1', 'k/2', 'k/3']));
        expect(await listed('k/1')).toEqual(keys.filter((key) => key > 'k/1'));
        expect(await listed('k/2')).toEqual(['k/3']);
      });

      it('begins behind a key that is no longer there', async () => {
        for (const key of ['a/1', 'k/1', 'k/2', 'k/3']) await put(key, 'x');
        expect(await listed('k/15')).toEqual(['k/2', 'k/3']);
        expect(await listed('Z', 'k/')).toEqual(['k/1', 'k/2', 'k/3']);
        expect(await listed('z', 'k/')).toEqual([]);
      });
    });
  });
}
