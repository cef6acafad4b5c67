import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { disposeAccounts } from '../../../src/app/accounts/dispose.js';
import { type ManualRequest, recordManualDisposal } from '../../../src/app/accounts/manual.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { sha256Hex } from '../../../src/base/bytes.js';
import type {} from '../../../src/dispose/account-disposal.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import type { JobPorts } from '../../../src/run/ports.js';
import { approvedPlan, type SomeAccounts, someAccounts } from '../../support/account-plan.js';
import { type SmallService, smallService } from '../../support/small-service.js';

let service: SmallService;
let accounts: SomeAccounts;
let plan: DisposalPlan;
let good: ManualRequest;

const open = <T>(work: (workspace: Workspace) => Promise<T>): Promise<T> =>
  service.open((workspace) => {
    const ports = Object.defineProperties({} as JobPorts, Object.getOwnPropertyDescriptors(workspace.ports));
    return work({ ...workspace, ports: Object.defineProperty(ports, 'accounts', { value: accounts }) });
  });
const record = (change: Partial<ManualRequest> = {}, of = plan) =>
  open((workspace) => recordManualDisposal(workspace, of, { ...good, ...change }));

beforeEach(async () => {
  service = await smallService();
  accounts = someAccounts(service, [
    { id: 'pbx-admin', system: '電話交換機', kind: 'privileged', holder: '運用班', credentials: ['password'] },
  ]);
  plan = await open((workspace) => approvedPlan(workspace, service));
  const evidenceFile = join(service.dir, 'receipt.png');
  await writeFile(evidenceFile, '受領書');
  good = { accountId: 'pbx-admin', on: '2026-04-01', by: '運用責任者', confirmedBy: '検証責任者', evidenceFile };
});

describe('B3-3-2: an account of a system without an interface', () => {
  it('is recorded by two persons with day and hash of the evidence; then the executing account can go', async () => {
    const dispose = () => open(({ ports, approvers }) => disposeAccounts(ports, { plan, approvers }));
    expect((await dispose()).ownKept).toEqual(['manual-open']);
    const { manual } = await record();
    expect(manual).toMatchObject([
      { accountId: 'pbx-admin', recorded: { on: '2026-04-01', evidence: sha256Hex('受領書'), by: '運用責任者' } },
    ]);
    const end = await dispose();
    expect(end.endedAt).toBeDefined();
    expect(end.manual).toEqual(manual);
    expect(await accounts.directory.own()).toBe(accounts.ids.admin);
    expect(await accounts.directory.describe(accounts.ids.admin)).toBeUndefined();
  });

  it('leaves an entry in the audit log without the names', async () => {
    await record({ by: '架空山 花子' });
    const entries: unknown[] = [];
    await open(async ({ ports }) => {
      for await (const entry of ports.catalog.auditEntries()) entries.push(entry);
    });
    expect(entries.at(-1)).toMatchObject({ action: 'account.disposal-recorded', subject: 'pbx-admin' });
    expect(JSON.stringify(entries)).not.toContain('花子');
  });

  it.each`
    change                                      | kind        | code
    ${{ confirmedBy: '運用責任者' }}            | ${'denied'} | ${'accounts/second-person'}
    ${{ confirmedBy: ' 運用 責任者　' }}        | ${'denied'} | ${'accounts/second-person'}
    ${{ confirmedBy: '' }}                      | ${'denied'} | ${'accounts/second-person'}
    ${{ by: '' }}                               | ${'denied'} | ${'accounts/second-person'}
    ${{ by: 'a\u0000b' }}                       | ${'usage'}  | ${'accounts/bad-name'}
    ${{ by: '😀' }}                             | ${'usage'}  | ${'accounts/bad-name'}
    ${{ accountId: 'other' }}                   | ${'usage'}  | ${'accounts/unknown-manual'}
    ${{ on: '2026-02-30' }}                     | ${'usage'}  | ${'accounts/bad-date'}
    ${{ on: '令和8年4月1日' }}                  | ${'usage'}  | ${'accounts/bad-date'}
    ${{ on: '2026-04-02' }}                     | ${'usage'}  | ${'accounts/bad-date'}
    ${{ on: '2026-03-31' }}                     | ${'usage'}  | ${'accounts/bad-date'}
    ${{ evidenceFile: '/nowhere/receipt.png' }} | ${'usage'}  | ${'accounts/no-evidence'}
    ${{ evidenceFile: '/dev/null' }}            | ${'usage'}  | ${'accounts/no-evidence'}
  `('is not recorded with $change: $code', async ({ change, kind, code }) => {
    await expect(record(change)).rejects.toMatchObject({ kind, code });
  });

  it('is recorded once', async () => {
    await record();
    await expect(record()).rejects.toMatchObject({ kind: 'conflict', code: 'accounts/recorded' });
  });

  it('is not recorded under a plan that nobody has approved', async () => {
    const other = await open((workspace) => approvedPlan(workspace, service, { approve: false }));
    await expect(record({}, other)).rejects.toMatchObject({ kind: 'denied', code: 'erase/not-approved' });
  });

  it('is reported when it came into the configuration after the plan', async () => {
    await record();
    const { manual } = accounts;
    accounts.manual = [
      ...manual,
      { id: 'late', system: '回線', kind: 'user', holder: '運用班', credentials: ['password'] },
    ];
    const end = await open(({ ports, approvers }) => disposeAccounts(ports, { plan, approvers }));
    expect(end).toMatchObject({ unplanned: [{ directory: 'manual', accountId: 'late' }], ownKept: ['unplanned-left'] });
  });
});
