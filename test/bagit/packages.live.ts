import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runMigration } from '../../src/app/migration/migrate-plan.js';
import { verifyFolder } from '../../src/app/migration/receive.js';
import { migratingService } from '../support/migrating-service.js';

/** Names that a store may hold; every one is a file or is renamed, none is lost. */
const NAMES = [
  '2026/04/090-1234-5678_山田.txt',
  'memo/50%.txt',
  'memo/100%25.txt',
  'memo/%0A.txt',
  'memo/line\nbreak.txt',
  'memo/carriage\rreturn.txt',
  'memo/ space at both ends .txt ',
  'memo/full width space\u3000',
  'memo/Case.txt',
  'memo/case.txt',
  'memo/が.txt',
  'memo/か\u3099.txt',
  'memo/𠮷野家.txt',
  'memo/*starred.txt',
  'memo/  two spaces.txt',
  'memo/tab\there.txt',
  'memo/$HOME.txt',
  '~root.txt',
  'memo/con.txt',
  'memo/next\u0085line.txt',
  'memo/line\u2028separator.txt',
  'memo/\ufeffbom.txt',
  'memo/back\\slash.txt',
  'memo/.hidden',
  'memo/dot.',
  `memo/${'あ'.repeat(80)}.txt`,
  'bagit.txt',
  'manifest-sha256.txt',
  'data/data/data',
];

interface Verdict {
  code: number | null;
  said: string;
}

/** What bagit-py says; 0 is valid. */
function bagit(folder: string): Verdict {
  const python = process.env.KIMITSU_BAGIT_PYTHON ?? '';
  const { status, stderr, stdout } = spawnSync(python, ['-m', 'bagit', '--validate', folder], { encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}

describe.each(['none', 'raw-rsa'] as const)('a package with protection %s', (protection) => {
  let folder: string;
  let content: Map<string, string>;

  beforeAll(async () => {
    content = new Map(NAMES.map((name, at) => [`pbx/${name}`, at === 3 ? '' : `架空の記録 第${at}号`]));
    const service = await migratingService({ files: Object.fromEntries(content), protection, system: 'pbx' });
    await service.open((workspace) => runMigration(workspace, service.made.plan));
    folder = join(service.handover, service.made.plan.packages[0]?.name ?? '');
  });

  async function copied(): Promise<string> {
    const copy = join(await mkdtemp(join(tmpdir(), 'kimitsu-bagit-')), 'bag');
    await cp(folder, copy, { recursive: true });
    return copy;
  }

  async function someFile(copy: string): Promise<string> {
    const files = await readdir(join(copy, 'data'), { recursive: true, withFileTypes: true });
    const [file] = files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    return file ?? '';
  }

  it('is accepted by both, with every record', async () => {
    expect(bagit(folder)).toMatchObject({ code: 0 });
    expect(await verifyFolder(folder)).toMatchObject({ verdict: 'valid', objects: NAMES.length });
    if (protection === 'raw-rsa') return;
    const lines = (await readFile(join(folder, 'metadata', 'records.jsonl'), 'utf8')).split('\n').filter(Boolean);
    const found = new Map<string, string>();
    for (const { key, path } of lines.map((line) => JSON.parse(line) as { key: string; path: string }))
      found.set(`pbx/${key}`, await readFile(join(folder, path), 'utf8'));
    expect(found).toEqual(content);
  });

  it.each`
    what                     | spoil
    ${'an altered file'}     | ${async (copy: string) => writeFile(await someFile(copy), 'altered')}
    ${'a missing file'}      | ${async (copy: string) => rm(await someFile(copy))}
    ${'an extra file'}       | ${async (copy: string) => writeFile(join(copy, 'data', 'extra.txt'), 'extra')}
    ${'altered records'}     | ${async (copy: string) => writeFile(join(copy, 'metadata', 'records.jsonl'), '')}
    ${'an altered manifest'} | ${async (copy: string) => writeFile(join(copy, 'manifest-sha256.txt'), '')}
    ${'no declaration'}      | ${async (copy: string) => rm(join(copy, 'bagit.txt'))}
  `('with $what is rejected by both', async ({ spoil }: { spoil(copy: string): Promise<void> }) => {
    const copy = await copied();
    await spoil(copy);
    expect(bagit(copy).code).not.toBe(0);
    expect((await verifyFolder(copy)).verdict).not.toBe('valid');
  });
});
