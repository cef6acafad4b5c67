import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/program.js';
import { systemsOf } from '../../src/inventory/systems.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { enrol } from '../support/enrolled.js';
import { smallService } from '../support/small-service.js';

let stdout = '';
let stderr = '';
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    stdout += String(chunk);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    stderr += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function kimitsu(dir: string, ...args: string[]): Promise<number> {
  [stdout, stderr] = ['', ''];
  return run(['node', 'kimitsu', ...args, '--dir', dir]);
}

it('B3-2-1: the second of two workspaces over one data folder is refused, and takes over by a person who confirms it', async () => {
  const first = await smallService({ 'pbx/memo.txt': '折り返し希望' });
  await first.open(
    async ({ ports }) => {
      for (const system of systemsOf(ports.service)) await takeInventory(system, ports);
    },
    { lock: 'exclusive' },
  );
  const root = join(first.dir, 'data');
  const { dir } = await smallService({}, (yaml) => yaml.replace(/^( +root: ).*$/m, `$1${root}`));
  const boss = await enrol(dir);

  expect(await kimitsu(dir, 'enforce')).toBe(5);
  expect(stderr).toContain('他の作業フォルダーの記録が置かれています');
  expect(await kimitsu(dir, 'adopt', '--dry-run', '--json')).toBe(0);
  const { hash, places } = JSON.parse(stdout) as { hash: string; places: { bucket: string }[] };
  expect(places.map(({ bucket }) => bucket)).toContain('pbx');
  expect(stdout).not.toContain('memo');

  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止')).toBe(5);
  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止', ...boss.stepUp())).toBe(5);
  expect(stderr).toContain('確認がないため');
  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止', '--confirm', hash, ...boss.stepUp())).toBe(
    0,
  );
  expect(await kimitsu(dir, 'adopt', '--dry-run', '--json')).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ keys: [], places: [] });
  expect(await kimitsu(dir, 'enforce')).not.toBe(5);
  expect(await kimitsu(first.dir, 'enforce')).toBe(5);
});
