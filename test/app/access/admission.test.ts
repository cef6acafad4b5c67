import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_ACCESS } from '../../../src/access/commands.js';
import { acceptConfiguration, accessStatus } from '../../../src/app/access/accept.js';
import { admission } from '../../../src/app/access/admission.js';
import { registerOf } from '../../../src/app/access/enroll.js';
import { proveCode } from '../../../src/app/access/prove.js';
import { twoPeople } from '../../../src/app/access/second-person.js';
import { setIdentity } from '../../../src/app/accounts/identities.js';
import { verifyAudit } from '../../../src/app/audit.js';
import { classify } from '../../../src/app/classify.js';
import { recordLetter } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import type { AuditEntry } from '../../../src/ports/catalog.js';
import { type Enrolled, enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

let service: SmallService;
beforeEach(async () => {
  service = await smallService();
});

interface Shown {
  name?: string;
  secret?: string;
  code?: string;
}

/** Gives a command as somebody who shows this, and does `work` when let in. */
function give<T = string>(
  command: string,
  { name, secret, code }: Shown = {},
  work: (workspace: Workspace) => Promise<T> = async ({ ports }) => ports.actor as T,
  options: Record<string, unknown> = {},
): Promise<T> {
  const access = COMMAND_ACCESS[command]!;
  const credentials = { name: async () => name, secret: async () => secret, code: async () => code };
  const admit = admission({ command, access, args: [`plan-${'0'.repeat(24)}`], options, credentials });
  return service.open(work, { lock: 'exclusive', admit, detector: command === 'classify' && work.length > 0 });
}

const audited = (action: string): Promise<AuditEntry[]> =>
  service.open(async ({ ports }) => {
    const entries: AuditEntry[] = [];
    for await (const entry of ports.catalog.auditOf(action)) entries.push(entry);
    return entries;
  });

const refusal = (code: string, kind = 'denied') => ({ kind, code });

describe('B1-1-1: before anybody is enrolled', () => {
  it('open and personal commands work, and the audit log says that nobody was authenticated', async () => {
    expect(await give('classify')).toBe('operator:test');
    expect(await give('read')).toBe('operator:test');
    expect(await withWorkspace(service.dir, {}, async ({ ports }) => ports.actor)).toMatch(/^unauthenticated:/);
  });

  it('who names themselves is not taken at their word', async () => {
    const named = { as: 'somebody' };
    await expect(give('read', {}, undefined, named)).rejects.toMatchObject(refusal('access/not-enrolled'));
  });

  it.each(
    Object.entries(COMMAND_ACCESS).filter(
      ([command, { kind, first }]) => kind === 'privileged' && !first && command !== 'review decide',
    ),
  )('%s is refused', async (command) => {
    await expect(give(command)).rejects.toMatchObject(refusal('access/not-enrolled'));
  });
});

describe('B1-1-1: with a privileged operator', () => {
  let boss: Enrolled;
  const shown = (code?: string): Shown => ({ name: boss.name, secret: boss.secret, ...(code ? { code } : {}) });
  const next = (): string => {
    service.clock.advance(30_000);
    return boss.codeAt(service.clock.now());
  };
  beforeEach(async () => {
    boss = await enrol(service.dir, { clock: service.clock });
  });

  it('goes on as the account, with both factors', async () => {
    expect(await give('erase', shown(next()))).toBe(`account:${boss.accountId}`);
    expect(await audited('access.granted')).toMatchObject([
      {
        actor: `account:${boss.accountId}`,
        subject: boss.accountId,
        detail: { command: 'erase', kind: 'privileged', factor: 'totp', subject: `plan-${'0'.repeat(24)}` },
      },
    ]);
    expect(await give('read', shown())).toBe(`account:${boss.accountId}`);
  });

  it.each`
    what                             | who                                              | code
    ${'nobody'}                      | ${() => ({})}                                    | ${'access/no-identity'}
    ${'a stolen secret alone'}       | ${() => shown()}                                 | ${'access/no-code'}
    ${'a stolen secret and a guess'} | ${() => shown('000000')}                         | ${'access/wrong-code'}
    ${'a wrong secret'}              | ${() => ({ ...shown(next()), secret: 'x' })}     | ${'access/wrong-secret'}
    ${'a name that is not there'}    | ${() => ({ ...shown(next()), name: 'x' })}       | ${'access/wrong-secret'}
    ${'the code that enrolled'}      | ${() => shown(boss.codeAt(service.clock.now()))} | ${'access/code-replayed'}
    ${'something that is no code'}   | ${() => shown('ABCD-EFGH')}                      | ${'access/wrong-code'}
  `('refuses $what: $code', async ({ who, code }) => {
    await expect(give('erase', who())).rejects.toMatchObject(refusal(code));
    const [entry] = await audited('access.refused');
    expect(entry?.detail).toMatchObject({ command: 'erase', code });
    const log = JSON.stringify(await audited('access.refused'));
    for (const value of [boss.name, boss.secret, boss.secretFile]) expect(log).not.toContain(value);
  });

  it('knows the code that enrolled as used, also where the register has forgotten it', async () => {
    const file = join(service.dir, 'access', 'accounts.json');
    const register = JSON.parse(await readFile(file, 'utf8'));
    for (const account of register.accounts) delete account.use;
    await writeFile(file, JSON.stringify(register));
    const code = boss.codeAt(service.clock.now());
    await expect(give('erase', shown(code))).rejects.toMatchObject(refusal('access/code-replayed'));
  });

  it('takes a code once, and a recovery code once', async () => {
    const code = next();
    await give('erase', shown(code));
    await expect(give('erase', shown(code))).rejects.toMatchObject(refusal('access/code-replayed'));
    const [recovery = ''] = boss.recoveryCodes;
    await give('erase', shown(recovery.toLowerCase().replaceAll('-', ' ')));
    await expect(give('erase', shown(recovery))).rejects.toMatchObject(refusal('access/code-replayed'));
    expect(await audited('access.granted')).toMatchObject([
      { detail: { factor: 'recovery-code' } },
      { detail: { factor: 'totp' } },
    ]);
  });

  it('an older file of accounts does not bring used codes back: the audit log remembers them', async () => {
    const file = join(service.dir, 'access', 'accounts.json');
    const before = await readFile(file, 'utf8');
    const code = next();
    const [recovery = '', other = ''] = boss.recoveryCodes;
    for (const one of [code, recovery]) await give('erase', shown(one));
    for (const one of [code, recovery]) {
      await writeFile(file, before);
      await expect(give('erase', shown(one))).rejects.toMatchObject(refusal('access/code-replayed'));
    }
    await give('erase', shown(other));
  });

  it('bears a clock that is one step off, not two', async () => {
    service.clock.advance(600_000);
    const now = service.clock.now().getTime();
    const off = (steps: number) => boss.codeAt(new Date(now + steps * 30_000));
    for (const steps of [-2, 2])
      await expect(give('erase', shown(off(steps)))).rejects.toMatchObject(refusal('access/wrong-code'));
    for (const steps of [-1, 0, 1]) await give('erase', shown(off(steps)));
  });

  it('listens to nobody for 15 minutes after five wrong codes, then for 30, also in another process', async () => {
    const wrong = async (times: number, code: string): Promise<void> => {
      for (let i = 0; i < times; i += 1)
        await expect(give('erase', shown('000000'))).rejects.toMatchObject(refusal(code));
    };
    await wrong(5, 'access/wrong-code');
    await expect(give('erase', shown(next()))).rejects.toMatchObject(refusal('access/locked'));
    await expect(give('erase', shown(boss.recoveryCodes[0]))).rejects.toMatchObject(refusal('access/locked'));
    service.clock.advance(15 * 60_000);
    await wrong(5, 'access/wrong-code');
    service.clock.advance(29 * 60_000);
    await expect(give('erase', shown(next()))).rejects.toMatchObject(refusal('access/locked'));
    service.clock.advance(60_000);
    await give('erase', shown(next()));
  }, 60_000);

  it('a register that was made to forget failures unlocks nothing: the audit log remembers them', async () => {
    const file = join(service.dir, 'access', 'accounts.json');
    const forget = async (): Promise<void> => {
      const register = JSON.parse(await readFile(file, 'utf8'));
      for (const account of register.accounts) delete account.use;
      await writeFile(file, JSON.stringify(register));
    };
    for (const wrong of [{ code: '000000' }, { secret: 'x' }]) {
      for (let i = 0; i < 5; i += 1) {
        await forget();
        await expect(give('erase', { ...shown(next()), ...wrong })).rejects.toMatchObject({ kind: 'denied' });
      }
      await forget();
      await expect(give('erase', shown(next()))).rejects.toMatchObject(refusal('access/locked'));
      service.clock.advance(15 * 60_000);
      await give('erase', shown(next()));
    }
  });

  it('counts wrong secrets too; the right one shows that an account is disabled', async () => {
    for (let i = 0; i < 5; i += 1)
      await expect(give('read', { ...shown(), secret: 'x' })).rejects.toMatchObject(refusal('access/wrong-secret'));
    await expect(give('read', shown())).rejects.toMatchObject(refusal('access/locked'));
    service.clock.advance(15 * 60_000);
    await give('read', shown());
    await give('accounts disable', shown(next()), ({ ports }) => setIdentity(ports, boss.accountId, 'disabled'));
    await expect(give('read', shown())).rejects.toMatchObject(refusal('access/disabled'));
  }, 60_000);

  it('of two who give one code at once exactly one is let in', async () => {
    const code = next();
    const { clock } = service;
    const outcomes = await service.open((workspace) => {
      const register = { file: registerOf(workspace), clock, catalog: workspace.ports.catalog };
      return Promise.allSettled(Array.from({ length: 6 }, () => proveCode(register, boss.accountId, code, boss.totp)));
    });
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'access/code-replayed' });
  });

  it('a code of another identity, and an identity of another role', async () => {
    const other = await enrol(service.dir, { name: 'betsu', roles: ['operator'], clock: service.clock }, boss);
    service.clock.advance(30_000);
    const code = other.codeAt(service.clock.now());
    await expect(give('erase', shown(code))).rejects.toMatchObject(refusal('access/wrong-code'));
    const as = { name: other.name, secret: other.secret, code };
    await expect(give('erase', as)).rejects.toMatchObject(refusal('access/not-permitted'));
    expect(await give('read', as)).toBe(`account:${other.accountId}`);
    expect(await give('erase', as, undefined, { cancel: true })).toBe(`account:${other.accountId}`);
  });

  it('the register: a role that was edited, or all of it deleted', async () => {
    const file = join(service.dir, 'access', 'accounts.json');
    const kept = await readFile(file, 'utf8');
    await writeFile(file, kept.replace('"privileged-operator"', '"privileged-operator", "auditor"'));
    await expect(give('read', shown())).rejects.toMatchObject(refusal('access/register-altered', 'integrity'));
    await expect(
      service.open(({ ports }) => setIdentity(ports, boss.accountId, 'disabled'), { lock: 'exclusive' }),
    ).rejects.toMatchObject(refusal('access/register-altered', 'integrity'));
    await rm(file);
    for (const command of ['read', 'erase', 'accounts enroll'])
      await expect(give(command, shown())).rejects.toMatchObject(refusal('access/register-missing', 'integrity'));
    expect((await give('access status', {}, accessStatus)).register).toBe('missing');
    await writeFile(file, kept, { mode: 0o600 });
    expect(await give('read', shown())).toContain(boss.accountId);
  });

  it('a file that the configuration names, exchanged or turned into a pipe', async () => {
    const file = join(service.dir, 'approver.pub.pem');
    const kept = await readFile(file);
    const changed = refusal('access/configuration-changed');
    await writeFile(file, `${kept}\n`);
    await expect(give('read', shown())).rejects.toMatchObject(changed);
    await rm(file);
    execFileSync('mkfifo', [file]);
    // Each reader of a pipe could be told something else, and nobody writes to this one: nothing waits for it.
    await expect(give('read', shown())).rejects.toMatchObject({ code: 'config/approver-key' });
  });

  it('B3-2-3: a letter is recorded by one, confirmed by another, and carried out by a third', async () => {
    const others = { clock: service.clock };
    const ni = await enrol(service.dir, { name: 'ni', ...others }, boss);
    const san = await enrol(service.dir, { name: 'san', roles: ['operator'], ...others }, boss);
    const as = ({ name, secret, recoveryCodes }: Enrolled): Shown => ({
      name,
      secret,
      code: recoveryCodes.pop() ?? '',
    });
    await service.put('pbx/memo/1.txt', 'メモ');
    await give('classify', {}, (workspace) => classify(workspace));
    await give('enforce', {}, (workspace) => enforce(workspace));
    const { plan } = await give('plan disposal', shown(), (workspace) => planDisposal(workspace));
    const scan = join(service.dir, 'letter.pdf');
    await writeFile(scan, 'scan');
    const letter = {
      file: scan,
      number: '第1号',
      date: '2026-04-01',
      approver: '府民お問合せ担当課長　架空川 次郎',
      recordedBy: '甲',
      confirmedBy: '',
    };
    const record = (by: Enrolled, second?: { name: string; secret: string }, change: Partial<typeof letter> = {}) =>
      give(
        'approve',
        as(by),
        async (workspace) => {
          const people = await twoPeople(workspace, { command: 'approve', kind: 'privileged', subject: null }, second);
          return recordLetter(workspace, plan.planId, { ...letter, ...change, people });
        },
        { letter: scan },
      );
    await expect(record(ni)).rejects.toMatchObject(refusal('access/no-second-person', 'usage'));
    await expect(record(ni, ni)).rejects.toMatchObject(refusal('access/same-person'));
    await expect(record(ni, { ...san, secret: 'x' })).rejects.toMatchObject(refusal('access/wrong-secret'));
    expect((await audited('access.refused'))[0]).toMatchObject({
      subject: san.accountId,
      detail: { command: 'approve', code: 'access/wrong-secret' },
    });
    await expect(record(boss, san)).rejects.toMatchObject(refusal('approval/own-plan'));
    await expect(record(ni, boss)).rejects.toMatchObject(refusal('approval/own-plan'));
    for (const approver of ['別の課長', '府民お問合せ担当課長補佐', '担当課長'])
      await expect(record(ni, san, { approver })).rejects.toMatchObject(refusal('approval/unknown-approver'));
    expect((await record(ni, san)).letter).toMatchObject({ recordedBy: '甲（ni）', confirmedBy: 'san' });
    expect((await audited('plan.approved'))[0]?.detail).toMatchObject({
      recordedBy: ni.accountId,
      confirmedBy: san.accountId,
    });

    const run = (by: Shown) => give('erase', by, (workspace) => erasePlan(workspace, plan));
    await expect(run(as(ni))).rejects.toMatchObject(refusal('approval/own-letter'));
    expect((await run(shown(next()))).begunBy).toEqual({ account: boss.accountId, factors: ['secret', 'totp'] });
  });

  it('an edited configuration stops everything that does something, until it is accepted', async () => {
    const file = join(service.dir, 'kimitsu.yaml');
    const before = await readFile(file, 'utf8');
    await writeFile(file, `# a comment\n${before}`);
    await give('classify');
    await writeFile(file, before.replace('waitingDays: 30', 'waitingDays: 7'));
    const changed = refusal('access/configuration-changed');
    for (const command of ['classify', 'read', 'erase'])
      await expect(give(command, shown(next()))).rejects.toMatchObject(changed);
    await expect(service.open(async () => undefined)).rejects.toMatchObject({
      ...changed,
      detail: { changed: ['keys.waitingDays'] },
    });
    expect(await give('access status', {}, accessStatus)).toMatchObject({
      configuration: 'changed',
      changes: [{ path: 'keys.waitingDays', before: '30', after: '7' }],
    });
    await expect(give('access accept', shown())).rejects.toMatchObject(refusal('access/no-code'));
    await give('access accept', shown(next()), acceptConfiguration);
    await give('classify');
    expect((await give('access status', {}, accessStatus)).configuration).toBe('accepted');
    expect(await give('audit verify', {}, verifyAudit)).toMatchObject({ problemCount: 0 });
  });

  it('a key of the prefecture that was exchanged is an edited configuration', async () => {
    await writeFile(
      join(service.dir, 'approver.pub.pem'),
      `${await readFile(join(service.dir, 'approver.pub.pem'), 'utf8')}\n`,
    );
    await expect(give('classify')).rejects.toMatchObject({ detail: { changed: ['files.approver.pub.pem'] } });
  });
});
