import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { enforceEncryption } from '../../jobs/enforce-encryption.js';
import { classify } from '../../src/app/classify.js';
import { enforce } from '../../src/app/enforce.js';
import { readRecord } from '../../src/app/read-record.js';
import { decideReview } from '../../src/app/review.js';
import type { CatalogObject } from '../../src/ports/catalog.js';
import { runJob } from '../../src/run/runner.js';
import { crashingPorts } from '../support/crashing-ports.js';
import { type SmallService, smallService } from '../support/small-service.js';

const MEMO = '架空山 花子様より、税の納付について。折返し 090-1234-5678';
const FAQ = '窓口の受付時間は、平日の午前９時から午後５時30分までです。';

const classified = (service: SmallService) => service.open((workspace) => classify(workspace), { detector: true });
const enforced = (service: SmallService) => service.open((workspace) => enforce(workspace));

function btoaUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

async function only(service: SmallService): Promise<CatalogObject> {
  return service.open(async ({ ports }) => {
    const all: CatalogObject[] = [];
    for await (const object of ports.catalog.objects()) all.push(object);
    expect(all).toHaveLength(1);
    return all[0] as CatalogObject;
  });
}

async function readClear(service: SmallService, key: string): Promise<string> {
  const output = join(service.dir, 'clear.txt');
  await service.open((workspace) =>
    readRecord(workspace, { key, purpose: 'test', output }, new AbortController().signal),
  );
  return readFile(output, 'utf8');
}

describe('classify-records', () => {
  it('says why, in rules and masked samples, and keeps no value', async () => {
    const service = await smallService({ 'citizens-voice/public/0901234567x.txt': MEMO });
    expect(await classified(service)).toMatchObject({ planned: 1, done: 1, failed: 0 });
    const { classification, maskedKey, sealedKey } = await only(service);
    expect(classification?.level).toBe(3);
    expect(classification?.because).toContainEqual(expect.objectContaining({ source: 'content', level: 3 }));
    expect(classification?.findings.map(({ type }) => type)).toContain('PHONE_NUMBER');
    expect(JSON.stringify({ classification, maskedKey, sealedKey })).not.toMatch(/花子|090-1234|0901234/);
  });

  it.each`
    what                     | value                                         | level
    ${'a number'}            | ${'090-1234-5678'}                            | ${3}
    ${'an encoded word'}     | ${`=?UTF-8?B?${btoaUtf8('架空山 花子様')}?=`} | ${3}
    ${'percent-encoding'}    | ${encodeURIComponent('架空山 花子様')}        | ${3}
    ${'nothing of a person'} | ${'exported 100%'}                            | ${1}
  `('別紙４: metadata counts: $what makes the object $level', async ({ value, level }) => {
    const service = await smallService();
    await service.open(async ({ ports }) => {
      const body = (async function* () {
        yield Buffer.from(FAQ);
      })();
      const options = { encryption: { mode: 'default' as const }, metadata: { remark: value, 'kimitsu-own': value } };
      await ports.objects.put({ bucket: 'citizens-voice', key: 'public/faq.txt' }, body, options);
    });
    await classified(service);
    const { classification } = await only(service);
    expect(classification?.level).toBe(level);
    expect(classification?.because).toContainEqual({ source: 'metadata', level, rule: 'object-metadata' });
    expect(JSON.stringify(classification)).not.toMatch(/花子|090-1234/);
  });

  it.each`
    what                        | tags                           | part
    ${'with a person in a tag'} | ${{ caller: '架空山 花子様' }} | ${{ source: 'metadata', level: 3, rule: 'object-tags' }}
    ${'that may not be read'}   | ${undefined}                   | ${{ source: 'unread', level: 3, rule: 'classify/tags-unread' }}
  `('別紙４: an object $what is level 3', async ({ tags, part }) => {
    const service = await smallService();
    const classification = await service.open(
      async (workspace) => {
        const { objects, catalog, seal } = workspace.ports;
        const object = { bucket: 'inquiry-form', key: 'public/notice.txt' };
        const text = '窓口の受付時間は、平日の午前９時から午後５時30分までです。';
        const put = { encryption: { mode: 'default' as const }, ...(tags ? { tags } : {}) };
        await objects.put(object, Readable.from([Buffer.from(text)]), put);
        if (!tags) objects.tagsOf = async () => undefined;
        await classify(workspace);
        return (await catalog.object(seal.objectId('inquiry-form', object.key)))?.classification;
      },
      { detector: true },
    );
    expect(classification?.level).toBe(3);
    expect(classification?.because).toContainEqual(part);
  });

  it('does not read again what is unchanged', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO });
    await classified(service);
    expect(await classified(service)).toMatchObject({ planned: 0 });
  });

  it('reads again what was changed by hand, before and after it was protected', async () => {
    const service = await smallService({ 'citizens-voice/public/a.txt': FAQ });
    await classified(service);
    expect((await only(service)).classification?.level).toBe(1);
    await service.put('citizens-voice/public/a.txt', MEMO);
    expect(await classified(service)).toMatchObject({ planned: 1, done: 1 });
    expect((await only(service)).classification?.level).toBe(3);
    await enforced(service);
    await service.put('citizens-voice/public/a.txt', `${FAQ}改`);
    expect(await classified(service)).toMatchObject({ planned: 1, done: 1 });
    expect((await only(service)).classification?.level).toBe(1);
  });

  it('a decision outlives an encryption that was interrupted before its record', async () => {
    const service = await smallService({ 'pbx/public/faq.txt': FAQ });
    await classified(service);
    const { objectId } = await only(service);
    await service.open(async (workspace) => {
      const said = { level: 3, reason: '確認', decidedBy: '架空 一郎', confirmedBy: undefined } as const;
      await decideReview(workspace, { objectId, ...said });
      // The listing, and the encrypted version.
      const crashing = crashingPorts(workspace.ports, { at: 2, when: 'after' });
      await runJob(enforceEncryption, { system: 'pbx' }, crashing.ports, { concurrency: 1 }).catch(() => undefined);
      expect(await workspace.ports.objects.versionsOf({ bucket: 'pbx', key: 'public/faq.txt' })).toHaveLength(2);
    });
    expect(await classified(service)).toMatchObject({ done: 1 });
    expect((await only(service)).classification?.level).toBe(3);
  });

  it('raises an object by its name alone', async () => {
    const service = await smallService({ 'citizens-voice/public/090-1234-5678.txt': FAQ });
    await classified(service);
    const { classification } = await only(service);
    expect(classification?.because).toContainEqual(expect.objectContaining({ source: 'name', level: 3 }));
  });

  it('takes what cannot be opened for level 3 and names the reason', async () => {
    const service = await smallService();
    await mkdir(join(service.dir, 'data/pbx/public'), { recursive: true });
    await symlink('/etc/hostname', join(service.dir, 'data/pbx/public/link.txt'));
    expect(await classified(service)).toMatchObject({ done: 1, failed: 0 });
    const { classification } = await only(service);
    expect(classification).toMatchObject({ level: 3, review: [{ code: 'store/not-a-file' }] });
    expect((await enforced(service)).summary).toMatchObject({ done: 1, failed: 0 });
  });

  it('names an object that disappeared', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO, 'pbx/memo/2.txt': MEMO });
    await classified(service);
    await rm(join(service.dir, 'data/pbx/memo/1.txt'));
    await classified(service);
    const states = await service.open(async ({ ports }) => (await ports.catalog.inventory()).map(({ state }) => state));
    expect(states.sort()).toEqual(['classified', 'gone']);
  });
});

describe('enforce-encryption', () => {
  it('encrypts by level, reads back, and leaves no plaintext version', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO });
    await classified(service);
    expect((await enforced(service)).summary).toMatchObject({ done: 1, failed: 0 });
    const stored = await readFile(join(service.dir, 'data/pbx/memo/1.txt'));
    expect(stored.includes(Buffer.from('花子'))).toBe(false);
    const { state, protection } = await only(service);
    expect(state).toBe('protected');
    expect(protection).toMatchObject({
      mode: 'envelope',
      unitId: expect.stringMatching(/^pbx\/3\/\d{4}-\d\d$/),
      plaintextHistory: 'plaintext-before',
    });
    expect(await readClear(service, 'pbx/memo/1.txt')).toBe(MEMO);
    const versions = await service.open(async ({ ports }) => {
      const found: string[] = [];
      for await (const version of ports.catalog.versions()) found.push(`${version.plaintext} ${version.state}`);
      return found.sort();
    });
    expect(versions).toEqual(['false present', 'true destroyed']);
  });

  it('a second run changes nothing', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO, 'pbx/public/faq.txt': FAQ });
    await classified(service);
    await enforced(service);
    const file = join(service.dir, 'data/pbx/memo/1.txt');
    const before = await stat(file);
    expect((await enforced(service)).summary.planned).toBe(0);
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it('repairs drift: someone put plaintext over a protected object', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO });
    await classified(service);
    await enforced(service);
    await service.put('pbx/memo/1.txt', `${MEMO}。追記`);
    const notes = [
      { code: 'enforce/drifted', count: 1 },
      { code: 'enforce/level-unknown', count: 1 },
    ];
    expect(await enforced(service)).toMatchObject({ drifted: 1, notClassified: 0, summary: { done: 1, notes } });
    expect(await readClear(service, 'pbx/memo/1.txt')).toBe(`${MEMO}。追記`);
    expect((await readFile(join(service.dir, 'data/pbx/memo/1.txt'))).includes(Buffer.from('花子'))).toBe(false);
    expect(await classified(service)).toMatchObject({ planned: 1, done: 1 });
    expect((await only(service)).classification?.because).toContainEqual(
      expect.objectContaining({ source: 'content' }),
    );
    expect((await enforced(service)).summary).toMatchObject({ planned: 0, notes: [] });
  });

  it('verify-all finds a change of encryption that no listing shows, and repairs it', async () => {
    const service = await smallService({
      'pbx/public/bid.txt': '架空建設株式会社の入札予定価格は、公表前のため部外秘です。',
    });
    await classified(service);
    expect((await only(service)).classification?.level).toBe(2);
    await enforced(service);
    const history = join(service.dir, 'data/pbx/.kimitsu/history/public/bid.txt');
    const [name = ''] = (await readdir(history)).filter((file) => file.endsWith('.json'));
    const record = JSON.parse(await readFile(join(history, name), 'utf8'));
    record.encryption.bucketKey = true;
    await writeFile(join(history, name), JSON.stringify(record));

    expect((await enforced(service)).summary).toMatchObject({ planned: 0 });
    const all = await service.open((workspace) => enforce(workspace, { verifyAll: true }));
    expect(all).toMatchObject({ drifted: 1, summary: { planned: 1, done: 1, failed: 0 } });
    const again = await service.open((workspace) => enforce(workspace, { verifyAll: true }));
    expect(again).toMatchObject({ drifted: 0, summary: { planned: 1, done: 1, notes: [] } });
    const entries = await service.open(async ({ ports }) => {
      const found: unknown[] = [];
      for await (const { action, detail } of ports.catalog.auditEntries())
        if (action === 'object.drifted') found.push(detail);
      return found;
    });
    expect(entries).toEqual([{ reason: 'protect/bucket-key', was: 'store-kms', found: 'store-kms' }]);
  });

  it('an altered ciphertext is not read as anything, and is named for review', async () => {
    const service = await smallService({ 'pbx/memo/1.txt': MEMO });
    await classified(service);
    await enforced(service);
    const file = join(service.dir, 'data/pbx/memo/1.txt');
    const bytes = await readFile(file);
    bytes[bytes.byteLength - 40] = (bytes[bytes.byteLength - 40] as number) ^ 1;
    await chmod(file, 0o600);
    await writeFile(file, bytes);
    await expect(readClear(service, 'pbx/memo/1.txt')).rejects.toMatchObject({ kind: 'integrity' });
    await classified(service);
    const { classification } = await only(service);
    expect(classification?.level).toBe(3);
    expect(classification?.review.map(({ code }) => code)).toEqual([expect.stringMatching(/^protect\//)]);
  });
});
