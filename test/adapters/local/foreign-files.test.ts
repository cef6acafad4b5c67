import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalObjectStore } from '../../../src/adapters/local/store/local-object-store.js';
import { collect } from '../../../src/base/bytes.js';
import type { ObjectVersion } from '../../../src/ports/object-store.js';
import { messageCipher } from '../../../src/protect/message-cipher.js';
import { localStore } from './workspace.js';

type Workspace = Awaited<ReturnType<typeof localStore>>;

describe('files that people and programs put into a bucket', () => {
  let under: Workspace;
  let store: LocalObjectStore;
  const bucket = 'pbx';

  beforeEach(async () => {
    under = await localStore();
    store = under.store;
  });
  afterEach(() => under.close());

  const drop = async (key: string, text: string) => {
    const path = join(under.path, key);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
  };
  const put = (key: string, text: string, kms = false) =>
    store.put(
      { bucket, key },
      (async function* () {
        yield Buffer.from(text);
      })(),
      { encryption: kms ? { mode: 'kms', keyId: under.kmsKeyId, bucketKey: false } : { mode: 'default' } },
    );
  const versions = async (prefix?: string) => {
    const list: ObjectVersion[] = [];
    for await (const version of store.listVersions(bucket, prefix)) list.push(version);
    return list;
  };
  const read = async (ref: ObjectVersion) => (await collect(await store.get(ref))).toString();
  const texts = async (prefix?: string) => Promise.all((await versions(prefix)).map(read));

  it('are versions, without encryption, with an id that stays', async () => {
    await drop('2026/04/07/a.wav', 'sound');
    const head = await store.head({ bucket, key: '2026/04/07/a.wav' });
    expect(head).toMatchObject({ size: 5, encryption: { mode: 'none' }, isLatest: true, deleteMarker: false });
    expect(head!.versionId).toMatch(/^null-[0-9a-f]{32}$/);
    expect(await store.head({ bucket, key: '2026/04/07/a.wav' })).toEqual(head);
    expect(await texts()).toEqual(['sound']);
  });

  it('changed in any way are another version with another ETag', async () => {
    await drop('a', 'one');
    const [one] = await versions();
    await utimes(join(under.path, 'a'), new Date(0), new Date(1_000));
    const [touched] = await versions();
    expect(touched!.etag).not.toBe(one!.etag);
    expect(touched!.versionId).not.toBe(one!.versionId);
    await expect(store.get(one!)).rejects.toMatchObject({ code: 'store/no-such-version' });
  });

  it('are kept when the store writes over them, under the id they had', async () => {
    await drop('a', 'dropped');
    const [dropped] = await versions();
    await put('a', 'put');
    expect((await versions())[1]).toMatchObject({ versionId: dropped!.versionId, isLatest: false });
    expect(await texts()).toEqual(['put', 'dropped']);
    expect(await readFile(join(under.path, 'a'), 'utf8')).toBe('put');
    await store.destroyVersion(dropped!);
    expect(await texts()).toEqual(['put']);
  });

  it('are exposed again when what was put over them is destroyed', async () => {
    await drop('a', 'dropped');
    const [dropped] = await versions();
    const head = await put('a', 'put', true);
    await store.destroyVersion(head);
    expect(await readFile(join(under.path, 'a'), 'utf8')).toBe('dropped');
    expect(await versions()).toEqual([dropped]);
  });

  it.each([false, true])('written over a version of the store are recognised (kms: %s)', async (kms) => {
    await put('a', 'one', kms);
    await put('a', 'two', kms);
    await drop('a', 'TWO');
    const found = await versions();
    expect(found.map(({ versionId }) => versionId.startsWith('null-'))).toEqual([true, false]);
    expect(await texts()).toEqual(['TWO', 'one']);
    expect(await store.head({ bucket, key: 'a' })).toMatchObject({ encryption: { mode: 'none' } });
    await put('a', 'three', kms);
    expect(await texts()).toEqual(['three', 'TWO', 'one']);
  });

  it('renamed over a version of the store are recognised, and of the same length too', async () => {
    await put('a', 'one');
    await drop('b', 'two');
    await rename(join(under.path, 'b'), join(under.path, 'a'));
    expect(await texts('a')).toEqual(['two']);
    expect(await texts('a')).toEqual(['two']);
  });

  it('restored from a backup with new inodes and times are still the versions they were', async () => {
    const one = await put('a', 'one', true);
    const path = join(under.path, 'a');
    const content = await readFile(path);
    await rm(path);
    await writeFile(path, content);
    expect(await store.head({ bucket, key: 'a' })).toEqual(one);
    expect(await texts()).toEqual(['one']);
    await put('a', 'two', true);
    expect(await texts()).toEqual(['two', 'one']);
  });

  it('never list records on their way to the history as uploads, and recover removes those that a kill has left', async () => {
    const heads = await Promise.all(Array.from({ length: 40 }, (_, at) => put(`key-${at}`, 'one', true)));
    let destroying = true;
    const destroyed = Promise.all(heads.map((head) => store.destroyVersion(head))).then(() => {
      destroying = false;
    });
    while (destroying) {
      expect(await unfinished(store)).toEqual([]);
      await setImmediate();
    }
    await destroyed;
    await writeFile(join(under.path, '.kimitsu/tmp/00000000-0000-4000-8000-000000000000.record'), '{"key":"a"}');
    expect(await unfinished(store)).toEqual([]);
    await store.recover(bucket);
    expect(await ownFiles(under.path)).toEqual([]);
  });

  describe('of an upload that a crash has cut off', () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const inTmp = (part: string) => `.kimitsu/tmp/${id}.${part}`;

    it.each(['', '{"key":"a'])(
      'before its content began (%j) are no upload, and recover removes them',
      async (named) => {
        await drop(inTmp('key'), named);
        expect(await unfinished(store)).toEqual([]);
        await store.recover(bucket);
        expect(await ownFiles(under.path)).toEqual([]);
      },
    );

    it.each([undefined, '', '{"key":"a'])(
      'and whose name the power failure took (%j) stay one until aborted',
      async (named) => {
        if (named !== undefined) await drop(inTmp('key'), named);
        await drop(inTmp('data'), '');
        await store.recover(bucket);
        expect(await unfinished(store)).toMatchObject([{ key: '', uploadId: id }]);
        for await (const upload of store.listUploads(bucket)) await store.abortUpload(upload);
        expect(await ownFiles(under.path)).toEqual([]);
      },
    );
  });

  it('deleted by hand leave a delete marker, and no trace once that is destroyed', async () => {
    await put('folder/a', 'one', true);
    await rm(join(under.path, 'folder/a'));
    const [marker, ...rest] = await versions();
    expect(marker).toMatchObject({ deleteMarker: true, isLatest: true });
    expect(rest).toEqual([]);
    await store.destroyVersion(marker!);
    expect(await versions()).toEqual([]);
    expect(await ownFiles(under.path)).toEqual([]);
  });

  it('are kept in order with those in hidden folders and of strange names', async () => {
    for (const key of ['.hidden', '.git/config', 'a/.kimitsu/x', 'a b', '.kimitsu2']) await drop(key, 'x');
    expect((await versions()).map(({ key }) => key)).toEqual([
      '.git/config',
      '.hidden',
      '.kimitsu2',
      'a b',
      'a/.kimitsu/x',
    ]);
  });

  it('with names in CP932 are listed, read and destroyed; no byte of the name is lost', async () => {
    const name = Buffer.from([0x98, 0x5e, 0x89, 0xb9, 0x5c, 0x2e, 0x77, 0x61, 0x76]);
    const path = Buffer.concat([Buffer.from(`${under.path}/`), name]);
    await writeFile(path, 'sound');
    const [found] = await versions();
    expect(found!.key).toMatch(/\.wav$/);
    expect(Buffer.from(found!.key, 'utf8').toString('utf8')).toBe(found!.key);
    expect(await read(found!)).toBe('sound');
    await put(found!.key, 'over', true);
    expect(await texts()).toEqual(['over', 'sound']);
    expect((await readdir(under.path, { encoding: 'buffer' })).some((entry) => entry.equals(name))).toBe(true);
    for (const version of await versions()) await store.destroyVersion(version);
    expect((await readdir(under.path)).filter((entry) => entry !== '.kimitsu')).toEqual([]);
  });

  describe('that are no files', () => {
    it('a symbolic link is listed, cannot be read, and is destroyed without what it points to', async () => {
      await writeFile(join(under.path, '..', 'outside'), 'outside');
      await symlink('../outside', join(under.path, 'link'));
      const [link] = await versions();
      expect(link).toMatchObject({ key: 'link', size: 0 });
      await expect(store.get(link!)).rejects.toMatchObject({ kind: 'denied', code: 'store/not-a-file' });
      await expect(put('link', 'x')).rejects.toMatchObject({ kind: 'conflict', code: 'store/path-conflict' });
      await store.destroyVersion(link!);
      expect(await versions()).toEqual([]);
      expect(await readFile(join(under.path, '..', 'outside'), 'utf8')).toBe('outside');
    });

    it('a linked folder is listed as one object; nothing is read or written through it', async () => {
      await mkdir(join(under.path, '..', 'elsewhere'));
      await writeFile(join(under.path, '..', 'elsewhere', 'a'), 'outside');
      await symlink('../elsewhere', join(under.path, 'link'));
      expect((await versions()).map(({ key }) => key)).toEqual(['link']);
      const fault = { kind: 'denied', code: 'store/not-a-file' };
      await expect(store.head({ bucket, key: 'link/a' })).rejects.toMatchObject(fault);
      await expect(put('link/b', 'x')).rejects.toMatchObject(fault);
      expect(await readdir(join(under.path, '..', 'elsewhere'))).toEqual(['a']);
      expect(await unfinished(store)).toEqual([]);
    });
  });

  it.each([
    '../a',
    '/a',
    'a//b',
    'a/',
    '.',
    'a/../b',
    '.kimitsu',
    '.kimitsu/a',
    'a\0b',
    `${'x'.repeat(256)}`,
    `${'x/'.repeat(512)}x`,
    '\ud800',
    '\uf7e3\uf781\uf782',
    '',
  ])('the key %j is refused', async (key) => {
    const fault = { kind: 'usage', code: 'store/bad-key' };
    await expect(put(key, 'x')).rejects.toMatchObject(fault);
    await expect(store.head({ bucket, key })).rejects.toMatchObject(fault);
    expect(await readdir(under.path)).toEqual([]);
  });

  it.each(['..', '.', '', 'a/b', '.hidden'])('the bucket %j is refused', async (name) => {
    await expect(store.head({ bucket: name, key: 'a' })).rejects.toMatchObject({ code: 'store/bad-bucket' });
  });

  it('a folder in place of a file, or a file in place of a folder, is a conflict that changes nothing', async () => {
    await drop('a/b', 'x');
    const fault = { kind: 'conflict', code: 'store/path-conflict' };
    await expect(put('a', 'y')).rejects.toMatchObject(fault);
    await expect(put('a/b/c', 'y')).rejects.toMatchObject(fault);
    expect(await texts()).toEqual(['x']);
    expect(await unfinished(store)).toEqual([]);
  });

  it('a file that became a folder keeps its older versions', async () => {
    await put('a', 'one');
    await put('a', 'two');
    await rm(join(under.path, 'a'));
    await drop('a/b', 'below');
    expect((await versions()).map(({ key, deleteMarker }) => [key, deleteMarker])).toEqual([
      ['a', true],
      ['a', false],
      ['a/b', false],
    ]);
    const [marker, one] = await versions();
    await store.destroyVersion(marker!);
    expect(await read(one!)).toBe('one');
    await store.destroyVersion(one!);
    expect(await texts()).toEqual(['below']);
    expect(await ownFiles(under.path)).toEqual([]);
  });

  it('empty folders go with their last file, the bucket stays', async () => {
    const head = await put('2026/04/a', 'x');
    await put('2026/05/a', 'x');
    await store.destroyVersion(head);
    expect(await readdir(join(under.path, '2026'))).toEqual(['05']);
    for (const version of await versions()) await store.destroyVersion(version);
    expect(await readdir(under.path)).toEqual(['.kimitsu']);
    expect(await ownFiles(under.path)).toEqual([]);
  });

  it('what the store makes itself is for its user only', async () => {
    await put('folder/a', 'one');
    await put('folder/a', 'two');
    for (const path of ['folder', '.kimitsu', '.kimitsu/tmp', '.kimitsu/history/folder/a']) {
      expect((await stat(join(under.path, path))).mode & 0o777).toBe(0o700);
    }
    for (const path of ['folder/a', ...(await ownFiles(under.path))]) {
      expect((await stat(join(under.path, path))).mode & 0o777).toBe(0o600);
    }
  });

  it('a file of kms mode that was cut is reported, not read', async () => {
    const one = await put('a', 'one', true);
    await put('a', 'two', true);
    const data = (await ownFiles(under.path)).find((path) => path.endsWith('.data'))!;
    await writeFile(join(under.path, data), 'cut');
    await expect(store.get(one)).rejects.toMatchObject({ kind: 'integrity', code: 'store/corrupt' });
  });

  it('a record that cannot be read is reported without its content', async () => {
    await put('a', 'one');
    const record = (await ownFiles(under.path)).find((path) => path.endsWith('.json'))!;
    await writeFile(join(under.path, record), '{"key": "090-1234-5678"');
    const fault = await store.head({ bucket, key: 'a' }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'integrity', code: 'store/corrupt' });
    // Node prints the cause as well, and a parser's error quotes what it could not parse.
    expect(inspect(fault)).not.toContain('090');
  });

  it('recovery removes empty folders of the store, whose names are parts of keys, and changes no version', async () => {
    await put('a/k', 'one', true);
    await put('a/k', 'two', true);
    await drop('b', 'dropped');
    await mkdir(join(under.path, '.kimitsu/history/09012345678/x'), { recursive: true });
    const before = await versions();
    await store.recover(bucket);
    expect(await versions()).toEqual(before);
    expect(await texts()).toEqual(['two', 'one', 'dropped']);
    expect(await readdir(join(under.path, '.kimitsu/history'))).toEqual(['a']);
  });

  it('recovery makes a restored file its version again for good', async () => {
    const one = await put('a', 'one', true);
    const content = await readFile(join(under.path, 'a'));
    await rm(join(under.path, 'a'));
    await writeFile(join(under.path, 'a'), content);
    await store.recover(bucket);
    const { ino } = await stat(join(under.path, 'a'));
    const record = (await ownFiles(under.path)).find((path) => path.endsWith('.json'))!;
    expect(JSON.parse(await readFile(join(under.path, record), 'utf8')).file.ino).toBe(String(ino));
    expect(await versions()).toMatchObject([{ versionId: one.versionId }]);
  });

  it('another store object on the same folder sees the same', async () => {
    await put('a', 'one', true);
    const head = await put('a', 'two', true);
    const { keys, clock } = under;
    const other = new LocalObjectStore({ root: join(under.path, '..'), keys, cipher: messageCipher, clock });
    expect(await other.head({ bucket, key: 'a' })).toEqual(head);
    expect((await collect(await other.get(head))).toString()).toBe('two');
  });
});

async function unfinished(store: LocalObjectStore) {
  const list = [];
  for await (const upload of store.listUploads('pbx')) list.push(upload);
  return list;
}

/** Files of the store itself, as paths below the bucket. */
async function ownFiles(path: string): Promise<string[]> {
  const entries = await readdir(join(path, '.kimitsu'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}
