import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, expect, it, vi } from 'vitest';
import { LocalAccountDirectory } from '../../src/adapters/local/accounts/local-account-directory.js';
import { disposeAccounts } from '../../src/app/accounts/dispose.js';
import type { OpenOptions } from '../../src/app/workspace.js';
import { run } from '../../src/cli/program.js';
import type { AuditDraft } from '../../src/ports/catalog.js';
import { approvedPlan } from '../support/account-plan.js';
import { type Enrolled, enrol } from '../support/enrolled.js';
import { screen } from '../support/screen.js';
import { type SmallService, smallService } from '../support/small-service.js';

const shown = screen();
let service: SmallService;
let boss: Enrolled;

beforeEach(async () => {
  // The command lives in the present, the service's clock does not.
  service = await smallService({}, (yaml) => yaml.replace('approvalDays: 180', 'approvalDays: 730'));
  boss = await enrol(service.dir);
});
async function kimitsu(...args: string[]): Promise<number> {
  const proof = ['list', 'report'].includes(args[0] ?? '') || args.includes('--dry-run') ? [] : boss.stepUp();
  return shown.kimitsu('accounts', ...args, '--dir', service.dir, ...proof);
}

const typing = (text: string) => vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as never);

it('B3-3-1 B3-3-2 B3-3-3: adds, lists by kind, disables and enables', async () => {
  typing('correct horse battery\n');
  expect(await kimitsu('add', '架空山 花子', '--role', 'operator', 'auditor', '--password-stdin')).toBe(0);
  expect(await kimitsu('add', 'nightly', '--role', 'operator', '--special')).toBe(0);
  expect(shown.stdout).toMatch(/アクセスキー {2}[\w-]{43}/);
  expect(await kimitsu('list', '--json')).toBe(0);
  const { accounts } = JSON.parse(shown.stdout) as { accounts: { accountId: string; kind: string }[] };
  expect(accounts).toMatchObject([
    { name: boss.name, kind: 'privileged' },
    { name: '架空山 花子', kind: 'user', grants: ['operator', 'auditor'], status: 'active' },
    { name: 'nightly', kind: 'special' },
  ]);
  const id = accounts[1]?.accountId ?? '';
  expect(await kimitsu('disable', id)).toBe(0);
  expect(await kimitsu('list')).toBe(0);
  expect(shown.stdout).toMatch(
    /利用者アカウント　1件[\s\S]*無効[\s\S]*管理者特権アカウント　1件[\s\S]*特殊アカウント　1件/,
  );
  expect(shown.stdout).toContain('運用者、監査者');
  expect(shown.stdout).toMatch(/管理者特権アカウントの資格情報　3件[\s\S]*多要素認証デバイス[\s\S]*totp-[0-9a-f]{24}/);
  expect(shown.stdout).toMatch(/特殊アカウントの資格情報　1件[\s\S]*アクセスキー[\s\S]*記録なし/);
  expect(shown.stdout).not.toContain('operator');
  expect(await kimitsu('enable', id)).toBe(0);
  expect(shown.stdout).toContain('有効にしました');
});

it.each`
  args                                                      | input        | code                        | exit
  ${['add', 'x', '--role', 'boss', '--special']}            | ${''}        | ${'accounts/unknown-role'}  | ${2}
  ${['add', 'x', '--role', 'operator']}                     | ${''}        | ${'accounts/no-password'}   | ${2}
  ${['add', 'x', '--role', 'operator', '--password-stdin']} | ${'short\n'} | ${'accounts/weak-password'} | ${2}
  ${['disable', 'account-1']}                               | ${''}        | ${'accounts/unknown'}       | ${2}
  ${['dispose', '--plan', 'plan-1']}                        | ${''}        | ${'plan/unknown'}           | ${2}
  ${['report', '--plan', 'plan-1']}                         | ${''}        | ${'plan/unknown'}           | ${2}
`('refuses $args with $code', async ({ args, input, code, exit }) => {
  typing(input);
  expect(await kimitsu(...args)).toBe(exit);
  expect(shown.stderr).toContain(code);
});

it('keeps the code for a command that says how the password comes', async () => {
  const proof = boss.stepUp();
  const add = (...more: string[]) =>
    shown.kimitsu('accounts', 'add', 'x', '--role', 'operator', ...more, '--dir', service.dir, ...proof);
  typing('');
  expect(await add()).toBe(2);
  typing('correct horse battery\n');
  expect(await add('--password-stdin')).toBe(0);
});

it('B2-3-1: says beside the list that somebody else has changed the register', async () => {
  const file = join(service.dir, 'access', 'accounts.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace(boss.name, 'somebody else'));
  expect(await kimitsu('list')).toBe(1);
  expect(shown.stderr).toContain('kimitsu 以外から変更されています');
  await rm(file);
  expect(await kimitsu('list')).toBe(1);
  expect(shown.stderr).toContain('利用者の台帳: ありません');
});

it('B1-1-2: shows what is affected, changes nothing without the hash of the plan, and exits 1 for what stays', async () => {
  await kimitsu('add', 'nightly', '--role', 'operator', '--special');
  const plan = await service.open((workspace) => approvedPlan(workspace, service));
  const { hash } = await service.open(async ({ ports }) => {
    const document = await ports.catalog.document('plan', plan.planId);
    return document?.body as unknown as { hash: string };
  });
  await kimitsu('add', 'late', '--role', 'operator', '--special');
  await service.put('pbx/left.txt', 'メモ');
  expect(await kimitsu('dispose', '--plan', plan.planId, '--dry-run', '--json')).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({ approval: { approved: true }, blocked: 'accounts/records-left' });
  expect(await kimitsu('dispose', '--plan', plan.planId, '--confirm', hash)).toBe(3);
  expect(shown.stderr).toContain('accounts/records-left');
  await rm(join(service.dir, 'data', 'pbx', 'left.txt'));
  typing('');
  expect(await kimitsu('dispose', '--plan', plan.planId)).toBe(5);
  expect(shown.stderr).toContain('accounts/not-confirmed');
  expect(await kimitsu('dispose', '--plan', plan.planId, '--confirm', 'f'.repeat(64))).toBe(5);
  expect(await kimitsu('dispose', '--plan', plan.planId, '--dry-run')).toBe(0);
  expect(shown.stdout).toMatch(
    /nightly[\s\S]*計画に記載がないため、廃棄しません[\s\S]*late[\s\S]*何も変更していません/,
  );
  expect(shown.stdout).toMatch(/府の承認 {2}府民お問合せ担当課長（署名、/);
  expect(shown.stdout).toMatch(
    /実行するアカウントは、次の理由により残します。\n {2}・計画書に記載のないアカウントが残っている/,
  );
  const remove = vi.spyOn(LocalAccountDirectory.prototype, 'dispose').mockImplementationOnce(async () => {
    process.emit('SIGINT');
    throw new DOMException('stopped', 'AbortError');
  });
  expect(await kimitsu('dispose', '--plan', plan.planId, '--confirm', hash)).toBe(130);
  remove.mockRestore();
  expect(shown.stderr).toContain('アカウントの廃棄を中断しました。廃棄し、不存在を確認したアカウント: 0件、計画 2件。');
  expect(shown.stderr).toContain('着手し、不存在を確認していないアカウント: 1件');
  expect(shown.stderr).toContain(`kimitsu accounts dispose --plan ${plan.planId} をもう一度実行してください`);
  expect(await kimitsu('dispose', '--plan', plan.planId)).toBe(1);
  expect(shown.stdout).toContain('始めたアカウントの廃棄を続けます。');
  expect(shown.stdout).toContain('実行中のアカウント（今回は残す）');
  expect(shown.stdout).toContain('廃棄し、不存在を確認したアカウント: 1件');
  expect(shown.stderr).toContain('計画に記載のないアカウントが残っています');
  expect(await kimitsu('list', '--json')).toBe(0);
  expect(JSON.parse(shown.stdout).accounts).toMatchObject([{ name: boss.name }, { name: 'late' }]);
  expect(await kimitsu('report', '--plan', plan.planId)).toBe(0);
  expect(shown.stdout).toContain('廃棄は完了していません');
  expect(await shown.kimitsu('access', 'status', '--dir', service.dir)).toBe(0);
  expect(shown.stdout).toContain('アカウントの廃棄を始めています。');
  expect(shown.stderr).not.toContain('登録してください');
});

it('a disposal that was cut off after the last account had gone is put on record by whoever is there', async () => {
  const plan = await service.open((workspace) => approvedPlan(workspace, service));
  const actor = `account:${boss.accountId}`;
  const admit: OpenOptions['admit'] = async ({ acceptances }) => {
    acceptances.actor = actor;
    return { actor };
  };
  const cutOff = service.open(
    async ({ ports, approvers }) => {
      const { catalog } = ports;
      const dies = new Proxy(catalog, {
        get(target, name) {
          const member = Reflect.get(target, name, target) as unknown;
          if (name !== 'saveDocument') return typeof member === 'function' ? member.bind(target) : member;
          return (document: { body: unknown }, entries: readonly AuditDraft[]) =>
            entries.some(({ action }) => action === 'account.disposed')
              ? Promise.reject(new Error('killed'))
              : catalog.saveDocument(document as never, entries);
        },
      });
      const inner = Object.defineProperty(Object.create(ports) as typeof ports, 'catalog', { value: dies });
      return disposeAccounts(inner, { plan, approvers });
    },
    { admit, lock: 'exclusive' },
  );
  await expect(cutOff).rejects.toThrow('killed');
  const command = ['node', 'kimitsu', 'accounts', 'dispose', '--plan', plan.planId, '--dir', service.dir];
  expect(await run(command), shown.stderr).toBe(0);
  expect(shown.stdout).toContain('計画に記載の全てのアカウントの廃棄が完了しました。');
  expect(shown.stdout).toMatch(/kimitsu accounts report --plan plan-[0-9a-f]+ により/);
  // There is nothing more to put on record.
  expect(await run(command)).toBe(5);
  // Nobody can show who they are any more: that is said, and looking goes on.
  expect(shown.stderr).toContain('access/nobody-left');
  expect(await shown.kimitsu('keys', 'list', '--dir', service.dir)).toBe(0);
  expect(await run([...command, '--dry-run'])).toBe(0);
  expect(shown.stdout).toMatch(/この計画によるアカウントの廃棄は、令和.+に完了しています。/);
});
