import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect } from '../../src/base/bytes.js';
import type { ObjectHead, ObjectLock, PutOptions } from '../../src/ports/object-store.js';
import { envelopeContext, openClear } from '../../src/protect/clear-content.js';
import { crashingPorts } from '../support/crashing-ports.js';
import { EnforcedStore, type StoreSettings } from '../support/enforced-store.js';
import { stride } from '../support/thorough.js';

export interface StoreToEnforce extends StoreSettings {
  /** A lock that the store takes, and what ends it for a version. */
  lock: ObjectLock;
  release(version: ObjectHead): Promise<void>;
  close(): Promise<void>;
}

const CARRIED = {
  contentType: 'text/plain',
  metadata: { source: 'pbx' },
  properties: { cacheControl: 'no-store', contentLanguage: 'ja', storageClass: 'STANDARD_IA' },
  tags: { system: '電話交換機' },
} satisfies Partial<PutOptions>;
const LONG = 'あ'.repeat(200_000);

/** What `enforce` promises, on stores that differ in how they encrypt. */
export function enforcementContract(name: string, makeStore: () => Promise<StoreToEnforce>): void {
  describe(`enforcement: ${name}`, () => {
    let under: StoreToEnforce;
    beforeEach(async () => {
      under = await makeStore();
    });
    afterEach(() => under.close());

    const open = (access: 'archive' | 'live' = 'archive') => EnforcedStore.open({ ...under, access });
    const put = (content: string | Buffer, options: Partial<PutOptions> = {}) => {
      const body = (async function* () {
        yield typeof content === 'string' ? Buffer.from(content) : content;
      })();
      return under.objects.put({ bucket: under.bucket, key: 'memo/1.txt' }, body, {
        encryption: { mode: 'default' },
        ...options,
      });
    };
    const head = async () => {
      const found = await under.objects.head({ bucket: under.bucket, key: 'memo/1.txt' });
      if (!found) throw new Error('the object is gone');
      return found;
    };
    const versions = async () => (await under.objects.versionsOf({ bucket: under.bucket, key: 'memo/1.txt' })).length;
    const clear = async ({ ports, system }: EnforcedStore) => {
      const [object] = await all(ports.catalog.objects());
      const context = envelopeContext('test', system.id, object?.objectId ?? '');
      return (await collect(openClear(await head(), ports, context))).toString('utf8');
    };

    it.each`
      level | access       | mode           | calls
      ${3}  | ${'archive'} | ${'envelope'}  | ${{ put: 1, rewrite: 0 }}
      ${3}  | ${'live'}    | ${'store-kms'} | ${{ put: 0, rewrite: 1 }}
      ${2}  | ${'archive'} | ${'store-kms'} | ${{ put: 0, rewrite: 1 }}
      ${1}  | ${'archive'} | ${'default'}   | ${{ put: 0, rewrite: 0 }}
    `('B3-2-2: level $level, $access: $mode, one version, and all that it carried', async (expected) => {
      await put(LONG, CARRIED);
      const store = await open(expected.access);
      await store.classify(expected.level);
      expect(await store.enforce()).toMatchObject({ planned: 1, done: 1, failed: 0, notes: [] });
      const count = (call: string) => store.calls.filter((made) => made === call).length;
      expect({ put: count('put'), rewrite: count('rewrite') }).toEqual(expected.calls);
      expect(await versions()).toBe(1);
      const [object] = await store.known();
      expect(object).toMatchObject({ state: 'protected', protection: { mode: expected.mode } });
      const now = await head();
      expect(now).toMatchObject({ contentType: 'text/plain', metadata: { source: 'pbx' } });
      expect(now.properties).toMatchObject(CARRIED.properties);
      expect((await under.objects.attachmentsOf(now)).tags).toEqual(CARRIED.tags);
      expect(await clear(store)).toBe(LONG);
    });

    it.each`
      level | mode           | gets
      ${3}  | ${'envelope'}  | ${4}
      ${2}  | ${'store-kms'} | ${4}
    `('level $level: two reads of the content, and one of the beginning before and after', async ({ level, gets }) => {
      await put(LONG);
      const store = await open();
      await store.classify(level);
      await store.enforce();
      expect(store.calls.filter((call) => call === 'get')).toHaveLength(gets);
    });

    it('a run over unchanged objects is a listing', async () => {
      await put(LONG);
      const store = await open();
      await store.classify(3);
      await store.enforce();
      expect(await store.enforce()).toMatchObject({ planned: 0 });
      expect(new Set(store.calls)).toEqual(new Set(['listVersions', 'listUploads']));
    });

    it('asked for every object it looks at each and changes none', async () => {
      await put(LONG);
      const store = await open();
      await store.classify(2);
      await store.enforce();
      const [before] = await store.known();
      expect(await store.enforce({ everyObject: true })).toMatchObject({ planned: 1, done: 1, notes: [] });
      expect(store.calls.filter((call) => !call.startsWith('list'))).toEqual(['head']);
      expect((await store.known())[0]).toEqual(before);
      expect(await store.audited('objects.protected')).toHaveLength(1);
    });

    describe('drift', () => {
      it.each`
        level | was            | reason
        ${3}  | ${'envelope'}  | ${'protect/no-envelope'}
        ${2}  | ${'store-kms'} | ${'protect/not-encrypted-by-store'}
      `('the same content in plaintext over a $was is repaired at once and told', async ({ level, was, reason }) => {
        await put(LONG);
        const store = await open();
        await store.classify(level);
        await store.enforce();
        await put(LONG);
        const summary = await store.enforce();
        expect(summary).toMatchObject({ done: 1, failed: 0, notes: [{ code: 'enforce/drifted', count: 1 }] });
        const [object] = await store.known();
        expect(object).toMatchObject({ state: 'protected', protection: { mode: was } });
        const [entry, ...more] = await store.audited('object.drifted');
        expect(more).toEqual([]);
        expect(entry).toMatchObject({ subject: object?.objectId, detail: { reason, was, found: 'default' } });
        expect(await clear(store)).toBe(LONG);
        const left = await store.versions();
        expect(left.filter(({ state, plaintext }) => state === 'present' && plaintext)).toEqual([]);
      });

      it.each`
        level | was            | reason
        ${3}  | ${'envelope'}  | ${'protect/no-envelope'}
        ${2}  | ${'store-kms'} | ${'protect/not-encrypted-by-store'}
      `('other content over a $was is level 3 until it is classified', async ({ level, reason }) => {
        await put(LONG);
        const store = await open();
        await store.classify(level);
        await store.enforce();
        await put(`${LONG}追記`);
        const told = [
          { code: 'enforce/drifted', count: 1 },
          { code: 'enforce/level-unknown', count: 1 },
        ];
        expect(await store.enforce()).toMatchObject({ done: 1, failed: 0, notes: told });
        const [object] = await store.known();
        expect(object).toMatchObject({
          state: 'protected',
          classification: { level: 3 },
          protection: { mode: 'envelope' },
        });
        const toRead = { notClassifiedBy: 'test' };
        expect(await all(store.ports.catalog.objects(toRead))).toMatchObject([{ objectId: object?.objectId }]);
        expect((await store.audited('object.drifted')).map(({ detail }) => detail)).toMatchObject([{ reason }]);
        expect(await clear(store)).toBe(`${LONG}追記`);
        const left = await store.versions();
        expect(left.filter(({ state, plaintext }) => state === 'present' && plaintext)).toEqual([]);
        expect(await store.enforce()).toMatchObject({ planned: 0, notes: [] });
      });

      it.each`
        damage                 | bytes
        ${'cut within'}        | ${(it: Buffer) => it.subarray(0, 10)}
        ${'cut after its key'} | ${(it: Buffer) => it.subarray(0, 250)}
        ${'overwritten in'}    | ${(it: Buffer) => Buffer.concat([Buffer.alloc(16, 0x58), it.subarray(16)])}
        ${'both'}              | ${(it: Buffer) => Buffer.concat([Buffer.alloc(16, 0x58), it.subarray(16, 250)])}
      `('an envelope that is $damage its header is told as damaged', async ({ bytes }) => {
        await put(LONG);
        const store = await open();
        await store.classify(3);
        await store.enforce();
        const stored: Uint8Array[] = [];
        for await (const chunk of await under.objects.get(await head())) stored.push(chunk);
        await put(bytes(Buffer.concat(stored)));
        const told = { code: 'enforce/envelope-damaged', count: 1 };
        const { failed, notes } = await store.enforce();
        expect({ failed, notes }).toMatchObject({ failed: 0, notes: expect.arrayContaining([told]) });
        const [entry] = await store.audited('object.drifted');
        expect(entry?.detail).toMatchObject({ reason: 'protect/envelope-damaged', was: 'envelope' });
        expect(await store.enforce()).toMatchObject({ planned: 0, notes: [] });
      });

      it('what was never protected waits for its level', async () => {
        await put(LONG);
        const store = await open();
        await store.classify(1);
        await store.enforce();
        await put(`${LONG}追記`);
        expect(await store.enforce()).toMatchObject({ planned: 0, notes: [] });
        expect((await store.known())[0]).toMatchObject({ state: 'found' });
      });

      it('another key of the store is repaired and told, and its version goes', async () => {
        await put(LONG);
        const store = await open();
        await store.classify(2);
        await store.enforce();
        const { keyId } = await under.keys.createKey({ alias: 'alias/other', description: 'other', tags: {} });
        await under.objects.rewrite(await head(), { encryption: { mode: 'kms', keyId, bucketKey: false } });
        expect(await store.enforce()).toMatchObject({ done: 1, notes: [{ code: 'enforce/drifted', count: 1 }] });
        const [entry] = await store.audited('object.drifted');
        expect(entry?.detail).toMatchObject({ reason: 'protect/other-store-key' });
        const { encryption } = await head();
        expect(encryption).toMatchObject({ mode: 'kms', keyId: await store.ports.levelKeys.idOf(2) });
        for (const version of await under.objects.versionsOf(await head()))
          expect(await under.objects.head(version)).toMatchObject({ encryption });
      });

      it('a raised level is none', async () => {
        await put(LONG);
        const store = await open();
        await store.classify(1);
        await store.enforce();
        const [object] = await store.known();
        if (!object?.classification) throw new Error('not classified');
        const { objectId, etag, classification } = object;
        const raised = { objectId, etag, classification: { ...classification, level: 3 as const } };
        await store.ports.catalog.saveClassified([raised], []);
        expect(await store.enforce()).toMatchObject({ done: 1, notes: [] });
        expect((await store.known())[0]).toMatchObject({ protection: { mode: 'envelope' } });
      });
    });

    it('other content in an encrypted form is not what was classified', async () => {
      await put(LONG);
      const store = await open();
      await store.classify(2);
      const keyId = await store.ports.levelKeys.idOf(2);
      await put(`${LONG}追記`, { encryption: { mode: 'kms', keyId, bucketKey: false } });
      expect(await store.enforce()).toMatchObject({ planned: 0 });
      expect((await store.known())[0]).toMatchObject({ state: 'found', protection: undefined });
      expect(await versions()).toBe(2);
    });

    it('an older version of other content is history, and stays', async () => {
      const older = await put('以前の内容');
      await put(LONG);
      const store = await open();
      await store.classify(3);
      expect(await store.enforce()).toMatchObject({ done: 1, notes: [] });
      expect(await versions()).toBe(2);
      expect((await collect(await under.objects.get(older))).toString('utf8')).toBe('以前の内容');
      const history = { versionId: older.versionId, state: 'present', plaintext: true };
      expect(await store.versions()).toContainEqual(expect.objectContaining(history));
    });

    it('an older plaintext version of the same content goes too', async () => {
      await put(LONG);
      await put('他の内容');
      await put(LONG);
      const store = await open();
      await store.classify(3);
      await store.enforce();
      expect(await versions()).toBe(2);
      expect(await clear(store)).toBe(LONG);
    });

    it('a locked plaintext version is named, kept, asked for each time, and goes when its lock ends', async () => {
      const plain = await put(LONG, { properties: { lock: under.lock } });
      const store = await open();
      await store.classify(3);
      const told = { done: 1, failed: 0, notes: [{ code: 'enforce/locked-plaintext', count: 1 }] };
      expect(await store.enforce()).toMatchObject(told);
      const waiting = {
        versionId: plain.versionId,
        state: 'present',
        plaintext: true,
        reason: 'enforce/locked-plaintext',
      };
      expect(await store.versions()).toContainEqual(expect.objectContaining(waiting));
      expect((await store.known())[0]).toMatchObject({
        state: 'protected',
        protection: { mode: 'envelope', plaintextHistory: 'plaintext-before' },
      });
      expect((await head()).properties.lock).toEqual(under.lock);

      expect(await store.enforce()).toMatchObject(told);
      expect(store.calls).not.toContain('destroyVersion');
      expect(await store.audited('version.locked')).toHaveLength(1);

      await under.release(plain);
      expect(await store.enforce()).toMatchObject({ done: 1, notes: [] });
      expect(await versions()).toBe(1);
      const gone = { versionId: plain.versionId, state: 'destroyed', reason: 'superseded' };
      expect(await store.versions()).toContainEqual(expect.objectContaining(gone));
      expect(await store.enforce()).toMatchObject({ planned: 0 });
    });

    it.each`
      level | access
      ${2}  | ${'archive'}
      ${3}  | ${'archive'}
      ${3}  | ${'live'}
    `(
      'level $level, $access: a crash at any change loses nothing, and the same command again ends it',
      async ({ level, access }) => {
        await put('短い');
        const counted = await open(access);
        await counted.classify(level);
        const counting = crashingPorts(counted.ports, { at: Number.POSITIVE_INFINITY, when: 'before' });
        await counted.enforce({}, counting.ports);
        expect(counting.changes()).toBeGreaterThan(4);
        for (let at = 1; at <= counting.changes(); at += stride(3)) {
          for (const when of ['before', 'after'] as const) {
            for (const version of await under.objects.versionsOf(await head()))
              await under.objects.destroyVersion(version);
            await put('短い');
            const store = await open(access);
            await store.classify(level);
            await store.decide();
            const crashing = crashingPorts(store.ports, { at, when });
            await store.enforce({}, crashing.ports).catch((error: unknown) => {
              if (!crashing.crashed()) throw error;
            });
            expect(await store.enforce(), `${when} change ${at}`).toMatchObject({ failed: 0 });
            expect(await clear(store), `${when} change ${at}`).toBe('短い');
            expect(await versions(), `${when} change ${at}`).toBe(1);
            const [object] = await store.known();
            expect(object, `${when} change ${at}`).toMatchObject({ state: 'protected', classification: { level } });
            const decision = await store.ports.catalog.decision(object?.objectId ?? '', object?.etag ?? '');
            expect(decision, `${when} change ${at}`).toMatchObject({ level });
          }
        }
      },
    );
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
