import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { configTemplate } from '../../src/config/template.js';
import { screen } from '../support/screen.js';
import { s3Line } from '../watch/log-samples.js';

const shown = screen();
let dir: string;

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'kimitsu-watch-cli-')), 'service');
  // Open at all hours: the entries of the audit log that the test itself makes must not decide.
  const open = configTemplate('centre').replace(
    /(mon|tue|wed|thu|fri|sat|sun): (08:45-17:30|closed)/g,
    '$1: 00:00-24:00',
  );
  const source = '  sources: [{ id: s3-log, type: s3-access-log, folder: logs }]';
  await createWorkspace(
    dir,
    'centre',
    open.replace('holidays: japan', 'holidays: none').replace('  sources: []', source),
  );
  await mkdir(join(dir, 'logs'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dirname(dir), { recursive: true, force: true });
});

async function watch(...args: string[]): Promise<number> {
  return shown.kimitsu('watch-access', '--dir', dir, ...args);
}

describe('B2-3-2: watch-access on the command line', () => {
  it('exits 0 on nothing, 1 on something serious, and 0 again when nothing has come', async () => {
    await writeFile(join(dir, 'logs/a'), `${s3Line()}\n`);
    expect(await watch()).toBe(0);
    expect(shown.stdout).toContain('新たに検知したものはありません。');
    expect(shown.stderr).toContain('登録のない主体による操作');
    await writeFile(join(dir, 'logs/b'), `${s3Line({ operation: 'REST.PUT.BUCKETPOLICY', key: '-' })}\n`);
    const report = join(dir, 'report.md');
    expect(await watch('--report', report)).toBe(1);
    expect(shown.stdout).toContain('要対応');
    expect(shown.stdout).toContain('保管庫の設定変更');
    expect(await readFile(report, 'utf8')).toContain('s3:PutBucketPolicy');
    expect(await watch('--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      fresh: [],
      grown: [],
      sources: [{ id: 'audit' }, { id: 's3-log', logs: 0 }],
    });
  });

  it('refuses what it does not understand, before anything is read', async () => {
    expect(await watch('--since', 'yesterday')).toBe(2);
    expect(shown.stderr).toContain('watch/bad-instant');
    expect(await watch('--report', 'report.docx')).toBe(2);
    expect(shown.stderr).toContain('watch/report-format');
  });

  it('names a folder that is not there', async () => {
    await rm(join(dir, 'logs'), { recursive: true });
    expect(await watch()).toBe(2);
    expect(shown.stderr).toContain('ログのフォルダーを読み取れません。');
  });
});
