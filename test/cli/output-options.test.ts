import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allCommands, buildProgram, pathOf } from '../../src/cli/build-program.js';
import { OUTPUT_OPTIONS } from '../../src/cli/output-options.js';
import { run } from '../../src/cli/program.js';
import { smallService } from '../support/small-service.js';

let stderr = '';
beforeEach(() => {
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    stderr += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const kimitsu = (...args: string[]): Promise<number> => run(['node', 'kimitsu', ...args]);
const UNIT = 'keys/units/pbx-3-2026-04.json';
const CATALOGUE = 'catalogue/catalogue.sqlite';
const SIGNING = 'keys/signing-key.json';

describe('B2-3-1: output of a command never replaces what the workspace lives on', () => {
  it('refuses keys, catalogue, records and configuration as a target, and changes nothing', async () => {
    const { dir, open } = await smallService({ 'pbx/memo/1.txt': '見本' });
    await open(async () => undefined);
    for (const file of [UNIT, SIGNING]) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), `{"instead":"of ${file}"}`);
    }
    const kept = [UNIT, SIGNING, CATALOGUE, 'data/pbx/memo/1.txt', 'kimitsu.yaml', 'approver.pub.pem'];
    const seen = () => Promise.all(kept.map((file) => readFile(join(dir, file), 'base64')));
    // SQLite makes and removes its two companions whenever a catalogue is opened.
    const names = async () =>
      (await readdir(dir, { recursive: true })).filter((name) => !/-(?:wal|shm)$/.test(name)).sort();
    const before = await seen();
    const there = await names();
    const at = (file: string) => join(dir, file);
    const attacks = [
      ['report', '--csv', at(UNIT)],
      ['report', '--csv', at(CATALOGUE)],
      ['classify', '--log-level', 'info', '--log-file', at(SIGNING)],
      ['report', '--html', at('data/pbx/memo/1.txt')],
      ['report', 'controls', '--output', at('keys/new.pdf')],
      ['approve', 'plan-0', '--key', at('approver.pem'), '--output', at('approver.pub.pem')],
      ['read', 'pbx/memo/1.txt', '--purpose', '確認', '--output', at('kimitsu.yaml')],
      ['watch-access', '--report', at('audit/day.md')],
      ['audit', 'export', '--output', at('run/export.jsonl')],
      ['certificate', 'prove', 'plan-0', '--object', 'pbx/memo/1.txt', '--output', at('certificates/proof.json')],
      ['migrate', 'accept', dir, '--key', at('approver.pem'), '--output', at(SIGNING)],
    ];
    for (const args of attacks) {
      stderr = '';
      expect([args, await kimitsu(...args, '--dir', dir)]).toEqual([args, 2]);
      expect(stderr).toContain('output/inside-workspace');
    }
    vi.stubEnv('KIMITSU_LOG', `info:${at(SIGNING)}`);
    expect(await kimitsu('classify', '--dir', dir)).toBe(2);
    expect(stderr).toContain('作業フォルダーの外、又は reports/');
    vi.unstubAllEnvs();
    // Named from another workspace, which knows nothing of this one.
    const other = await smallService();
    expect(await kimitsu('report', '--csv', at(UNIT), '--dir', other.dir)).toBe(2);
    expect(await seen()).toEqual(before);
    expect(await names()).toEqual(there);
  });

  it('refuses a log that cannot be begun before anything is done, whatever the command writes into it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    for (const command of ['classify', 'status', 'init']) {
      stderr = '';
      const log = join(folder, 'none', 'kimitsu.log');
      expect([command, await kimitsu(command, '--log-file', log, '--dir', join(folder, 'new'))]).toEqual([command, 2]);
      expect(stderr).toContain('[log/cannot-write]');
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('knows every option that writes a file', async () => {
    const writes = allCommands(await buildProgram(() => async () => undefined)).flatMap((command) =>
      command.options
        .filter(({ description }) => /書き出します|出力先|保存先/.test(description))
        .map((option) => ({ command: pathOf(command), option: option.attributeName() })),
    );
    expect(writes.length).toBeGreaterThan(8);
    for (const { command, option } of writes)
      expect([command, option, Object.hasOwn(OUTPUT_OPTIONS, option)]).toEqual([command, option, true]);
  });
});
