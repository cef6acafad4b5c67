import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { remanenceOf } from '../../src/app/remanence.js';
import { encodeLegacy } from '../../src/text/legacy-encoding.js';

/** Five characters: long enough in ISO-2022-JP, where kanji are printable ASCII bytes. */
const VALUE = '小笠原太郎';

async function folderWith(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kimitsu-'));
  await mkdir(join(folder, 'deep', 'er'), { recursive: true });
  await writeFile(join(folder, 'deep', 'er', 'file.bin'), bytes);
  return folder;
}

describe('remanenceOf', () => {
  it.each([
    ['utf-8', Buffer.from(VALUE)],
    ['utf-16le', Buffer.from(VALUE, 'utf16le')],
    ['utf-16be', Buffer.from(VALUE, 'utf16le').swap16()],
    ['shift_jis', encodeLegacy(VALUE, 'shift_jis')],
    ['euc-jp', encodeLegacy(VALUE, 'euc-jp')],
    ['iso-2022-jp', encodeLegacy(VALUE, 'iso-2022-jp')],
  ] as const)('finds a value in %s', async (encoding, bytes) => {
    const folder = await folderWith(Buffer.concat([Buffer.from('xx'), bytes ?? Buffer.alloc(0), Buffer.from('yy')]));
    const { found } = await remanenceOf(folder, [VALUE, '鈴木花子']);
    expect(found.map((one) => one.encoding)).toEqual([encoding]);
  });

  it('finds a value that lies across two chunks', async () => {
    const filler = Buffer.alloc((1 << 20) - 5, 0x20);
    const folder = await folderWith(Buffer.concat([filler, Buffer.from(VALUE), filler]));
    expect((await remanenceOf(folder, [VALUE])).found).toHaveLength(1);
  });

  it('leaves out what is found by chance in hashes', async () => {
    const folder = await folderWith(Buffer.concat([Buffer.from('1234567'), Buffer.from('070', 'utf16le').swap16()]));
    expect(await remanenceOf(folder, ['1234567', '070'])).toMatchObject({ forms: 0, found: [] });
    const whole = await folderWith(Buffer.from('090-1234-5678', 'utf16le'));
    expect((await remanenceOf(whole, ['090-1234-5678'])).found).toHaveLength(1);
  });

  it('finds nothing where nothing is, and says how much it looked at', async () => {
    const folder = await folderWith(Buffer.from('山口次郎'));
    expect(await remanenceOf(folder, [VALUE])).toMatchObject({ files: 1, bytes: 12, found: [], forms: 6 });
  });
});
