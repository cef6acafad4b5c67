import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalObjectStore } from '../../../src/adapters/local/store/local-object-store.js';
import { collect } from '../../../src/base/bytes.js';
import type { PutOptions } from '../../../src/ports/object-store.js';
import { messageCipher } from '../../../src/protect/message-cipher.js';
import { localStore } from './workspace.js';

type Under = Awaited<ReturnType<typeof localStore>>;
const UNTIL = new Date('2027-04-01T00:00:00.000Z');
const CARRIED = {
  properties: { cacheControl: 'no-store', lock: { retention: { mode: 'governance', until: UNTIL } } },
  tags: { system: 'pbx' },
} satisfies Partial<PutOptions>;

let under: Under;
beforeEach(async () => {
  under = await localStore({ keysInMemory: true });
});
afterEach(() => under.close());

const put = (options: Partial<PutOptions> = {}) =>
  under.store.put(
    { bucket: 'pbx', key: 'k' },
    (async function* () {
      yield Buffer.from('content');
    })(),
    { encryption: { mode: 'default' }, ...options },
  );
const reopened = () =>
  new LocalObjectStore({
    root: join(under.path, '..'),
    keys: under.keys,
    cipher: messageCipher,
    clock: under.clock,
  });

describe('what a version carries', () => {
  it('is there again when the store is opened anew, dates as dates', async () => {
    const head = await put(CARRIED);
    expect(await reopened().head({ bucket: 'pbx', key: 'k' })).toEqual(head);
    expect(head.properties).toMatchObject(CARRIED.properties);
    expect(await reopened().attachmentsOf(head)).toEqual({ tags: { system: 'pbx' }, notKept: [] });
  });

  it('is nothing in a record of before it was kept, which is read and rewritten as ever', async () => {
    await put(CARRIED);
    const history = join(under.path, '.kimitsu/history/k');
    const [name = ''] = await readdir(history);
    const { properties, tags, ...older } = JSON.parse(await readFile(join(history, name), 'utf8'));
    expect({ properties, tags }).toMatchObject({ properties: { cacheControl: 'no-store' }, tags: { system: 'pbx' } });
    await writeFile(join(history, name), JSON.stringify(older));

    const store = reopened();
    const head = await store.head({ bucket: 'pbx', key: 'k' });
    if (!head) throw new Error('the older record is not read');
    expect(head).toMatchObject({ properties: {}, lock: undefined });
    expect(await store.attachmentsOf(head)).toEqual({ tags: {}, notKept: [] });
    const kms = { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } as const;
    const written = await store.rewrite(head, { encryption: kms });
    expect(await collect(await store.get(written.head))).toEqual(Buffer.from('content'));
    await store.destroyVersion(head);
  });

  it('a retention ends when its time has come', async () => {
    const head = await put(CARRIED);
    await expect(under.store.destroyVersion(head)).rejects.toMatchObject({ code: 'store/retention-locked' });
    under.clock.set(new Date(UNTIL.getTime() + 1));
    expect(await under.store.head(head)).toMatchObject({ lock: undefined });
    await under.store.destroyVersion(head);
    expect(await under.store.versionsOf(head)).toEqual([]);
  });

  it('a file put by hand carries nothing and can be rewritten', async () => {
    await writeFile(join(under.path, 'foreign.txt'), 'by hand');
    const head = await under.store.head({ bucket: 'pbx', key: 'foreign.txt' });
    if (!head) throw new Error('the file is not seen');
    const kms = { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } as const;
    const { head: written } = await under.store.rewrite(head, { encryption: kms });
    expect(await collect(await under.store.get(written))).toEqual(Buffer.from('by hand'));
    expect((await under.store.versionsOf(head)).map(({ versionId }) => versionId)).toEqual([
      written.versionId,
      head.versionId,
    ]);
    // Changed by hand after the store had looked: its ETag is another.
    await writeFile(join(under.path, 'foreign.txt'), 'by hand again');
    await expect(under.store.rewrite(written, { encryption: kms })).rejects.toMatchObject({ code: 'store/changed' });
  });
});
