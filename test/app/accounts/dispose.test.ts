import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disposeAccounts } from '../../../src/app/accounts/dispose.js';
import { disposalOf } from '../../../src/app/accounts/open-disposal.js';
import { reportAccounts } from '../../../src/app/accounts/report.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { Fault } from '../../../src/base/fault.js';
import { type AccountDisposalRecord, isSettled } from '../../../src/dispose/account-disposal.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import type { AccountDirectory, CredentialKind } from '../../../src/ports/account-directory.js';
import type { JobPorts } from '../../../src/run/ports.js';
import { approvedPlan, credential, type SomeAccounts, someAccounts } from '../../support/account-plan.js';
import { type SmallService, smallService } from '../../support/small-service.js';

let service: SmallService;
let accounts: SomeAccounts;

beforeEach(async () => {
  service = await smallService();
  accounts = someAccounts(service);
});
afterEach(() => {
  service.clock.set(new Date('2026-04-01T03:00:00Z'));
});

/** The workspace with these accounts in place of its own. */
const open = <T>(work: (workspace: Workspace) => Promise<T>): Promise<T> =>
  service.open((workspace) => work({ ...workspace, ports: withAccounts(workspace.ports, accounts.directories) }));

function withAccounts(ports: JobPorts, directories: readonly AccountDirectory[]): JobPorts {
  const inner = Object.defineProperties({} as JobPorts, Object.getOwnPropertyDescriptors(ports));
  return Object.defineProperty(inner, 'accounts', { value: { ...accounts, directories } });
}

const planned = (approve = true): Promise<DisposalPlan> =>
  open((workspace) => approvedPlan(workspace, service, { approve }));
const dispose = (plan: DisposalPlan, directories = accounts.directories): Promise<AccountDisposalRecord> =>
  open(({ ports, approvers }) => disposeAccounts(withAccounts(ports, directories), { plan, approvers }));

async function names(): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of accounts.directory.list()) found.push(name);
  return found.sort();
}

async function audit(): Promise<{ action: string; subject: string; detail: unknown }[]> {
  return open(async ({ ports }) => {
    const entries: { action: string; subject: string; detail: unknown }[] = [];
    for await (const { action, subject, detail } of ports.catalog.auditEntries())
      if (/^accounts?\./.test(action)) entries.push({ action, subject, detail });
    return entries;
  });
}

/** The same directory, in which some operations are done differently. */
function otherwise(changes: Partial<AccountDirectory>): AccountDirectory {
  const { directory } = accounts;
  return {
    id: directory.id,
    product: directory.product,
    list: () => directory.list(),
    describe: (id) => directory.describe(id),
    own: () => directory.own(),
    disable: (id) => directory.disable(id),
    enable: (id) => directory.enable(id),
    dispose: (id) => directory.dispose(id),
    remaining: (ids) => directory.remaining(ids),
    ...changes,
  };
}

describe('B3-3-1 B3-3-2 B3-3-3: accounts of an approved plan', () => {
  it('are removed with their credentials, read back, and the one that does it goes last', async () => {
    const order: string[] = [];
    const { directory, ids } = accounts;
    const watched = otherwise({
      dispose(id) {
        order.push(id);
        return directory.dispose(id);
      },
    });
    const record = await dispose(await planned(), [watched]);
    expect(await names()).toEqual([]);
    expect(order.at(-1)).toBe(ids.admin);
    expect(isSettled(record)).toBe(true);
    expect(record.endedAt).toBe('2026-04-01T03:00:00.000Z');
    expect(record.accounts.map(({ state, readBack }) => [state, readBack.outcome])).toEqual([
      ['disposed', 'gone'],
      ['disposed', 'gone'],
      ['disposed', 'gone'],
    ]);
    expect(record.accounts.find(({ accountId }) => accountId === ids.batch)?.found).toMatchObject([
      { kind: 'access-key', reference: 'AKIAEXAMPLE000000002' },
      { kind: 'service-credential' },
    ]);
  });

  it('leave entries for each act in the audit log, and nowhere a name', async () => {
    const record = await dispose(await planned());
    const entries = await audit();
    const actions = entries.map(({ action }) => action);
    expect(actions.filter((action) => action === 'account.disposal-begun')).toHaveLength(3);
    expect(actions.filter((action) => action === 'account.disposed')).toHaveLength(3);
    expect(actions).toEqual(expect.arrayContaining(['accounts.disposal-opened', 'accounts.read-back']));
    expect(actions.indexOf('account.disposal-begun')).toBeLessThan(actions.indexOf('account.disposed'));
    expect(actions.at(-1)).toBe('accounts.disposal-complete');
    for (const name of ['kakuuyama', 'hanako', 'kanri']) expect(JSON.stringify([entries, record])).not.toContain(name);
    expect(record.accounts.map(({ maskedName }) => maskedName)).toContain('xxxxxxxxx.xxxxxx');
  });

  it('a second run finds nothing to do', async () => {
    const plan = await planned();
    const first = await dispose(plan);
    service.clock.advance(60_000);
    const again = await dispose(plan);
    expect(again.endedAt).toBe(first.endedAt);
    expect(again.accounts.map(({ endedAt }) => endedAt)).toEqual(first.accounts.map(({ endedAt }) => endedAt));
    expect((await audit()).filter(({ action }) => action === 'account.disposed')).toHaveLength(3);
  });

  it('what is gone already is recorded as such, not as disposed of', async () => {
    const plan = await planned();
    await accounts.directory.dispose(accounts.ids.batch);
    const record = await dispose(plan);
    expect(record.accounts.find(({ accountId }) => accountId === accounts.ids.batch)).toMatchObject({
      state: 'found-absent',
      found: [],
      readBack: { outcome: 'gone' },
    });
    expect(isSettled(record)).toBe(true);
  });
});

describe('B3-2-3: nothing is disposed of', () => {
  it('without the approval of the prefecture', async () => {
    const plan = await planned(false);
    await expect(dispose(plan)).rejects.toMatchObject({ kind: 'denied', code: 'erase/not-approved' });
    expect(await names()).toHaveLength(3);
    expect(await open(({ ports }) => disposalOf(ports.catalog, plan.planId))).toBeUndefined();
  });

  it('under another plan than the approved one', async () => {
    const approved = await planned();
    const other = await planned(false);
    await expect(dispose(other)).rejects.toMatchObject({ code: 'erase/not-approved' });
    await expect(dispose({ ...approved, accounts: other.accounts?.slice(1) ?? [] })).rejects.toMatchObject({
      kind: 'denied',
      code: 'approval/other-plan',
    });
    expect(await names()).toHaveLength(3);
  });

  it("under another service's plan", async () => {
    const plan = await open((workspace) => {
      const { parties } = workspace.ports.service;
      const other = { ...parties, service: { ...parties.service, id: 'other-centre' } };
      return approvedPlan(workspace, service, { from: { parties: other } });
    });
    await expect(dispose(plan)).rejects.toMatchObject({ kind: 'denied', code: 'accounts/other-service' });
    expect(await names()).toHaveLength(3);
  });

  it('under a plan that names no account, or a directory that is not there', async () => {
    const { directories } = accounts;
    accounts.directories = [];
    const empty = await planned();
    accounts.directories = directories;
    await expect(dispose(empty)).rejects.toMatchObject({ kind: 'usage', code: 'accounts/nothing-planned' });
    const plan = await planned();
    await expect(dispose(plan, [])).rejects.toMatchObject({ kind: 'usage', code: 'accounts/unknown-directory' });
    expect(await names()).toHaveLength(3);
  });

  it('before the records are erased', async () => {
    const line = { system: 'pbx', systemName: '電話交換機', level: 3 as const, objects: 1, records: 1, versions: 1 };
    const plan = await open((workspace) =>
      approvedPlan(workspace, service, { from: { lines: [{ ...line, bytes: 1, plaintextBefore: 0 }] } }),
    );
    await expect(dispose(plan)).rejects.toMatchObject({ kind: 'conflict', code: 'accounts/erasure-unfinished' });
    expect(await names()).toHaveLength(3);
  });
});

describe('the register in the plan binds', () => {
  it('an account that appeared since is reported and left alone, and with it the account that could remove it', async () => {
    const plan = await planned();
    const late = accounts.directory.add({ name: 'late', kind: 'privileged', credentials: [credential('password')] });
    const record = await dispose(plan);
    expect(await names()).toEqual(['kanri', 'late']);
    expect(record.unplanned).toMatchObject([{ directory: 'iam', accountId: late, kind: 'privileged' }]);
    expect(record.ownKept).toEqual(['unplanned-left']);
    expect(record.endedAt).toBeUndefined();
    expect(await audit()).toContainEqual(expect.objectContaining({ action: 'account.not-in-plan', subject: late }));

    await accounts.directory.dispose(late);
    const end = await dispose(plan);
    expect(end).toMatchObject({ unplanned: [], ownKept: [] });
    expect(await names()).toEqual([]);
  });

  it('the executing account stays until the accounts kept by hand are dealt with', async () => {
    const manual = { id: 'pbx-admin', system: '電話交換機', kind: 'privileged' as const, holder: '運用班' };
    accounts = someAccounts(service, [{ ...manual, credentials: ['password'] }]);
    const record = await dispose(await planned());
    expect(record.ownKept).toEqual(['manual-open']);
    expect(await names()).toEqual(['kanri']);
  });
});

describe('a directory that lies', () => {
  it('says removed and keeps the account: the run fails, and the executing account is not touched', async () => {
    const { directory, ids } = accounts;
    const liar = otherwise({
      dispose: async (id) => (id === ids.batch ? 'removed' : directory.dispose(id)),
    });
    const plan = await planned();
    await expect(dispose(plan, [liar])).rejects.toMatchObject({ kind: 'integrity', code: 'accounts/still-there' });
    expect(await names()).toEqual(['batch', 'kanri']);
    const record = await open(({ ports }) => disposalOf(ports.catalog, plan.planId));
    expect(record?.accounts.find(({ accountId }) => accountId === ids.batch)).toMatchObject({
      state: 'begun',
      readBack: { outcome: 'not-read' },
    });
    expect(record?.endedAt).toBeUndefined();
    // The truth again: it goes on where it stopped.
    expect(isSettled(await dispose(plan))).toBe(true);
  });

  it('shows an account again after all were read back once', async () => {
    const { directory, ids } = accounts;
    const plan = await planned();
    const before = await directory.describe(ids.user);
    let asked = 0;
    const liar = otherwise({
      async *remaining(accountIds) {
        asked += 1;
        if (asked > 2 && before && accountIds.includes(ids.user)) yield before;
        yield* directory.remaining(accountIds);
      },
    });
    await expect(dispose(plan, [liar])).rejects.toMatchObject({ kind: 'integrity', code: 'accounts/still-there' });
    const record = await open(({ ports }) => disposalOf(ports.catalog, plan.planId));
    expect(record?.accounts.find(({ accountId }) => accountId === ids.user)?.readBack).toMatchObject({
      outcome: 'left',
      credentialsLeft: 1,
    });
    expect(await names()).toEqual(['kanri']);
  });
});

it('an account that is back, or a new one, opens a disposal again that was complete', async () => {
  const { directory, ids } = accounts;
  const plan = await planned();
  const before = await directory.describe(ids.user);
  const isOpen = async () => (await open(({ ports }) => disposalOf(ports.catalog, plan.planId)))?.endedAt === undefined;
  await dispose(plan);
  expect(await isOpen()).toBe(false);
  const back = otherwise({
    async *remaining() {
      if (before) yield before;
    },
  });
  await expect(dispose(plan, [back])).rejects.toMatchObject({ code: 'accounts/still-there' });
  expect(await isOpen()).toBe(true);
  expect((await dispose(plan)).endedAt).toBeDefined();

  const late = directory.add({ name: 'late', kind: 'user', credentials: [credential('password')] });
  const dies = otherwise({
    remaining: () => {
      throw new Error('killed');
    },
  });
  await expect(dispose(plan, [dies])).rejects.toThrow('killed');
  expect(await isOpen()).toBe(true);
  await directory.dispose(late);
  expect((await dispose(plan)).endedAt).toBeDefined();
});

it('a record that was edited by hand is neither gone on with nor reported', async () => {
  const plan = await planned(true);
  const line = otherwise({ dispose: () => Promise.reject(new Fault('denied', 'accounts/access-denied', 'no')) });
  await expect(dispose(plan, [line])).rejects.toMatchObject({ code: 'accounts/access-denied' });
  await open(async ({ ports: { catalog } }) => {
    const [document] = await catalog.documents('account-disposal', plan.planId);
    const record = document?.body as unknown as AccountDisposalRecord;
    const readBack = { outcome: 'gone', at: record.startedAt, credentialsLeft: 0 };
    const forged = {
      ...record,
      endedAt: record.startedAt,
      accounts: record.accounts.map((account) => ({ ...account, state: 'disposed', readBack })),
    };
    await catalog.saveDocument({ ...document!, body: forged as never }, []);
  });
  const altered = { kind: 'integrity', code: 'accounts/record-altered' };
  await expect(open((workspace) => reportAccounts(workspace, plan.planId))).rejects.toMatchObject(altered);
  await expect(dispose(plan)).rejects.toMatchObject(altered);
  expect(await names()).toHaveLength(3);
});

it('an ordinary refusal is told, whatever else has failed before it', async () => {
  const { directory, ids } = accounts;
  const failing = otherwise({
    dispose: async (id) => {
      if (id === ids.user) throw new Fault('denied', 'accounts/access-denied', 'no', {}, { hint: 'ask' });
      if (id === ids.batch) throw new TypeError('not foreseen');
      return directory.dispose(id);
    },
  });
  await expect(dispose(await planned(), [failing])).rejects.toMatchObject({
    kind: 'denied',
    code: 'accounts/access-denied',
    hint: 'ask',
    detail: { failed: 2 },
  });
});

it('a credential that came after the disposal had begun is on record before it is removed', async () => {
  const { directory, ids } = accounts;
  const plan = await planned();
  const refusing = otherwise({ dispose: () => Promise.reject(new Fault('denied', 'accounts/access-denied', 'no')) });
  await expect(dispose(plan, [refusing])).rejects.toMatchObject({ code: 'accounts/access-denied' });
  const came = { ...credential('access-key', 'AKIAEXAMPLE000000009'), lastUsedAt: '2026-04-01T01:00:00.000Z' };
  const more = otherwise({
    async describe(id) {
      const account = await directory.describe(id);
      return account && id === ids.batch ? { ...account, credentials: [...account.credentials, came] } : account;
    },
  });
  const record = await dispose(plan, [more]);
  expect(record.accounts.find(({ accountId }) => accountId === ids.batch)?.found).toMatchObject([
    { kind: 'access-key', reference: 'AKIAEXAMPLE000000002' },
    { kind: 'service-credential' },
    { kind: 'access-key', reference: 'AKIAEXAMPLE000000009', lastUsedAt: '2026-04-01T01:00:00.000Z' },
  ]);
  expect(await audit()).toContainEqual({
    action: 'account.credentials-came',
    subject: ids.batch,
    detail: expect.objectContaining({ directory: 'iam', kind: 'special', credentials: ['access-key'] }),
  });
});

describe('the executing account, of which credentials alone can be removed', () => {
  it.each`
    after        | readBack                                      | how
    ${'refused'} | ${{ outcome: 'refused', credentialsLeft: 0 }} | ${'the directory lets it in no more'}
    ${'left'}    | ${{ outcome: 'left', credentialsLeft: 0 }}    | ${'the empty account can still be seen'}
    ${'resting'} | ${{ outcome: 'left', credentialsLeft: 1 }}    | ${'a key is inactive, and can be made active again; a trust is nobody’s'}
  `('is reported as it was seen: $how', async ({ after, readBack }) => {
    const disabled = (kind: CredentialKind) => ({ ...credential(kind), status: 'disabled' as const });
    const has = after === 'resting' ? [disabled('access-key'), disabled('role-trust')] : [];
    const { directory, ids } = accounts;
    let gone = false;
    const own = otherwise({
      async dispose(id) {
        if (id !== ids.admin) return directory.dispose(id);
        gone = true;
        return 'credentials-removed';
      },
      async *remaining(accountIds) {
        if (!gone) return yield* directory.remaining(accountIds);
        if (after === 'refused') throw new Fault('denied', 'accounts/access-denied', 'not let in');
        for await (const account of directory.remaining(accountIds)) yield { ...account, credentials: has };
      },
    });
    const plan = await planned();
    const record = await dispose(plan, [own]);
    expect(record.accounts.find(({ accountId }) => accountId === ids.admin)).toMatchObject({
      state: 'credentials-removed',
      readBack,
    });
    expect(record.endedAt).toBeUndefined();
    expect(isSettled(record)).toBe(false);

    // Another administrator comes and removes the empty account.
    directory.ownId = undefined;
    expect(isSettled(await dispose(plan))).toBe(true);
    expect(await names()).toEqual([]);
  });
});

describe('after a crash at any step', () => {
  /** The ports, which die at the n-th step that changes something: before it takes effect, or after. */
  function dying(ports: JobPorts, at: number): { ports: JobPorts; steps(): number } {
    let steps = 0;
    const step = async <T>(change: () => Promise<T>): Promise<T> => {
      steps += 1;
      if (steps >= at) throw new Error('crashed before');
      const result = await change();
      steps += 1;
      if (steps >= at) throw new Error('crashed after');
      return result;
    };
    const { directory } = accounts;
    const inner = withAccounts(ports, [otherwise({ dispose: (id) => step(() => directory.dispose(id)) })]);
    const catalog = new Proxy(ports.catalog, {
      get(target, name) {
        const member = Reflect.get(target, name, target) as unknown;
        if (typeof member !== 'function') return member;
        const call = (args: unknown[]): Promise<unknown> =>
          (member as (...given: unknown[]) => Promise<unknown>).apply(target, args);
        return (...args: unknown[]) => (name === 'saveDocument' ? step(() => call(args)) : call(args));
      },
    });
    return { ports: Object.defineProperty(inner, 'catalog', { value: catalog }), steps: () => steps };
  }

  it('a repetition ends as if nothing had happened', async () => {
    let crashes = 0;
    await service.open(async (workspace) => {
      for (let at = 1; ; at += 1) {
        accounts = someAccounts(service);
        const ports = withAccounts(workspace.ports, accounts.directories);
        const { approvers } = workspace;
        const plan = await approvedPlan({ ...workspace, ports }, service);
        const run = dying(ports, at);
        const done = await disposeAccounts(run.ports, { plan, approvers }).catch(() => undefined);
        if (done && run.steps() < at) break;
        crashes += 1;
        const record = await disposeAccounts(ports, { plan, approvers });
        expect(isSettled(record)).toBe(true);
        expect(record.accounts.map(({ state }) => state)).toEqual(['disposed', 'disposed', 'disposed']);
        expect(record.accounts.every(({ found }) => found.length > 0)).toBe(true);
        expect(await names()).toEqual([]);
      }
    });
    expect(crashes).toBeGreaterThan(20);
  });

  it('what was gone before the first run is not taken for its work by the next', async () => {
    await service.open(async (workspace) => {
      const ports = withAccounts(workspace.ports, accounts.directories);
      const { approvers } = workspace;
      const plan = await approvedPlan({ ...workspace, ports }, service);
      await accounts.directory.dispose(accounts.ids.batch);
      const broken = withAccounts(workspace.ports, [
        otherwise({ dispose: () => Promise.reject(new Error('crashed')) }),
      ]);
      await expect(disposeAccounts(broken, { plan, approvers })).rejects.toThrow();
      const record = await disposeAccounts(ports, { plan, approvers });
      const stateOf = (id: string) => record.accounts.find(({ accountId }) => accountId === id)?.state;
      expect(stateOf(accounts.ids.batch)).toBe('found-absent');
      expect(stateOf(accounts.ids.user)).toBe('disposed');
    });
  });
});

describe('two runs at once', () => {
  it('of two processes one is told to wait', async () => {
    const plan = await planned();
    const { approvers } = await service.open(async (workspace) => workspace);
    await service.open(
      async ({ ports }) => {
        const second = service.open(async () => 'in', { lock: 'exclusive' });
        await expect(second).rejects.toMatchObject({ kind: 'conflict', code: 'workspace/busy' });
        await disposeAccounts(withAccounts(ports, accounts.directories), { plan, approvers });
      },
      { lock: 'exclusive' },
    );
    expect(await names()).toEqual([]);
  });

  it('even without the lock all accounts are gone at the end', async () => {
    const plan = await planned();
    const outcomes = await Promise.allSettled([dispose(plan), dispose(plan)]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await names()).toEqual([]);
    expect(isSettled(await dispose(plan))).toBe(true);
  });
});
