import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { assertOutput } from '../../src/app/output-path.js';
import { smallService } from '../support/small-service.js';

let dir = '';
let outside = '';
beforeEach(async () => {
  ({ dir } = await smallService());
  outside = await mkdtemp(join(tmpdir(), 'kimitsu-'));
  for (const name of ['keys/units', 'reports', 'catalogue']) await mkdir(join(dir, name), { recursive: true });
});

const code = (target: string, form: 'file' | 'log' = 'file', workspace = dir) =>
  assertOutput(target, form, workspace).then(
    () => 'allowed',
    (fault) => fault.code,
  );
const change = async (from: RegExp, to: string) => {
  const file = join(dir, 'kimitsu.yaml');
  const yaml = await readFile(file, 'utf8');
  expect(yaml).toMatch(from);
  await writeFile(file, yaml.replace(from, to));
};

describe('where output may go', () => {
  it.each([
    'keys/new.json',
    'keys/units/none/new.json',
    'data/pbx/new.txt',
    'catalogue/catalogue.sqlite-wal',
    ...['access', 'audit', 'run', 'plans', 'approvals', 'erasures', 'certificates', 'migrations', 'documents'].flatMap(
      (name) => [name, `${name}/new.json`],
    ),
    'kimitsu.yaml',
    'approver.pub.pem',
    'approver.pem',
    'elsewhere/new.csv',
    'reports/../keys/new.json',
    'reports/none/../../keys/new.json',
  ])('refuses %s below the workspace', async (name) => {
    expect(await code(`${dir}/${name}`)).toBe('output/inside-workspace');
    expect(await code(relative(process.cwd(), `${dir}/${name}`))).toBe('output/inside-workspace');
    // A workspace is known by its configuration, also to a command that was given none or another.
    expect(await code(`${dir}/${name}`, 'log', outside)).toBe('output/inside-workspace');
  });

  it('allows reports/, new files beside the configuration, and all that is elsewhere', async () => {
    await writeFile(join(dir, 'reports/r.csv'), '');
    await writeFile(join(outside, 'r.csv'), '');
    for (const target of [`${dir}/reports/r.csv`, `${dir}/reports/a/b.csv`, `${dir}/r.csv`, `${outside}/r.csv`])
      expect([target, await code(target)]).toEqual([target, 'allowed']);
  });

  it('goes on with a log beside the configuration, and with no other file there', async () => {
    await writeFile(join(dir, 'kimitsu.log'), '');
    expect(await code(join(dir, 'kimitsu.log'), 'log')).toBe('allowed');
    expect(await code(join(dir, 'kimitsu.log'), 'file')).toBe('output/inside-workspace');
    expect(await code(join(dir, 'approver.pem'), 'log')).toBe('output/inside-workspace');
  });

  it('follows folders that are links, in either reading of `..`, and refuses a link as the target', async () => {
    await symlink(join(dir, 'keys/units'), join(outside, 'way'));
    expect(await code(`${outside}/way/x.json`)).toBe('output/inside-workspace');
    expect(await code(`${outside}/way/../x.json`)).toBe('output/inside-workspace');
    await symlink(outside, join(dir, 'keys/out'));
    expect(await code(`${dir}/keys/out/../x.json`)).toBe('output/inside-workspace');
    await symlink(join(dir, 'keys/a.json'), join(outside, 'dangling.csv'));
    expect(await code(join(outside, 'dangling.csv'))).toBe('output/not-a-file');
    expect(await code(outside, 'log')).toBe('output/not-a-file');
  });

  it('knows places that the configuration puts elsewhere', async () => {
    await mkdir(join(outside, 'k'));
    await writeFile(join(outside, 'policy.yaml'), '');
    await change(/folder: keys/, `folder: ${outside}/k`);
    await change(/^catalogue: .*/m, `policy: ${outside}/policy.yaml\ncatalogue: ${outside}/c/catalogue.sqlite`);
    for (const name of ['k/x.json', 'policy.yaml', 'c/catalogue.sqlite'])
      expect([name, await code(join(outside, name))]).toEqual([name, 'output/inside-workspace']);
    expect(await code(join(outside, 'r.csv'))).toBe('allowed');
  });

  it('keeps a catalogue that lies in the workspace folder itself', async () => {
    await change(/^catalogue: .*/m, 'catalogue: c.sqlite');
    expect(await code(join(dir, 'c.sqlite-wal'))).toBe('output/inside-workspace');
    expect(await code(join(dir, 'r.csv'))).toBe('allowed');
  });

  it('with a configuration that cannot be read, allows reports/ alone', async () => {
    await writeFile(join(dir, 'kimitsu.yaml'), 'version: [');
    expect(await code(join(dir, 'r.csv'))).toBe('output/inside-workspace');
    expect(await code(join(dir, 'reports/r.csv'))).toBe('allowed');
  });
});
