import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { checkpointFile } from '../../src/app/checkpoints/checkpoint-file.js';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { type SmallService, smallService } from '../support/small-service.js';

const PLAN = 'plan-000000000000000000000000';
const shown = screen();
let service: SmallService;
let boss: Enrolled;
const kimitsu = (...args: string[]): Promise<number> => shown.kimitsu(...args, '--dir', service.dir);

/** Puts the contents of an older catalogue into the same file, as a restore in place does. */
async function setBack(old: Uint8Array): Promise<void> {
  const file = join(service.dir, 'catalogue', 'catalogue.sqlite');
  // They may go by themselves meanwhile: when the closed connection is collected.
  for (const name of await readdir(join(service.dir, 'catalogue')))
    if (/-(wal|shm)$/.test(name)) await rm(join(service.dir, 'catalogue', name), { force: true });
  await truncate(file);
  await writeFile(file, old, { flag: 'r+' });
}

beforeAll(async () => {
  service = await smallService();
  boss = await enrol(service.dir);
  const file = join(service.dir, 'catalogue', 'catalogue.sqlite');
  const old = await readFile(file);
  for (let at = 0; at < 3; at++)
    await service.open(
      ({ ports }) => ports.catalog.appendAudit([{ actor: 'operator:test', action: 'test.done', subject: 'something' }]),
      { lock: 'exclusive' },
    );
  await setBack(old);
});

it.each([
  'plan disposal',
  `approve ${PLAN} --jws approval.jws`,
  `certificate issue ${PLAN}`,
  `erase ${PLAN}`,
  `migrate --plan ${PLAN}`,
  'migrate import-acceptance acceptance.jws',
  'adopt --reason restored',
  'catalog migrate --to postgres://nobody@localhost/nothing',
  'certificate revoke certificate-1 --reason mistaken --by one --confirmed-by other',
  'certificate accept acceptance.jws',
  'keys rotate',
  'keys import --level 3 --file material.bin',
  `accounts record account-1 --plan ${PLAN} --on 2026-11-25 --by one --confirmed-by other --evidence letter.pdf`,
  `accounts report --plan ${PLAN}`,
  'keys report',
  'hold release hold-1 --by one --confirmed-by other --reason over',
])('B1-2-2: `%s` is refused while the catalogue is older than its checkpoints', async (line) => {
  expect(await kimitsu(...line.split(' '), ...boss.identity), shown.stderr).toBe(6);
  expect(shown.stderr).toContain('audit/log-cut');
  expect(shown.stderr).toContain('古い目録が復元された可能性があります');
});

it('B1-2-2: the disposal of accounts is refused as well, and no second factor is spent', async () => {
  const stepUp = boss.stepUp();
  expect(await kimitsu('accounts', 'dispose', '--plan', PLAN, ...stepUp)).toBe(6);
  expect(shown.stderr).toContain('audit/log-cut');
  // A code counts once, so it was not used up.
  expect(await kimitsu('access', 'accept', ...stepUp), shown.stderr).toBe(0);
});

it('B1-2-2: status and doctor say it, a daily job goes on and says it, and stopping stays possible', async () => {
  expect(await kimitsu('status')).toBe(0);
  expect(shown.stderr).toMatch(
    /警告: 監査ログが、最後の照合点の時より短い.*現在の監査ログは、\d+件です。.*audit\/log-cut/,
  );
  expect(await kimitsu('status', '--json')).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({ checkpoint: { behind: true } });
  expect(await kimitsu('doctor')).toBe(1);
  expect(shown.stdout).toMatch(/不可 監査ログの照合点: .*audit\/log-cut/);
  expect(await kimitsu('enforce')).toBe(0);
  expect(shown.stderr).toContain('audit/log-cut');
  expect(await kimitsu('approve', PLAN, '--withdraw', '--reason', '確認のため', ...boss.identity)).toBe(2);
  expect(shown.stderr).toContain('エラー [plan/unknown]');
  expect(await kimitsu('audit', 'verify')).toBe(1);
});

it('a damaged file of checkpoints proves nothing; kept elsewhere, the log goes on with its own', async () => {
  const file = checkpointFile(service.dir);
  await copyFile(file, `${file}.kept`);
  await writeFile(file, 'no checkpoint\n');
  expect(await kimitsu('plan', 'disposal', ...boss.identity)).toBe(6);
  expect(shown.stderr).toContain('checkpoint/file-damaged');
  await rm(file);
  expect(await kimitsu('enforce'), shown.stderr).toBe(0);
  expect(shown.stderr).not.toContain('audit/log-cut');
  await kimitsu('plan', 'disposal', ...boss.identity);
  expect(shown.stderr).not.toContain('audit/log-cut');
});
