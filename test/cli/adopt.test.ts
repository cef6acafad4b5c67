import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Workspace } from '../../src/app/workspace.js';
import { systemsOf } from '../../src/inventory/systems.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { smallService } from '../support/small-service.js';

const shown = screen();
const kimitsu = (dir: string, ...args: string[]): Promise<number> => shown.kimitsu(...args, '--dir', dir);

it('B3-2-1: the second of two workspaces over one data folder is refused, and takes over by a person who confirms it', async () => {
  const first = await smallService({ 'pbx/memo.txt': '折り返し希望' });
  await first.open(inventory, { lock: 'exclusive' });
  const root = join(first.dir, 'data');
  const { dir } = await smallService({}, (yaml) => yaml.replace(/^( +root: ).*$/m, `$1${root}`));
  const boss = await enrol(dir);

  expect(await kimitsu(dir, 'enforce')).toBe(5);
  expect(shown.stderr).toContain('他の作業フォルダーの記録が置かれています');
  expect(await kimitsu(dir, 'adopt', '--dry-run', '--json')).toBe(0);
  const { hash, places } = JSON.parse(shown.stdout) as { hash: string; places: { bucket: string }[] };
  expect(places.map(({ bucket }) => bucket)).toContain('pbx');
  expect(shown.stdout).not.toContain('memo');

  expect(await kimitsu(dir, 'adopt', '--dry-run', '--reason', '旧作業フォルダーの廃止')).toBe(0);
  expect(shown.stdout).toContain(`kimitsu adopt --reason '旧作業フォルダーの廃止' --confirm ${hash}`);
  expect(await kimitsu(dir, 'adopt', '--dry-run')).toBe(0);
  expect(shown.stdout).toContain(`kimitsu adopt --reason <理由> --confirm ${hash}`);
  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止')).toBe(5);
  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止', ...boss.stepUp())).toBe(5);
  expect(shown.stderr).toContain('確認がないため');
  expect(await kimitsu(dir, 'adopt', '--reason', '旧作業フォルダーの廃止', '--confirm', hash, ...boss.stepUp())).toBe(
    0,
  );
  expect(await kimitsu(dir, 'adopt', '--dry-run', '--json')).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({ keys: [], places: [] });
  expect(await kimitsu(dir, 'enforce')).not.toBe(5);
  expect(await kimitsu(first.dir, 'enforce')).toBe(5);
});

it('keys and records without their catalogue: the keys cannot be taken over, the places can', async () => {
  const lost = await smallService({ 'pbx/memo.txt': '折り返し希望' });
  await lost.open(inventory, { lock: 'exclusive' });
  await rm(join(lost.dir, 'catalogue'), { recursive: true });
  expect(await kimitsu(lost.dir, 'adopt', '--dry-run')).toBe(6);
  expect(shown.stderr).toMatch(/catalogue\/other[\s\S]*新しい作業フォルダー[\s\S]*docs\/end-of-service\.md/);

  const { dir, open } = await smallService({}, (yaml) =>
    yaml.replace(/^( +root: ).*$/m, `$1${join(lost.dir, 'data')}`).replace('id: test-centre', 'id: next-centre'),
  );
  const boss = await enrol(dir);
  expect(await kimitsu(dir, 'adopt', '--dry-run', '--json')).toBe(0);
  const { hash } = JSON.parse(shown.stdout) as { hash: string };
  expect(await kimitsu(dir, 'adopt', '--reason', '目録の喪失', '--confirm', hash, ...boss.stepUp())).toBe(0);
  await open(inventory, { lock: 'exclusive' });
});

async function inventory({ ports }: Workspace): Promise<void> {
  for (const system of systemsOf(ports.service)) await takeInventory(system, ports);
}
