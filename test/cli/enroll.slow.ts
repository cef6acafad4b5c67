import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { codeAt } from '../../src/access/second-factor.js';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { type SmallService, smallService } from '../support/small-service.js';

const shown = screen();
let service: SmallService;

beforeEach(async () => {
  service = await smallService();
});
async function kimitsu(...args: string[]): Promise<number> {
  return shown.kimitsu(...args, '--dir', service.dir);
}

const typing = (text: string) => vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as never);

async function json(...args: string[]): Promise<Record<string, string> & { recoveryCodes: string[] }> {
  expect(await kimitsu(...args, '--json'), shown.stderr).toBe(0);
  return JSON.parse(shown.stdout);
}

async function secretFile(secret: string): Promise<string> {
  const file = join(service.dir, '..', `${secret.slice(0, 6)}.secret`);
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return file;
}

/** As an authenticator app that has read the URI. */
const appOf = (uri: string) => codeAt(new URL(uri).searchParams.get('secret') ?? '', new Date());

describe('B1-1-1: enrolling without a terminal', () => {
  it('the first privileged operator once, and everybody else by another one', async () => {
    const file = await secretFile('first secret of all');
    expect(await kimitsu('accounts', 'enroll', 'ichi')).toBe(2);
    expect(shown.stderr).toContain('accounts/no-password');
    const { uri = '', accountId } = await json('accounts', 'enroll', 'ichi', '--secret-file', file);
    expect(uri).toMatch(/^otpauth:\/\/totp\/kimitsu%20test-centre:ichi\?secret=[A-Z2-7]{32}&/);
    const first = ['accounts', 'enroll', 'ichi', '--secret-file', file, '--first-code'];
    expect(await kimitsu(...first, '12345x')).toBe(5);
    expect(shown.stderr).toContain('access/wrong-code');
    const { recoveryCodes } = await json(...first, appOf(uri));
    expect(recoveryCodes).toHaveLength(10);
    expect(await kimitsu(...first, appOf(uri))).toBe(2);
    expect(shown.stderr).toContain('access/nothing-prepared');
    expect(await readFile(join(service.dir, 'access', 'accounts.json'), 'utf8')).not.toContain(
      new URL(uri).searchParams.get('secret'),
    );

    // Nobody comes in that way again.
    expect(await kimitsu('accounts', 'enroll', 'ni', '--secret-file', file)).toBe(5);
    expect(shown.stderr).toContain('access/no-identity');
    const [one, two, three, four] = recoveryCodes;
    const as = (code = '') => ['--as', 'ichi', '--secret-file', file, '--code', code];
    typing('second one’s secret\n');
    const add = ['accounts', 'add', 'ni', '--role', 'privileged-operator', '--password-stdin'];
    expect(await kimitsu(...add, ...as(one))).toBe(0);
    expect(await kimitsu('accounts', 'enroll', 'ichi', ...as(two))).toBe(5);
    expect(shown.stderr).toContain('access/own-factor');
    const prepared = await json('accounts', 'enroll', 'ni', ...as(three));
    expect(await kimitsu('accounts', 'enroll', 'nobody', ...as(four))).toBe(2);
    const second = await secretFile('second one’s secret');
    const confirmed = await json(
      'accounts',
      'enroll',
      'ni',
      '--secret-file',
      second,
      '--first-code',
      appOf(prepared.uri ?? ''),
    );

    // The phone of the first one is lost: the second one gives them a new factor, and the old one counts no more.
    const reset = ['--as', 'ni', '--secret-file', second, '--code', confirmed.recoveryCodes[0] ?? ''];
    const anew = await json('accounts', 'enroll', 'ichi', ...reset);
    await json(...first, appOf(anew.uri ?? ''));
    expect(await kimitsu('accounts', 'disable', accountId ?? '', ...as(recoveryCodes[5]))).toBe(5);
    expect(shown.stderr).toContain('access/wrong-code');
    expect(await kimitsu('access', 'status', '--json')).toBe(0);
    expect(JSON.parse(shown.stdout)).toMatchObject({ privilegedWithSecondFactor: 2, register: 'accepted' });
    expect(await kimitsu('audit', 'verify')).toBe(0);
  }, 60_000);

  it('what lay in the register before gives nobody a right', async () => {
    const file = join(service.dir, 'access', 'accounts.json');
    await enrol(service.dir, { name: 'maemae', codes: 1 });
    const before = JSON.parse(await readFile(file, 'utf8'));
    service = await smallService();
    const other = join(service.dir, 'access', 'accounts.json');
    const { uri = '' } = await json(
      'accounts',
      'enroll',
      'ichi',
      '--secret-file',
      await secretFile('first secret of all'),
    );
    const now = JSON.parse(await readFile(other, 'utf8'));
    await writeFile(other, JSON.stringify({ version: 1, accounts: [...now.accounts, ...before.accounts] }));
    await json(
      'accounts',
      'enroll',
      'ichi',
      '--secret-file',
      await secretFile('first secret of all'),
      '--first-code',
      appOf(uri),
    );
    const { accounts } = JSON.parse(await readFile(other, 'utf8'));
    expect(
      accounts.map(({ name, factor, status }: Record<string, unknown>) => [name, factor !== undefined, status]),
    ).toEqual([
      ['ichi', true, 'active'],
      ['maemae', false, 'disabled'],
    ]);
    // Its secret is known to whoever planted it, and gives no personal command either.
    const planted = await secretFile('correct horse battery');
    expect(await kimitsu('review', 'list', '--as', 'maemae', '--secret-file', planted)).toBe(5);
    expect(shown.stderr).toContain('access/disabled');
  });
});

describe('showing who one is', () => {
  let boss: Enrolled;
  beforeEach(async () => {
    boss = await enrol(service.dir, { codes: 10 });
  });

  it('the secret comes from standard input, before whatever else is piped in', async () => {
    typing(`${boss.secret}\na secret for san\n`);
    const code = boss.stepUp().at(-1) ?? '';
    const add = ['accounts', 'add', 'san', '--role', 'operator', '--password-stdin'];
    expect(await kimitsu(...add, '--as', boss.name, '--secret-file', '-', '--code', code)).toBe(0);
    typing('a secret for san\n');
    expect(await kimitsu('review', 'list', '--as', 'san', '--secret-file', '-')).toBe(0);
  });

  it('secret and recovery code come from files or standard input, and stand in no list of processes', async () => {
    const code = async () => boss.stepUp().at(-1) ?? '';
    typing(`${boss.secret}\n${await code()}\na secret for san\n`);
    const add = ['accounts', 'add', 'san', '--role', 'operator', '--password-stdin', '--as', boss.name];
    expect(await kimitsu(...add, '--secret-file', '-', '--code-file', '-'), shown.stderr).toBe(0);
    const file = join(service.dir, '..', 'code');
    await writeFile(file, `${await code()}\n`, { mode: 0o600 });
    const enable = ['accounts', 'enable', boss.accountId, ...boss.identity, '--code-file', file];
    expect(await kimitsu(...enable), shown.stderr).toBe(0);
    vi.spyOn(process, 'getuid').mockReturnValue(4242);
    expect(await kimitsu(...enable)).toBe(5);
    expect(shown.stderr).toContain('access/secret-exposed');
  });

  it('B1-1-1: everybody changes their own password, with the old one and the factor that they have', async () => {
    const change = (secret: string, ...more: string[]) => {
      typing(`${secret}\na password that is new\n`);
      return kimitsu('accounts', 'password', '--password-stdin', '--as', boss.name, '--secret-file', '-', ...more);
    };
    const code = () => boss.stepUp().at(-1) ?? '';
    expect(await change(boss.secret)).toBe(5);
    expect(shown.stderr).toContain('access/no-code');
    expect(await change('another', '--code', code())).toBe(5);
    expect(shown.stderr).toContain('access/wrong-secret');
    expect(await change(boss.secret, '--code', code()), shown.stderr).toBe(0);
    typing(`${boss.secret}\n`);
    expect(await kimitsu('review', 'list', '--as', boss.name, '--secret-file', '-')).toBe(5);
    typing('a password that is new\n');
    expect(await kimitsu('review', 'list', '--as', boss.name, '--secret-file', '-'), shown.stderr).toBe(0);
    expect(await change('a password that is new', '--code', code())).toBe(2);
    expect(shown.stderr).toContain('accounts/same-password');
    expect(await kimitsu('access', 'status', '--json')).toBe(0);
    expect(await kimitsu('audit', 'verify')).toBe(0);
  });

  it.each`
    what                             | options                                                  | code
    ${'a file that others can read'} | ${(file: string) => ['--secret-file', `${file}.open`]}   | ${'access/secret-exposed'}
    ${'a file that is not there'}    | ${(file: string) => ['--secret-file', `${file}.absent`]} | ${'access/secret-unreadable'}
    ${'a name without a secret'}     | ${() => []}                                              | ${'access/no-identity'}
  `('$what: $code', async ({ options, code }) => {
    await writeFile(`${boss.secretFile}.open`, boss.secret, { mode: 0o644 });
    expect(await kimitsu('review', 'list', '--as', boss.name, ...options(boss.secretFile))).toBeGreaterThan(0);
    expect(shown.stderr).toContain(code);
  });

  it('a mistake in the command uses up no code, and is told to nobody who has not shown a secret', async () => {
    const [, , , , , code = ''] = boss.stepUp();
    const nowhere = join(service.dir, 'nowhere');
    const plan = `plan-${'0'.repeat(24)}`;
    const mistakes = [
      ['plan/unknown', 'erase', plan],
      ['plan/unknown', 'migrate', '--plan', plan],
      ['plan/unknown', 'accounts', 'dispose', '--plan', plan],
      ['plan/unknown', 'approve', plan, '--letter', nowhere],
      ['file/unreadable', 'keys', 'import', '--level', '3', '--file', nowhere],
      ['hold/unknown', 'hold', 'release', 'hold-x', '--by', 'a', '--confirmed-by', 'b', '--reason', 'c'],
      ['accounts/unknown', 'accounts', 'disable', 'account-x'],
      ['accounts/unknown', 'accounts', 'enroll', 'nobody'],
      ['access/own-factor', 'accounts', 'enroll', boss.name],
      ['accounts/exists', 'accounts', 'add', boss.name, '--role', 'operator'],
      ['accounts/unknown-role', 'accounts', 'add', 'yon', '--role', 'king'],
    ];
    for (const [fault = '', ...command] of mistakes) {
      expect(await kimitsu(...command, ...boss.identity, '--code', code)).toBeGreaterThan(0);
      expect(shown.stderr).toContain(fault);
    }
    const [[, ...command] = []] = mistakes;
    expect(await kimitsu(...command, '--as', boss.name, '--code', code)).toBe(5);
    expect(shown.stderr).toContain('access/no-identity');
    expect(await kimitsu('keys', 'rotate', '--rewrap-only', ...boss.identity, '--code', code), shown.stderr).toBe(0);
  });

  it('an edited configuration is shown and accepted, and jobs go on', async () => {
    const file = join(service.dir, 'kimitsu.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('waitingDays: 30', 'waitingDays: 7'));
    expect(await kimitsu('classify')).toBe(5);
    expect(shown.stderr).toContain('access/configuration-changed');
    expect(await kimitsu('access', 'status')).toBe(1);
    expect(shown.stdout).toMatch(/keys\.waitingDays │ 30 +│ 7/);
    for (const looking of [['status'], ['report'], ['audit', 'verify'], ['keys', 'list']])
      expect(await kimitsu(...looking)).toBe(0);
    expect(await kimitsu('schedule', '--once', '--json')).not.toBe(70);
    expect(await kimitsu('access', 'accept', ...boss.stepUp())).toBe(0);
    expect(await kimitsu('access', 'status')).toBe(0);
    expect(await kimitsu('enforce')).toBe(0);
  });

  it('a register that was deleted does not let anybody enrol again', async () => {
    await rm(join(service.dir, 'access'), { recursive: true });
    expect(await kimitsu('accounts', 'enroll', 'ichi', '--secret-file', boss.secretFile)).toBe(6);
    expect(shown.stderr).toContain('access/register-missing');
    expect(await kimitsu('classify')).toBe(0);
  });
});
