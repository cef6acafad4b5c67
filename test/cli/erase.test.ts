import { appendFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { enforce } from '../../src/app/enforce.js';
import { type ErasedService, erasedService } from '../app/certificates/erased-service.js';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';

/** A terminal at which Ctrl-C is typed as soon as something is asked. */
function ctrlC(): typeof process.stdin {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => terminal });
  terminal.once('resume', () => setImmediate(() => terminal.write('\u0003')));
  return terminal as unknown as typeof process.stdin;
}

const shown = screen();
const { kimitsu } = shown;
const OVER = ['--waiting-over', '--reason', '時報と照合した'];

describe('an erasure that has been done, run again', () => {
  let service: ErasedService;
  let planId: string;
  let boss: Enrolled;
  beforeAll(async () => {
    service = await erasedService();
    ({ planId } = service.made.plan);
    boss = await enrol(service.dir);
  });
  const erase = (...more: string[]) => kimitsu('erase', planId, ...more, '--dir', service.dir, ...boss.stepUp());
  const issue = (...more: string[]) =>
    kimitsu('certificate', 'issue', planId, ...more, '--dir', service.dir, ...boss.identity);

  it('says that the records are erased and only keys wait, and asks for no confirmation', async () => {
    expect(await erase(), shown.stderr).toBe(0);
    expect(shown.stdout).not.toContain('次の記録を消去します');
    expect(shown.stdout).toContain('記録の消去は済んでいます');
    expect(shown.stdout).toContain(`kimitsu certificate issue ${planId}`);
    expect(await kimitsu('erase', planId, '--dry-run', '--dir', service.dir)).toBe(0);
    expect(shown.stdout).toMatch(/既に始まっています（状態: 消去済/);
    expect(shown.stdout).not.toContain('消去されるもの');
  });

  it('says of a certificate that it was issued already, where and since when', async () => {
    expect(await issue('--json')).toBe(0);
    const { number, pdf, alreadyIssued } = JSON.parse(shown.stdout);
    expect(alreadyIssued).toBe(false);
    expect(await issue()).toBe(0);
    expect(shown.stdout).toContain('発行済みです');
    expect(shown.stdout).not.toContain('を発行しました');
    expect(shown.stdout).toContain(pdf);
    expect(await issue('--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ number, stage: 'interim', alreadyIssued: true });
  });

  it('says when it was completed, what is left, and which certificate comes next', async () => {
    expect(await erase(...OVER, '--json'), shown.stderr).toBe(0);
    const done = JSON.parse(shown.stdout);
    expect(done).toMatchObject({ phase: 'complete', alreadyComplete: false });
    expect(await erase()).toBe(0);
    expect(shown.stdout).toMatch(/この計画による消去は、令和\d+年.+に完了しています/);
    expect(shown.stdout).not.toMatch(/消去します|予定です|待機期間/);
    expect(shown.stdout).toContain('残したものはありません');
    expect(shown.stdout).toContain(`kimitsu certificate issue ${planId}`);
    expect(await issue()).toBe(0);
    expect(shown.stdout).toContain('（確定）を発行しました');
    expect(await erase()).toBe(0);
    expect(shown.stdout).not.toContain('certificate issue');
    expect(shown.stdout).toMatch(/廃棄証明書（確定）\s+test-centre-/);
    expect(await erase('--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      erasureId: done.erasureId,
      phase: 'complete',
      alreadyComplete: true,
    });
    expect(await kimitsu('erase', planId, '--dry-run', '--dir', service.dir)).toBe(0);
    expect(shown.stdout).toContain('完了しています');
    expect(shown.stdout).not.toContain('消去されるもの');
  });
});

describe('an erasure that is interrupted', () => {
  let service: SmallService;
  let boss: Enrolled;
  let planId: string;
  let hash: string;
  beforeAll(async () => {
    service = await smallService({
      'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
    });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    boss = await enrol(service.dir);
  });
  const dir = () => ['--dir', service.dir];
  const erase = (...more: string[]) => kimitsu('erase', planId, '--confirm', hash, ...more, ...dir(), ...boss.stepUp());

  /** Ctrl-C at the moment at which this stands on the screen. */
  function interruptAt(text: string): void {
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      shown.stdout += String(chunk);
      if (String(chunk).includes(text)) process.emit('SIGINT');
      return true;
    });
  }

  it('tells what is missing before it shows anything as about to happen, and takes Ctrl-C at the question as a no', async () => {
    expect(await kimitsu('plan', 'disposal', '--json', ...dir(), ...boss.identity), shown.stderr).toBe(0);
    ({ planId, hash } = JSON.parse(shown.stdout));
    expect(await kimitsu('approve', planId, '--key', service.keyFile, ...dir(), ...boss.identity)).toBe(0);
    expect(await kimitsu('approve', planId, '--key', service.keyFile, ...dir(), ...boss.identity)).toBe(0);
    expect(shown.stdout).toContain(`kimitsu erase ${planId} により行います`);
    await service.open(async ({ ports }) => {
      const before = await ports.catalog.auditHead();
      const dry = ['erase', planId, '--dry-run', ...dir()];
      expect(await kimitsu(...dry)).toBe(0);
      expect(shown.stdout).toMatch(/府の承認 {2}府民お問合せ担当課長（署名、/);
      expect(shown.stdout).not.toContain('消去できません');
      await service.put('pbx/memo/late.txt', '計画の後に届いたメモ');
      expect(await kimitsu(...dry)).toBe(0);
      expect(shown.stdout).toContain('この計画では消去できません。[erase/scope-changed]');
      expect(await kimitsu(...dry, '--json')).toBe(0);
      const approval = { approved: true, form: 'signature' };
      expect(JSON.parse(shown.stdout)).toMatchObject({ dryRun: true, approval, blocked: 'erase/scope-changed' });
      await rm(join(service.dir, 'data/pbx/memo/late.txt'));
      await rename(join(service.dir, 'data/pbx/memo/0001.txt'), join(service.dir, '0001.txt'));
      expect(await kimitsu(...dry, '--json')).toBe(0);
      expect(JSON.parse(shown.stdout)).toMatchObject({ blocked: 'erase/scope-changed' });
      await rename(join(service.dir, '0001.txt'), join(service.dir, 'data/pbx/memo/0001.txt'));
      expect(await kimitsu(...dry, '--json')).toBe(0);
      expect(JSON.parse(shown.stdout)).not.toHaveProperty('blocked');
      // B3-2-3: a trial of a plan that somebody has changed is no trial of what was approved.
      const file = join(service.dir, 'plans', `${planId}.json`);
      const asWritten = await readFile(file);
      await appendFile(file, ' ');
      expect(await kimitsu(...dry)).toBe(6);
      expect(shown.stderr).toContain('plan/file-altered');
      expect(shown.stdout).not.toContain('消去されるもの');
      await writeFile(file, asWritten);
      expect((await ports.catalog.auditHead())?.hash).toBe(before?.hash);
    });
    expect(await erase('--waiting-over')).toBe(2);
    expect(shown.stderr).toContain('erase/no-reason');
    expect(await erase('--waiting-over', '--reason', '時報')).toBe(2);
    expect(shown.stderr).toContain('erase/not-waiting');
    expect(shown.stdout).toBe('');
    expect(await kimitsu('erase', planId, '--reschedule-keys', '--reason', 'x', ...dir(), ...boss.stepUp())).toBe(2);
    expect(shown.stderr).toContain('erase/not-waiting');

    const terminal = vi.spyOn(process, 'stdin', 'get').mockReturnValue(ctrlC());
    expect(await kimitsu('erase', planId, ...dir(), ...boss.stepUp())).toBe(5);
    terminal.mockRestore();
    expect(shown.stderr).toMatch(/erase\/not-confirmed.+何も変更していません/);
  });

  it('stops before the first key, and says that nothing is lost and how to go on', async () => {
    const units = await readdir(join(service.dir, 'keys/units'));
    interruptAt('次の記録を消去します');
    expect(await erase()).toBe(130);
    expect(await readdir(join(service.dir, 'keys/units'))).toEqual(units);
    expect(shown.stderr).toContain('鍵も記録も、まだ何も消去していません');
    expect(shown.stderr).toContain(`kimitsu erase ${planId}`);
  });

  it('B3-2-1: refuses in a copy of the workspace until it is adopted; moved, it goes on', async () => {
    const copy = await copyOf(service);
    const inCopy = (...args: string[]) => kimitsu(...args, '--dir', copy.dir, ...boss.stepUp());
    expect(await kimitsu('enforce', '--dir', copy.dir), 'a daily job').toBe(0);
    expect(await inCopy('erase', planId, '--confirm', hash)).toBe(5);
    expect(shown.stderr).toMatch(/workspace\/copied[\s\S]*kimitsu adopt/);
    expect(shown.stdout).not.toContain('次の記録を消去します');

    expect(await kimitsu('adopt', '--dry-run', '--json', '--dir', copy.dir)).toBe(0);
    const found = JSON.parse(shown.stdout);
    expect(found).toMatchObject({ copied: true, keys: [], places: [] });
    const adopt = ['adopt', '--reason', '新しいサーバーへの移設', '--confirm', found.hash];
    expect(await inCopy(...adopt), shown.stderr).toBe(0);
    expect(await kimitsu('adopt', '--dry-run', '--json', '--dir', copy.dir)).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ copied: false, keys: [], places: [] });
    expect(JSON.parse(shown.stdout).own).not.toBe(found.own);
    const moved = `${copy.dir}-moved`;
    await rename(copy.dir, moved);
    expect(await kimitsu('erase', planId, '--confirm', hash, '--dir', moved, ...boss.stepUp()), shown.stderr).toBe(0);
    expect(shown.stdout).toContain('消去済');
  });
});
