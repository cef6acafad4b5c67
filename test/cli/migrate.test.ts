import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { planMigration } from '../../src/app/migration/make-plan.js';
import { runMigration } from '../../src/app/migration/migrate-plan.js';
import { FolderTarget } from '../../src/migrate/package/folder.js';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { type MigratingService, migratingService } from '../support/migrating-service.js';
import { screen } from '../support/screen.js';

/** Runs a command line and gives its exit code, starting with empty screens. */
const shown = screen();
const { kimitsu } = shown;

describe('migrate', () => {
  let service: MigratingService;
  let plan: string[];
  let folder: string;
  let boss: Enrolled;

  beforeAll(async () => {
    service = await migratingService({ files: { 'pbx/memo/a.txt': '架空山 花子様' }, system: 'pbx' });
    boss = await enrol(service.dir);
    plan = ['migrate', '--plan', service.made.plan.planId, '--dir', service.dir];
    folder = join(service.handover, service.made.plan.packages[0]?.name ?? '');
  });

  it('B1-1-2: shows what is going to happen and changes nothing, on a trial and without a confirmation', async () => {
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('次期受託者');
    expect(shown.stdout).toContain('平文');
    expect(shown.stdout).toMatch(/府の承認 {2}府民お問合せ担当課長（署名、令和8年4月1日/);
    expect(shown.stdout).toContain('試行のため、何も変更していません。');
    expect(shown.stdout).not.toContain('引き渡せません');
    await rename(service.handover, `${service.handover}-unmounted`);
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('この計画では引き渡せません。[migrate/no-destination]');
    expect(await kimitsu(...plan, '--dry-run', '--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ approval: { approved: true }, blocked: 'migrate/no-destination' });
    await rename(`${service.handover}-unmounted`, service.handover);
    const seq = () => service.open(async ({ ports }) => (await ports.catalog.auditHead())?.seq);
    const before = await seq();
    await service.put('pbx/memo/late.txt', '後から届いたメモ');
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('この計画では引き渡せません。[migrate/scope-changed]');
    expect(shown.stdout).toMatch(/電話交換機.*: 計画 1版（[\d.]+ \S+）、現在 2版（/);
    expect(await kimitsu(...plan, '--dry-run', '--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      blocked: 'migrate/scope-changed',
      changes: [{ system: 'pbx', planned: { versions: 1 }, stored: { versions: 2 } }],
    });
    await rm(join(service.dir, 'data/pbx/memo/late.txt'));
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).not.toContain('引き渡せません');
    expect(await seq()).toBe(before);
    expect(await kimitsu(...plan, ...boss.identity)).toBe(5);
    expect(shown.stderr).toContain('access/no-code');
    expect(await kimitsu(...plan, ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('migrate/not-confirmed');
    expect(await kimitsu(...plan, '--confirm', 'a'.repeat(64), ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('migrate/wrong-confirmation');
    expect(await readdir(service.handover)).toEqual([]);
  });

  it('B3-2-3: says on a trial that nobody has approved the plan, and asks nobody to confirm it', async () => {
    const { plan: other, hash } = await service.open((workspace) => planMigration(workspace, 'pbx'));
    const command = ['migrate', '--plan', other.planId, '--dir', service.dir];
    expect(await kimitsu(...command, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('府の承認  有効な承認がないため、実行できません。[migrate/not-approved]');
    expect(await kimitsu(...command, '--dry-run', '--json')).toBe(0);
    expect(JSON.parse(shown.stdout).approval).toEqual({ approved: false, code: 'migrate/not-approved' });
    expect(await kimitsu(...command, '--confirm', hash, ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('migrate/not-approved');
    expect(await readdir(service.handover)).toEqual([]);
    expect(await kimitsu('status', '--dir', service.dir)).toBe(0);
    expect(shown.stdout).toContain(`移行計画 ${other.planId}（承認待ち）`);
  });

  it.each(['json', 'pdf'])('B3-2-3: hands nothing over while the plan on file is another one (%s)', async (form) => {
    const file = join(service.dir, 'plans', `${service.made.plan.planId}.${form}`);
    const whole = await readFile(file);
    await writeFile(file, Buffer.concat([whole, Buffer.from(' ')]));
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('この計画では引き渡せません。[plan/file-altered]');
    const run = service.open((workspace) => runMigration(workspace, service.made.plan));
    await expect(run).rejects.toMatchObject({ kind: 'integrity', code: 'plan/file-altered' });
    await writeFile(file, whole);
    expect(await readdir(service.handover)).toEqual([]);
  });

  it('needs a plan, and one of a migration', async () => {
    expect(await kimitsu('migrate', '--dir', service.dir)).toBe(2);
    expect(shown.stderr).toContain('migrate/no-plan');
    expect(await kimitsu('migrate', '--plan', 'plan-0', '--dir', service.dir, ...boss.stepUp())).toBe(2);
    expect(shown.stderr).toContain('plan/unknown');
  });

  it('says where it stopped when it is interrupted, and goes on', async () => {
    const begin = () => kimitsu(...plan, '--confirm', service.made.hash, ...boss.stepUp());
    vi.spyOn(process.stdout, 'write').mockImplementationOnce(() => process.emit('SIGINT'));
    expect(await begin()).toBe(130);
    expect(shown.stderr).toContain('まだ何も引き渡していません。');
    const write = FolderTarget.prototype.write;
    const writes = vi.spyOn(FolderTarget.prototype, 'write').mockImplementation(function (this: FolderTarget, ...args) {
      process.emit('SIGINT');
      return write.apply(this, args);
    });
    expect(await begin()).toBe(130);
    writes.mockRestore();
    expect(shown.stderr).toContain('移行を中断しました（検証に合格した移行データ 0個、計画 1個）。');
    expect(shown.stderr).toContain('移行元の記録は変更していません。');
    expect(shown.stderr).toContain(`kimitsu migrate --plan ${service.made.plan.planId} をもう一度`);
    expect(shown.stderr).toMatch(new RegExp(`格納先（${service.handover}）に残る.*平文の記録を含みます`));
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).toContain('この計画の移行は、既に始まっています');
  });

  it('hands over, checks, accepts and takes the acceptance in', async () => {
    await mkdir(join(service.handover, '.test-centre-pbx-01234567.partial'));
    expect(await kimitsu(...plan, '--confirm', service.made.hash, '--json', ...boss.stepUp())).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      phase: 'verified',
      packages: [{ system: 'pbx', objects: 1 }],
      abandoned: ['.test-centre-pbx-01234567.partial'],
    });
    expect(shown.stderr).toContain('完成していない移行データ');
    // B4: what was handed over lies here until it is erased, protected as before.
    const page = join(service.dir, 'report.html');
    expect(await kimitsu('report', '--html', page, '--json', '--dir', service.dir)).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ protection: [{ level: 3, mode: 'envelope', objects: 1 }] });
    const html = await readFile(page, 'utf8');
    expect(html).toMatch(/保管中のファイル<\/span><strong>1件/);
    expect(html).toMatch(/保護の処理を終えた割合<\/span><strong>100/);
    expect(html).toContain('移行済（消去前）');
    expect(await kimitsu('migrate', 'verify', folder)).toBe(0);
    expect(shown.stdout).toContain('合格');
    const manifest = join(folder, 'tagmanifest-sha256.txt');
    const whole = await readFile(manifest);
    await rm(manifest);
    expect(await kimitsu(...plan, ...boss.stepUp())).toBe(1);
    expect(shown.stderr).toContain('検証の時と異なります');
    expect(shown.stdout).not.toContain('合格');
    await writeFile(manifest, whole);
    expect(await kimitsu(...plan, ...boss.stepUp())).toBe(0);
    expect(shown.stdout).toContain('読み直しました。検証の時と同じ内容です。');
    expect(shown.stdout).toContain('引渡しは済んでいます。移行データを全て読み直し');
    expect(shown.stdout).not.toContain('引き渡します');
    expect(await kimitsu(...plan, '--dry-run')).toBe(0);
    expect(shown.stdout).not.toMatch(/引き渡され|引き渡します/);
    expect(await kimitsu('migrate', 'accept', folder, '--key', service.receiverKeyFile)).toBe(0);
    expect(
      await kimitsu('migrate', 'import-acceptance', `${folder}.acceptance.jws`, '--dir', service.dir, ...boss.identity),
    ).toBe(0);
    expect(shown.stdout).toContain('全ての移行データの受領を確認しました。');
    const again = ['migrate', 'import-acceptance', `${folder}.acceptance.jws`, '--dir', service.dir, ...boss.identity];
    expect(await kimitsu(...again)).toBe(0);
    expect(shown.stdout).toContain('既に記録されています');
    expect(shown.stdout).not.toContain('記録しました');
    expect(await kimitsu(...again, '--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ alreadyRecorded: true, open: [] });
    expect(await kimitsu('status', '--dir', service.dir)).toBe(0);
    expect(shown.stdout).toContain(`${service.made.plan.planId}（受領済）`);
  });

  it('verify names what is wrong, and exits 1 or 2', async () => {
    const name = (await readFile(join(folder, 'manifest-sha256.txt'), 'utf8')).trim().slice(66);
    await rm(join(folder, name));
    expect(await kimitsu('migrate', 'verify', folder)).toBe(1);
    expect(shown.stdout).toContain('data/records/memo/a.txt: 欠落しています');
    expect(await kimitsu('migrate', 'verify', folder, '--json')).toBe(1);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      verdict: 'invalid',
      problems: expect.arrayContaining([{ code: 'missing', about: name }]),
    });
    expect(await kimitsu('migrate', 'accept', folder, '--key', service.receiverKeyFile)).toBe(6);
    expect(await kimitsu('migrate', 'verify', join(folder, 'metadata'))).toBe(2);
    for (const none of [join(folder, 'nowhere'), join(folder, 'bagit.txt')]) {
      expect(await kimitsu('migrate', 'verify', none)).toBe(2);
      expect(shown.stderr).toContain('エラー [folder/unreadable] フォルダーが');
    }
  });

  it('a workspace without a receiver says what is missing', async () => {
    const { smallService } = await import('../support/small-service.js');
    const { dir } = await smallService();
    expect(await kimitsu('plan', 'migration', '--dir', dir)).toBe(2);
    expect(shown.stderr).toContain('migrate/not-configured');
  });
});
