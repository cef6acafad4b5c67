import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enrol } from '../support/enrolled.js';
import { asOrdinaryUser } from '../support/ordinary-user.js';
import { screen } from '../support/screen.js';
import { smallService } from '../support/small-service.js';

const shown = screen();

/** Runs a command line and gives its exit code, starting with empty screens. */
async function kimitsu(...args: string[]): Promise<number> {
  return shown.kimitsu(...args);
}

const newFolder = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'kimitsu-')), 'w');

describe('init', () => {
  it('makes a workspace, and refuses to make it twice', async () => {
    const dir = await newFolder();
    expect(await kimitsu('init', '--dir', dir)).toBe(0);
    expect(shown.stdout).toContain('作業フォルダーを作りました');
    expect(await readdir(join(dir, 'data'))).toEqual(expect.arrayContaining(['pbx', 'citizens-voice']));
    // Trying again, as 3 asks for, would help nobody.
    expect(await kimitsu('init', '--dir', dir)).toBe(2);
    expect(shown.stderr).toContain('init/exists');
  });

  it('says so where none can be made, instead of trying for ever', async () => {
    const [other, file] = [await newFolder(), await newFolder()];
    await mkdir(other);
    await chmod(dirname(other), 0o755);
    await writeFile(file, '');
    for (const dir of [join(other, 'x'), '/proc/kimitsu/x', join(file, 'x'), join(other, 'x'.repeat(256))]) {
      expect(await asOrdinaryUser(() => kimitsu('init', '--dir', dir)), dir).toBe(2);
      expect(shown.stderr).toMatch(/init\/not-writable.*\n.*→/);
    }
  });
});

describe('detect', () => {
  it('shows findings of a file and, asked to, why each scored what it did', async () => {
    const file = await newFolder();
    await writeFile(file, '畑中様から電話がありました。\n');
    expect(await kimitsu('detect', file)).toBe(0);
    expect(shown.stdout).not.toContain('文字目');
    expect(await kimitsu('detect', '--explain', file)).toBe(0);
    expect(shown.stdout).toContain('1～2文字目');
    await writeFile(file, '本日は晴れです。\n');
    expect(await kimitsu('detect', '--explain', file)).toBe(0);
    expect(shown.stdout).toContain('検出されませんでした');
    expect(shown.stdout).not.toContain('│');
  });

  it('says of each place in which record and which of its cells it is, never the cell', async () => {
    const file = await newFolder();
    await writeFile(file, '番号,氏名,内容\n1,,水道の件\n2,畑中 太郎,"折り返し希望。電話 090-1234-5678"\n');
    expect(await kimitsu('detect', '--explain', file)).toBe(0);
    expect(shown.stdout).toContain('2行目、記入のある2番目の項目、1～5文字目');
    expect(shown.stdout).toContain('2行目、記入のある3番目の項目、11～23文字目');
    expect(shown.stdout).not.toMatch(/畑中|1234/);
    expect(await kimitsu('detect', '--explain', '--json', file)).toBe(0);
    expect(JSON.parse(shown.stdout)[0].explanations[0]).toMatchObject({ locator: 'row 2', field: 2, start: 0, end: 5 });
  });
});

describe('exit codes and errors', () => {
  it('2 with a hint where there is no workspace', async () => {
    expect(await kimitsu('status', '--dir', await newFolder())).toBe(2);
    expect(shown.stderr).toMatch(/config\/missing.*\n.*→/);
  });

  it('2 and every mistake with its line for a wrong configuration', async () => {
    const dir = await newFolder();
    await kimitsu('init', '--dir', dir);
    const file = join(dir, 'kimitsu.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(file, yaml.replace('waitingDays: 30', 'waitingDays: 3').replace('type: pbx', 'type: fax'));
    expect(await kimitsu('status', '--dir', dir)).toBe(2);
    expect(shown.stderr).toMatch(/\d+行目 keys\.waitingDays:/);
    expect(shown.stderr).toMatch(/\d+行目 systems\.0\.type:/);
    expect(await kimitsu('status', '--dir', dir, '--json')).toBe(2);
    expect(JSON.parse(shown.stdout).error).toMatchObject({ kind: 'usage', code: 'config/invalid' });
  });

  it('2 for an unknown command or option', async () => {
    expect(await kimitsu('destroy-everything')).toBe(2);
    expect(shown.stderr).toContain('そのようなコマンドはありません: destroy-everything');
    expect(await kimitsu('status', '--force')).toBe(2);
    expect(await kimitsu('read', 'pbx/1')).toBe(2);
    expect(await kimitsu('detect', '/no/such/file')).toBe(2);
    expect(shown.stderr).toContain('/no/such/file:\nエラー [file/unreadable]');
    expect(await kimitsu('detect', tmpdir(), '--json')).toBe(2);
    expect(shown.stderr).toContain(`${tmpdir()}:\nエラー [detect/is-folder]`);
    expect(shown.stdout).not.toContain(tmpdir());
  });

  it.each`
    given                                    | code                       | command
    ${['keys']}                              | ${'usage/missingCommand'}  | ${'keys'}
    ${['accounts']}                          | ${'usage/missingCommand'}  | ${'accounts'}
    ${[]}                                    | ${'usage/missingCommand'}  | ${''}
    ${['keys', '架空山']}                    | ${'usage/unknownCommand'}  | ${'keys'}
    ${['status', '--force']}                 | ${'usage/unknownOption'}   | ${'status'}
    ${['certificate', 'verify']}             | ${'usage/missingArgument'} | ${'certificate verify'}
    ${['keys', 'rotate', '--level', '山田']} | ${'usage/invalidArgument'} | ${'keys rotate'}
  `('2 and JSON for a wrong command line: $given', async ({ given, code, command }) => {
    expect(await kimitsu(...given, '--json')).toBe(2);
    const { error } = JSON.parse(shown.stdout);
    expect(error).toMatchObject({ kind: 'usage', code, detail: { command } });
    expect(error.hint).toBe(`see \`kimitsu ${command === '' ? '' : `${command} `}--help\``);
    expect(shown.stdout).not.toMatch(/架空山|山田/);
    expect(shown.stderr).toContain(`エラー [${code}]`);
    expect(await kimitsu(...given)).toBe(2);
    expect(shown.stdout).toBe('');
  });

  it('2 for a plan whose parties are still blanks', async () => {
    const dir = await newFolder();
    await kimitsu('init', '--dir', dir);
    expect(await kimitsu('plan', 'disposal', '--dir', dir)).toBe(2);
    expect(shown.stderr).toContain('plan/parties-not-named');
  });

  it('0 for help, which lists the commands', async () => {
    expect(await kimitsu('--help')).toBe(0);
    for (const command of ['classify', 'enforce', 'erase', 'certificate']) expect(shown.stdout).toContain(command);
  });
});

describe('the life of a service on the command line', () => {
  it('classify, enforce, read, plan, approve, erase, certificate, audit', async () => {
    const { dir, keyFile } = await smallService({
      'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。折返し 090-1234-5678',
      'response-history/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
    });
    const json = async (...args: string[]): Promise<Record<'planId' | 'hash' | 'pdf' | 'jws', string>> => {
      expect(await kimitsu(...args, '--dir', dir, '--json'), shown.stderr).toBe(0);
      return JSON.parse(shown.stdout);
    };
    expect(await kimitsu('classify', '--dir', dir)).toBe(0);
    expect(shown.stdout).toContain('機密性３');
    expect(shown.stdout).not.toContain('花子');
    await json('enforce');
    expect(await kimitsu('enforce', '--dir', dir)).toBe(0);
    expect(shown.stdout).toMatch(/変える必要のあるファイルはありません[\s\S]*確認済（暗号化不要）/);
    const read = ['read', 'pbx/memo/0001.txt', '--purpose', '照会への回答', '--dir', dir];
    expect(await kimitsu(...read)).toBe(0);
    expect(shown.stdout).toContain('架空山 花子');
    expect(await kimitsu('erase', 'plan-0', '--dir', dir)).toBe(5);
    expect(shown.stderr).toContain('access/not-enrolled');
    const boss = await enrol(dir);
    expect(await kimitsu(...read)).toBe(5);
    expect(shown.stderr).toContain('access/no-identity');
    expect(await kimitsu(...read, ...boss.identity)).toBe(0);
    const { planId, hash } = await json('plan', 'disposal', ...boss.identity);
    expect(await kimitsu('erase', planId, '--confirm', hash, '--dir', dir, ...boss.identity)).toBe(5);
    expect(shown.stderr).toContain('access/no-code');
    expect(await kimitsu('erase', planId, '--confirm', hash, '--dir', dir, ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('erase/not-approved');
    expect(shown.stdout).not.toContain('次の記録を消去します');
    expect(await kimitsu('erase', planId, '--dry-run', '--dir', dir)).toBe(0);
    expect(shown.stdout).toMatch(
      /この計画で消去されるものは、次のとおりです[\s\S]*府の承認 {2}有効な承認がないため、実行できません。\[erase\/not-approved\]/,
    );
    await json('approve', planId, '--key', keyFile, ...boss.identity);
    expect(await kimitsu('erase', planId, '--dir', dir, ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('erase/not-confirmed');
    expect(await kimitsu('erase', planId, '--confirm', 'f'.repeat(64), '--dir', dir, ...boss.stepUp())).toBe(5);
    expect(await kimitsu('erase', planId, '--dry-run', '--dir', dir)).toBe(0);
    expect(await readdir(join(dir, 'data/pbx/memo'))).toEqual(['0001.txt']);
    await json('erase', planId, '--confirm', hash, ...boss.stepUp());
    const issued = await json('certificate', 'issue', planId, ...boss.identity);
    for (const form of ['pdf', 'jws'] as const)
      expect(
        await kimitsu('certificate', 'verify', issued[form], '--pin', join(dir, 'certificates/issuer.pub.pem')),
      ).toBe(0);
    expect(shown.stdout).toContain('有効です');
    expect(await kimitsu('audit', 'verify', '--dir', dir)).toBe(0);
    expect(await json('status')).toMatchObject({ erasures: [{ planId, phase: 'kms-keys-scheduled' }] });
  });

  it('certificate verify says 2 for what is no certificate', async () => {
    const file = await newFolder();
    await writeFile(file, 'これは証明書ではありません');
    expect(await kimitsu('certificate', 'verify', file)).toBe(2);
    await rm(file);
    expect(await kimitsu('certificate', 'verify', file)).toBe(2);
    expect(shown.stderr).toContain('file/unreadable');
  });
});

describe('review', () => {
  it('lowers a level only with a second person, and keeps the decision', async () => {
    const { dir, put } = await smallService();
    await put('citizens-voice/public/broken.json', '{"お知らせ": "窓口の');
    expect(await kimitsu('classify', '--dir', dir)).toBe(0);
    expect(await kimitsu('review', 'list', '--dir', dir, '--json')).toBe(0);
    const [item] = JSON.parse(shown.stdout);
    expect(item).toMatchObject({ level: 3, reasons: [{ code: 'records/broken-json' }] });
    const decide = [
      'review',
      'decide',
      item.objectId,
      '--level',
      '1',
      '--reason',
      '内容を確認した',
      '--by',
      '甲',
      '--dir',
      dir,
    ];
    expect(await kimitsu(...decide, '--confirmed-by', '乙')).toBe(5);
    expect(shown.stderr).toContain('access/not-enrolled');
    const boss = await enrol(dir);
    expect(await kimitsu(...decide, ...boss.stepUp())).toBe(5);
    expect(shown.stderr).toContain('review/second-person');
    expect(await kimitsu(...decide, '--confirmed-by', '甲', ...boss.stepUp())).toBe(5);
    expect(await kimitsu(...decide, '--confirmed-by', '乙', ...boss.identity)).toBe(5);
    expect(await kimitsu(...decide, '--confirmed-by', '乙', ...boss.stepUp())).toBe(0);
    const [id, level] = [decide.indexOf('--level') + 1, '3'];
    expect(await kimitsu(...decide.with(id, level), ...boss.identity)).toBe(0);
    expect(await kimitsu(...decide, '--confirmed-by', '乙', ...boss.stepUp())).toBe(0);
    expect(await kimitsu('classify', '--dir', dir, '--json')).toBe(0);
    expect(JSON.parse(shown.stdout).inventory).toEqual([expect.objectContaining({ level: 1, toReview: 0 })]);
  });
});
