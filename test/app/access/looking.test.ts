import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../src/cli/program.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

let service: SmallService;
beforeEach(async () => {
  service = await smallService();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const kimitsu = (...args: string[]) => run(['node', 'kimitsu', ...args, '--dir', service.dir]);
const everything = async (): Promise<string[]> =>
  (await readdir(service.dir, { recursive: true })).filter((name) => !/^(catalogue|run)\b/.test(name)).sort();
const LOOKING = [
  ['status'],
  ['report'],
  ['access', 'status'],
  ['accounts', 'list'],
  ['keys', 'list'],
  ['hold', 'list'],
  ['audit', 'verify'],
  ['documents', 'list'],
  ['doctor'],
  ['erase', `plan-${'0'.repeat(24)}`, '--dry-run'],
];

describe('B2-3-1: commands that only look', () => {
  it('make neither keys nor folders in a new workspace', async () => {
    const before = await everything();
    for (const command of LOOKING) await kimitsu(...command);
    expect(await everything()).toEqual(before);
  });

  it('nor where an edited configuration says that they are', async () => {
    await enrol(service.dir, { codes: 1 });
    const yaml = join(service.dir, 'kimitsu.yaml');
    const edited = (await readFile(yaml, 'utf8'))
      .replace('folder: keys ', 'folder: other-keys ')
      .replace(/root: data\b/, 'root: other-data');
    await writeFile(yaml, edited);
    const before = await everything();
    for (const command of [...LOOKING, ['classify'], ['enforce']]) await kimitsu(...command);
    expect(await everything()).toEqual(before);
    // Nor where the keys were copied to and the one that signs was not.
    await cp(join(service.dir, 'keys'), join(service.dir, 'other-keys'), { recursive: true });
    await rm(join(service.dir, 'other-keys', 'signing-key.json'));
    for (const command of LOOKING) await kimitsu(...command);
    expect(await everything()).not.toContain(join('other-keys', 'signing-key.json'));
  });
});
