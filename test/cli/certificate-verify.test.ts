import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { rawZip } from '../certify/page/raw-zip.js';
import { screen } from '../support/screen.js';

const vector = (name: string) => join(packageRoot(), 'fixtures/certificate/vectors', name);
const GIB = 1024 ** 3;
let folder: string;
const shown = screen();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-bad-'));
});
afterAll(() => rm(folder, { recursive: true }));
/** A file of this size that takes no room on the disk. */
async function sparse(name: string, head: string, size = 2 * GIB): Promise<string> {
  const file = join(folder, name);
  const handle = await open(file, 'w');
  await handle.write(head, 0, 'latin1');
  await handle.truncate(size).finally(() => handle.close());
  return file;
}
const written = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const bomb = () => rawZip([{ name: 'a.bin', content: Buffer.alloc(200 * 1024 * 1024) }]);

describe('certificate verify of what is no certificate', () => {
  it.each<[string, () => Promise<string>, number, string]>([
    ['text', () => written('a.pdf', 'not a PDF'), 2, 'いずれでもありません'],
    ['nothing', () => written('empty', ''), 2, 'いずれでもありません'],
    ['bytes', () => written('b.jws', Buffer.alloc(100_000, 0xa5)), 2, 'いずれでもありません'],
    ['a PDF cut short', () => written('c.pdf', '%PDF-1.7\n1 0 obj'), 1, 'PDF の電子署名が正しくない'],
    ['2 GiB of a PDF', () => sparse('d.pdf', '%PDF-1.7\n'), 2, '大きすぎます'],
    ['2 GiB of nothing', () => sparse('e', ''), 2, '大きすぎます'],
    ['2 GiB of a ZIP', () => sparse('f.zip', 'PK\u0003\u0004'), 1, 'ZIP が壊れている'],
    ['a ZIP bomb', async () => written('g.zip', bomb()), 1, '展開すると異常に大きくなる'],
    ['300 MiB of a PDF', () => sparse('i.pdf', '%PDF-1.7\n', 300 * 1024 ** 2), 2, '大きすぎます'],
    ['brackets 100,000 deep', () => written('j.json', `{"a":${'['.repeat(100_000)}`), 1, '正規形の JSON'],
    [
      'objects 100,000 deep',
      () => written('k.json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
      1,
      '正規形の JSON',
    ],
    [
      'an inventory of a million empty lines',
      () => written('l.zip', rawZip([{ name: 'a.inventory.jsonl', content: Buffer.alloc(1_000_000, 0x0a) }])),
      1,
      '消去目録のものではない行',
    ],
    ['a newer schema', async () => vector('newer-schema.jws'), 2, '新しい様式の証明書です'],
    ['a JWT of something else', async () => vector('foreign-jwt.jws'), 1, '廃棄証明書ではありません'],
    ['an approval', async () => vector('approval.jws'), 1, '廃棄証明書ではありません'],
    [
      'a ZIP of other things',
      () => written('h.zip', rawZip([{ name: 'a', content: Buffer.from('a') }])),
      1,
      '一組だけ',
    ],
  ])('%s: exit code and reason in Japanese', async (_, file, code, reason) => {
    expect(await shown.kimitsu('certificate', 'verify', await file())).toBe(code);
    expect(shown.stdout).toContain(`判定: ${code === 2 ? '読み取れません' : '有効ではありません'}`);
    expect(shown.stdout).toContain(reason);
    expect(shown.stderr).toBe('');
  });

  it('calls a certificate valid only where the key of its issuer was given', async () => {
    expect(await shown.kimitsu('certificate', 'verify', vector('final.jws'))).toBe(0);
    expect(shown.stdout).not.toContain('有効です');
    expect(shown.stdout).toContain(
      '判定: 署名は正しく、署名の後に変更されていません。ただし、署名した者が発行者であるかは',
    );
    expect(shown.stdout).toContain('--pin に指定して検証するまで、廃棄の証拠として扱わないでください');
  });

  it.each(['folder', 'missing'])('a %s: exit code 2', async (which) => {
    const file = which === 'folder' ? folder : join(folder, 'missing');
    expect(await shown.kimitsu('certificate', 'verify', file)).toBe(2);
    expect(shown.stderr).toContain('file/unreadable');
  });

  it('takes 2 GiB for no key', async () => {
    const key = await sparse('key.pem', '-----BEGIN PUBLIC KEY-----\n');
    expect(await shown.kimitsu('certificate', 'verify', vector('final.jws'), '--pin', key)).toBe(2);
    expect(shown.stderr).toContain('key/not-public-p256');
  });

  it('of every vector that is not valid says why', async () => {
    for (const name of [
      'altered-count',
      'alg-none',
      'truncated',
      'duplicate-member',
      'missing-member',
      'totals',
      'wrong-key',
    ]) {
      await shown.kimitsu('certificate', 'verify', vector(`${name}.jws`));
      expect(shown.stdout, name).toContain('理由: ');
    }
  });
});
