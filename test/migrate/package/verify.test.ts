import { execFileSync } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect, sha256Hex } from '../../../src/base/bytes.js';
import { FolderPackage } from '../../../src/migrate/package/folder.js';
import { BagItProfile, MIGRATION_PROFILE } from '../../../src/migrate/package/profile.js';
import { verifyPackage } from '../../../src/migrate/package/verify.js';
import { inPieces } from '../../fuzz/chunks.js';
import { samplePackage } from './sample-package.js';

let template: string;
beforeAll(async () => {
  template = await samplePackage();
});

async function copied(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'kimitsu-bag-')), 'bag');
  await cp(template, folder, { recursive: true });
  return folder;
}

/** Writes a tag file and makes the tag manifest agree with it, as someone would who wants to deceive. */
async function rewriteTag(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const file = join(folder, path);
  const text = change(await readFile(file, 'utf8'));
  await writeFile(file, text);
  const manifest = join(folder, 'tagmanifest-sha256.txt');
  const lines = (await readFile(manifest, 'utf8'))
    .split('\n')
    .map((line) => (line.endsWith(`  ${path}`) ? `${sha256Hex(text)}  ${path}` : line));
  await writeFile(manifest, lines.join('\n'));
}

const A = 'data/records/memo/a.txt';

async function addTag(folder: string, path: string): Promise<void> {
  await writeFile(join(folder, path), 'x');
  await appendFile(join(folder, 'tagmanifest-sha256.txt'), `${sha256Hex('x')}  ${path}\n`);
}

/** Takes a record out and makes everything else agree. */
async function leaveOut(folder: string): Promise<void> {
  const { size } = await stat(join(folder, A));
  await rm(join(folder, A));
  const without = (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.includes(A))
      .join('\n');
  await rewriteTag(folder, 'manifest-sha256.txt', without);
  await rewriteTag(folder, 'metadata/records.jsonl', without);
  await rewriteTag(folder, 'bag-info.txt', (text) =>
    text
      .replace('Level-3: 3', 'Level-3: 2')
      .replace(/Payload-Oxum: (\d+)\.4/, (_, bytes: string) => `Payload-Oxum: ${Number(bytes) - size}.3`),
  );
}

describe('verifyPackage', () => {
  it('finds a package valid and counts it', async () => {
    const report = await verifyPackage(new FolderPackage(await copied()));
    expect(report).toMatchObject({
      verdict: 'valid',
      objects: 4,
      problemCount: 0,
      protection: 'none',
      levels: [
        { level: 3, objects: 3 },
        { level: 1, objects: 1 },
      ],
    });
  });

  it.each`
    what                                           | spoil                                                                                                                                                | problem
    ${'a missing file'}                            | ${(f: string) => rm(join(f, A))}                                                                                                                     | ${['missing', A]}
    ${'an altered file'}                           | ${(f: string) => writeFile(join(f, A), 'あいうえおかきくけこ')}                                                                                      | ${['altered', A]}
    ${'a file cut short'}                          | ${(f: string) => truncate(join(f, A), 3)}                                                                                                            | ${['altered', A]}
    ${'an extra file'}                             | ${(f: string) => writeFile(join(f, 'data/extra'), 'x')}                                                                                              | ${['extra', 'data/extra']}
    ${'an extra tag file'}                         | ${(f: string) => writeFile(join(f, 'note.txt'), 'x')}                                                                                                | ${['extra', 'note.txt']}
    ${'a renamed file'}                            | ${(f: string) => rename(join(f, A), join(f, `${A}2`))}                                                                                               | ${['extra', `${A}2`]}
    ${'an altered tag file'}                       | ${(f: string) => writeFile(join(f, 'metadata/migration-plan.json'), '{}')}                                                                           | ${['altered', 'metadata/migration-plan.json']}
    ${'a manifest line twice'}                     | ${(f: string) => rewriteTag(f, 'manifest-sha256.txt', (t) => `${t + t.split('\n')[0]}\n`)}                                                           | ${['duplicate', A]}
    ${'a manifest that leads out'}                 | ${(f: string) => rewriteTag(f, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  data/../../x\n`)}                                               | ${['unsafe-path', 'data/../../x']}
    ${'a manifest that names a folder'}            | ${(f: string) => rewriteTag(f, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  data/records\n`)}                                               | ${['missing', 'data/records']}
    ${'a manifest of endless names'}               | ${(f: string) => rewriteTag(f, 'manifest-sha256.txt', (t) => `${t}${'a'.repeat(64)}  data/${'n'.repeat(5000)}\n`)}                                   | ${['missing', `data/${'n'.repeat(5000)}`]}
    ${'a pipe for a declaration'} | ${async (f: string) => {
  await rm(join(f, 'bagit.txt'));
  execFileSync('mkfifo', [join(f, 'bagit.txt')]);
}} | ${['not-a-file', 'bagit.txt']}
    ${'a line without an end'}                     | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => t + 'x'.repeat(70_000))}                                                             | ${['unreadable', 'metadata/records.jsonl']}
    ${'bytes that are no text'}                    | ${(f: string) => writeFile(join(f, 'bag-info.txt'), Buffer.from([0xff, 0xfe]))}                                                                      | ${['unreadable', 'bag-info.txt']}
    ${'a manifest of nonsense'}                    | ${(f: string) => rewriteTag(f, 'manifest-sha256.txt', (t) => `${t}nonsense\n`)}                                                                      | ${['unreadable', 'manifest-sha256.txt']}
    ${'no payload manifest'}                       | ${(f: string) => rm(join(f, 'manifest-sha256.txt'))}                                                                                                 | ${['missing', 'manifest-sha256.txt']}
    ${'no tag manifest'}                           | ${(f: string) => rm(join(f, 'tagmanifest-sha256.txt'))}                                                                                              | ${['missing', 'tagmanifest-sha256.txt']}
    ${'another declaration'}                       | ${(f: string) => rewriteTag(f, 'bagit.txt', (t) => t.replace('1.0', '0.9'))}                                                                         | ${['profile', 'Accept-BagIt-Version: 0.9']}
    ${'a declaration of nothing'}                  | ${(f: string) => rewriteTag(f, 'bagit.txt', () => 'hello\n')}                                                                                        | ${['declaration', 'bagit.txt']}
    ${'another Oxum'}                              | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/Payload-Oxum: .*/, 'Payload-Oxum: 1.1'))}                                           | ${['oxum', '1.1']}
    ${'a label left out'}                          | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/Contact-Name: .*\n/, ''))}                                                          | ${['profile', 'Bag-Info: Contact-Name']}
    ${'another profile'}                           | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/(BagIt-Profile-Identifier: ).*/, '$1x'))}                                           | ${['profile', 'Bag-Info: BagIt-Profile-Identifier']}
    ${'other counts by level'}                     | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace('Level-3: 3', 'Level-3: 2'))}                                                        | ${['level-count', '3: 2 / 3']}
    ${'a file to fetch'}                           | ${(f: string) => writeFile(join(f, 'fetch.txt'), 'https://example.com/ 1 data/x\n')}                                                                 | ${['profile', 'Allow-Fetch.txt: fetch.txt']}
    ${'a second kind of manifest'}                 | ${(f: string) => writeFile(join(f, 'manifest-md5.txt'), '')}                                                                                         | ${['profile', 'Manifests-Allowed: md5']}
    ${'a file beside the tag manifests'}           | ${(f: string) => writeFile(join(f, 'tagmanifest-sha256.txt.exe'), 'x')}                                                                              | ${['extra', 'tagmanifest-sha256.txt.exe']}
    ${'a tag file that the profile does not know'} | ${(f: string) => addTag(f, 'readme.html')}                                                                                                           | ${['profile', 'Tag-Files-Allowed: readme.html']}
    ${'another hash of the plan'}                  | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/(Kimitsu-Plan-Hash: ).*/, `$1${'c'.repeat(64)}`))}                                  | ${['plan-differs', 'Kimitsu-Plan-Hash']}
    ${'another plan'}                              | ${(f: string) => rewriteTag(f, 'metadata/migration-plan.json', (t) => t.replace('"versions":3', '"versions":2'))}                                    | ${['plan-differs', 'Kimitsu-Plan-Hash']}
    ${'a plan that is none'}                       | ${(f: string) => rewriteTag(f, 'metadata/migration-plan.json', () => '{}')}                                                                          | ${['unreadable', 'metadata/migration-plan.json']}
    ${'another receiver'}                          | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/(Kimitsu-Receiver: ).*/, '$1別の者'))}                                              | ${['plan-differs', 'Kimitsu-Receiver']}
    ${'another name'}                              | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/(External-Identifier: ).*/, '$1other'))}                                            | ${['plan-differs', 'External-Identifier']}
    ${'another protection'}                        | ${(f: string) => rewriteTag(f, 'bag-info.txt', (t) => t.replace(/(Kimitsu-Protection: ).*/, '$1kms'))}                                               | ${['plan-differs', 'Kimitsu-Protection']}
    ${'a record less'}                             | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => t.split('\n').slice(1).join('\n'))}                                                  | ${['record-missing', A]}
    ${'a record twice'}                            | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => `${t + t.split('\n')[0]}\n`)}                                                        | ${['duplicate', A]}
    ${'a record without its file'}                 | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => `${t + t.split('\n')[0]?.replace('records/memo/a.txt"', 'records/memo/z.txt"')}\n`)} | ${['record-without-file', 'data/records/memo/z.txt']}
    ${'a record with another hash'}                | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => t.replace(/"sha256":"[0-9a-f]{4}/, '"sha256":"0000'))}                               | ${['record-differs', A]}
    ${'a record with another size'}                | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => t.replace(/"payloadBytes":\d+/, '"payloadBytes":1'))}                                | ${['record-differs', A]}
    ${'a record that is none'}                     | ${(f: string) => rewriteTag(f, 'metadata/records.jsonl', (t) => `${t}{}\n`)}                                                                         | ${['unreadable', 'metadata/records.jsonl']}
    ${'a link'}                                    | ${(f: string) => symlink('/etc/hostname', join(f, 'data', 'link'))}                                                                                  | ${['not-a-file', 'data/link']}
    ${'a linked folder'}                           | ${(f: string) => symlink('/etc', join(f, 'data', 'folder'))}                                                                                         | ${['not-a-file', 'data/folder']}
  `(
    '$what is named',
    async ({ spoil, problem }: { spoil(folder: string): Promise<void>; problem: [string, string] }) => {
      const folder = await copied();
      await spoil(folder);
      const report = await verifyPackage(new FolderPackage(folder));
      expect(report.verdict).toBe('invalid');
      const found = report.problems.map(({ code, about }) => [code, about]);
      expect(found).toContainEqual(problem);
    },
  );

  it('a manifest without a line shows the file as extra', async () => {
    const folder = await copied();
    await rewriteTag(folder, 'manifest-sha256.txt', (text) => text.split('\n').slice(1).join('\n'));
    expect((await verifyPackage(new FolderPackage(folder))).problems).toContainEqual({ code: 'extra', about: A });
  });

  it('a folder that is no package is unreadable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kimitsu-none-'));
    await mkdir(join(folder, 'data'));
    expect(await verifyPackage(new FolderPackage(folder))).toMatchObject({ verdict: 'unreadable' });
  });

  it('names a thousand problems and counts the rest', async () => {
    const folder = await copied();
    for (let at = 0; at < 1100; at++) await writeFile(join(folder, 'data', `extra-${at}`), '');
    const { problems, problemCount } = await verifyPackage(new FolderPackage(folder));
    expect(problems).toHaveLength(1000);
    expect(problemCount).toBe(1101); // and the Oxum
  });

  it('finds the same, whether it compares all files at once or one by one', async () => {
    const folder = await copied();
    await writeFile(join(folder, 'data', 'extra'), 'x');
    await rm(join(folder, A));
    await rewriteTag(folder, 'metadata/records.jsonl', (text) => `${text}${text.split('\n')[3]}\n{}\n`);
    await rewriteTag(folder, 'manifest-sha256.txt', (text) => `${text}${text.split('\n')[2]}\n`);
    const sorted = async (filesAtOnce: number) => {
      const { problems, ...report } = await verifyPackage(new FolderPackage(folder), { filesAtOnce });
      return { ...report, problems: problems.map(({ code, about }) => `${code} ${about}`).sort() };
    };
    const once = await sorted(100_000);
    expect(once.problemCount).toBeGreaterThan(5);
    expect(await sorted(1)).toEqual(once);
  });

  it('of a record that is left out everywhere the plan alone tells', async () => {
    const folder = await copied();
    await leaveOut(folder);
    const { problems } = await verifyPackage(new FolderPackage(folder));
    expect(problems).toEqual([{ code: 'plan-differs', about: '3: 3 / 2' }]);
  });

  it('two names that a file system takes for one are not two records', async () => {
    const folder = await copied();
    const twin = A.replace('a.txt', 'A.txt');
    const again = (text: string) =>
      text +
      text
        .split('\n')
        .filter((line) => line.includes(A))
        .map((line) => `${line.replace(A, twin)}\n`)
        .join('');
    await rewriteTag(folder, 'manifest-sha256.txt', again);
    await rewriteTag(folder, 'metadata/records.jsonl', again);
    const files = new FolderPackage(folder);
    const folding = (path: string) => path.replace(twin, A);
    const report = await verifyPackage({
      list: () => files.list(),
      read: (path) => files.read(folding(path)),
      size: (path) => files.size(folding(path)),
    });
    expect(report.problems).toContainEqual({ code: 'duplicate', about: twin });
  });

  it.each([1000, 1_000_000])('a line that is too long is one, in pieces of %i bytes as well', async (pieces) => {
    const folder = await copied();
    await rewriteTag(folder, 'manifest-sha256.txt', (text) => `${text}${'a'.repeat(64)}  data/${'n'.repeat(70_000)}\n`);
    const files = new FolderPackage(folder);
    const report = await verifyPackage({
      list: () => files.list(),
      size: (path) => files.size(path),
      async read(path) {
        const content = await files.read(path);
        return content && inPieces(await collect(content, 1_000_000), pieces);
      },
    });
    expect(report.problems).toContainEqual({ code: 'unreadable', about: 'manifest-sha256.txt' });
  });

  it('takes another profile', async () => {
    const strict = { ...MIGRATION_PROFILE, 'Bag-Info': { 'Bag-Size': { required: true } } };
    const report = await verifyPackage(new FolderPackage(await copied()), { profile: BagItProfile.parse(strict) });
    expect(report.problems).toEqual([{ code: 'profile', about: 'Bag-Info: Bag-Size' }]);
  });
});
