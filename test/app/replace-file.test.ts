import { mkdir, mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { replaceFile, replaceFileWith, SHARED } from '../../src/app/replace-file.js';
import { inLittleRoom } from '../support/little-room.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kimitsu-replace-'));
});
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

it('writes for the owner alone, makes the folder, and replaces what is there', async () => {
  const file = join(folder, 'new', 'plan.json');
  await replaceFile(file, 'before');
  await replaceFile(file, Buffer.from('after'));
  expect(await readFile(file, 'utf8')).toBe('after');
  expect([await modeOf(file), await modeOf(join(folder, 'new'))]).toEqual(['600', '700']);
});

it('gives what others may read another mode, and makes no folder for it', async () => {
  await replaceFile(join(folder, 'report.html'), 'x', SHARED);
  expect(await modeOf(join(folder, 'report.html'))).toBe('640');
  const missing = { kind: 'usage', code: 'file/not-writable', detail: { reason: 'ENOENT' } };
  await expect(replaceFile(join(folder, 'none', 'report.html'), 'x', SHARED)).rejects.toMatchObject(missing);
});

it('leaves what was there, and nothing beside it, where the new content fails', async () => {
  const file = join(folder, 'inventory.jsonl');
  await replaceFile(file, 'before');
  const failing = replaceFileWith(file, async (handle) => {
    await handle.writeFile('half');
    throw new Error('the store went away');
  });
  await expect(failing).rejects.toThrow('the store went away');
  await mkdir(join(folder, 'taken'));
  await expect(replaceFile(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'file/not-writable' });
  expect((await readdir(folder)).sort()).toEqual(['inventory.jsonl', 'taken']);
  expect(await readFile(file, 'utf8')).toBe('before');
});

it('the same when there is no room for it', async () => {
  const call = { module: new URL('./little-file.ts', import.meta.url), name: 'replaceInLittleRoom', args: [folder] };
  expect(await inLittleRoom(4096, call)).toBe('unavailable file/disk-full plan.json before');
});
