import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { saveRun } from '../../src/app/runs/run-record.js';
import { faultText } from '../../src/cli/faults-ja.js';
import { screen } from '../support/screen.js';
import { smallService } from '../support/small-service.js';

const shown = screen();
const { kimitsu } = shown;

describe('operating a workspace on the command line', () => {
  it('schedule, status, report, find-expired and doctor', async () => {
    const { dir } = await smallService({ 'pbx/memo/090-1234-5678.txt': '架空山 花子様より' }, (yaml) =>
      yaml.replace(/^schedule:\n( {2}- .*\n)*/m, "schedule:\n  - { job: classify, cron: '* * * * *' }\n"),
    );
    expect(await kimitsu('schedule', '--list', '--dir', dir)).toBe(0);
    expect(shown.stdout).toMatch(/令和\d+年\d+月\d+日 \d\d:\d\d.*分類/);
    expect(await kimitsu('schedule', '--once', '--json', '--dir', dir)).toBe(0);
    expect(JSON.parse(shown.stdout).runs).toMatchObject([{ job: 'classify', result: 'done', exitCode: 0 }]);
    for (const line of shown.stderr.trim().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ service: 'kimitsu', job: 'classify' });
    expect(shown.stderr).not.toMatch(/花子|1234/);

    expect(await kimitsu('status', '--dir', dir)).toBe(0);
    expect(shown.stdout).toMatch(/分類\s*│ 定期 │ 正常終了/);
    const files = await mkdtemp(join(tmpdir(), 'kimitsu-'));
    expect(await kimitsu('report', '--html', join(files, 'r.html'), '--csv', join(files, 'r.csv'), '--dir', dir)).toBe(
      0,
    );
    expect(await readFile(join(files, 'r.csv'), 'utf8')).toContain('電話交換機');
    expect(await readFile(join(files, 'r.html'), 'utf8')).toContain('</html>');
    expect(await kimitsu('find-expired', '--dir', dir)).toBe(0);
    expect(shown.stdout).toContain('保存期間の満了した記録はありません');
    expect(await kimitsu('doctor', '--json', '--dir', dir)).toBe(Number(shown.stdout.includes('"bad"')));
    for (const { id, state, hint } of JSON.parse(shown.stdout))
      expect({ id, ok: state === 'ok' }).toEqual({ id, ok: hint === undefined });
  });

  it('status explains the codes of its remarks, each once', async () => {
    const { dir, open } = await smallService();
    await open(async ({ ports: { catalog } }) => {
      const at = '2026-04-01T00:00:00.000Z';
      const run = { job: 'classify', actor: 'operator:test', startedAt: at, endedAt: at, planned: 3, done: 1 };
      const faults = [{ kind: 'denied' as const, code: 'store/access-denied', count: 2, hint: undefined }];
      const rest = { failed: 2, stopped: false, faults, notes: [], result: 'failed' as const };
      for (const runId of ['run-1', 'run-2']) await saveRun(catalog, { ...run, ...rest, runId });
      const failure = { kind: 'unavailable' as const, code: 'store/unavailable' };
      await saveRun(catalog, { ...run, ...rest, faults: [], runId: 'run-3', failure });
    });
    expect(await kimitsu('status', '--dir', dir)).toBe(0);
    for (const { kind, code } of [
      { kind: 'denied', code: 'store/access-denied' },
      { kind: 'unavailable', code: 'store/unavailable' },
    ] as const)
      expect(shown.stdout.split(`  [${code}] ${faultText({ code, kind }).message}`)).toHaveLength(2);
  });

  it('read says how a text of another character set is seen on a screen, and only there', async () => {
    const text =
      '8e8196bc814689cb8bf38e522089d48e71976c82e682e8814190c582cc945b957482c982c282a282c496e28d8782b982aa82a082c182bd81420d0a';
    const { dir, open } = await smallService({ 'pbx/memo/1.txt': Buffer.from(text, 'hex') });
    await open((workspace) => classify(workspace), { detector: true });
    const read = ['read', 'pbx/memo/1.txt', '--purpose', '照会への回答', '--dir', dir];
    expect(await kimitsu(...read)).toBe(0);
    expect(shown.stderr).toBe('');
    const { isTTY } = process.stdout;
    try {
      process.stdout.isTTY = true;
      expect(await kimitsu(...read)).toBe(0);
    } finally {
      process.stdout.isTTY = isTTY;
    }
    expect(shown.stderr).toContain('CP932');
    expect(shown.stderr).toContain('| iconv -f CP932 -t UTF-8');
  });

  it('says in Japanese what is wrong with a timetable, and exits 2', async () => {
    const { dir } = await smallService();
    const file = join(dir, 'kimitsu.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace("cron: '0 1 * * *'", "cron: '0 0 30 2 *'"));
    expect(await kimitsu('schedule', '--once', '--dir', dir)).toBe(2);
    expect(shown.stderr).toMatch(/\d+行目 schedule\.0\.cron: この cron 式に当たる日時はありません/);
    expect(await kimitsu('schedule', '--metrics-port', '99999', '--dir', dir)).toBe(2);
    expect(shown.stderr).toContain('schedule/bad-port');
  });

  it('refuses a log level that does not exist, whatever the command', async () => {
    const { dir } = await smallService();
    expect(await kimitsu('status', '--log-level', 'loud', '--dir', dir)).toBe(2);
    expect(shown.stderr).toContain('log/bad-level');
    expect(await kimitsu('status', '--log-level', 'info', '--dir', dir)).toBe(0);
  });

  it('doctor exits 1 where something has to be put right', async () => {
    expect(await kimitsu('doctor', '--dir', join(tmpdir(), 'kimitsu-no-workspace'))).toBe(1);
    expect(shown.stdout).toContain('不可 設定ファイル');
  });
});
