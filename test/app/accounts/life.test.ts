import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accountPlan,
  assertDisposable,
  disposePlannedAccounts,
  previewDisposal,
} from '../../../src/app/accounts/dispose-plan.js';
import { addIdentity, setIdentity } from '../../../src/app/accounts/identities.js';
import { reportAccounts } from '../../../src/app/accounts/report.js';
import { verifyAudit } from '../../../src/app/audit.js';
import { classify } from '../../../src/app/classify.js';
import { approvePlan } from '../../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../../src/app/enforce.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { PdfReader } from '../../../src/certify/pdf-reader.js';
import { findSignature } from '../../../src/certify/pdf-signature.js';
import type {} from '../../../src/dispose/account-disposal.js';
import type { DisposalPlan } from '../../../src/dispose/plan.js';
import { approvedPlan } from '../../support/account-plan.js';
import { copyOf, type SmallService, smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';

describe('B3-3-1 B3-3-2 B3-3-3: the embedded identities at the end of a service', () => {
  let service: SmallService;
  let plan: DisposalPlan;
  const password = 'correct horse battery';

  beforeAll(async () => {
    service = await smallService({ 'pbx/memo/0001.txt': '窓口の受付時間は、平日の午前９時からです。' });
    await service.open(async ({ ports }) => {
      const { account } = await addIdentity(ports, { name: NAME, roles: ['operator'], special: false, password });
      await setIdentity(ports, account.accountId, 'disabled');
      // The account that the tests run as: `operator:test`.
      await addIdentity(ports, { name: 'test', roles: ['privileged-operator'], special: false, password });
      await addIdentity(ports, { name: 'nightly', roles: ['operator'], special: true });
    });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    plan = await service.open(async (workspace) => {
      const made = await makeDisposalPlan(workspace.ports);
      return approvedPlan(workspace, service, { from: made.plan });
    });
  });

  const dispose = () => service.open((workspace) => disposePlannedAccounts(workspace, plan));

  it('stand in the plan without their names', () => {
    expect(plan.accounts?.map(({ kind }) => kind).sort()).toEqual(['privileged', 'special', 'user']);
    expect(JSON.stringify(plan)).not.toContain('架空山');
  });

  it('are shown to the operator before anything is done', async () => {
    const preview = await service.open((workspace) => previewDisposal(workspace, plan.planId));
    expect(preview).toMatchObject({ begun: false, endedAt: undefined, ownKept: [] });
    expect(preview.affected.map(({ name, own }) => [name, own]).sort()).toEqual([
      ['nightly', false],
      ['test', true],
      [NAME, false],
    ]);
    expect(await service.open((workspace) => accountPlan(workspace, plan.planId))).toMatchObject({
      hash: preview.hash,
    });
  });

  it('stay in a copy of the workspace: its accounts are those of the one it was copied from', async () => {
    await service.open(async () => {}, { lock: 'exclusive' });
    const copy = await copyOf(service);
    const begin = copy.open((workspace) => assertDisposable(workspace, plan));
    await expect(begin).rejects.toMatchObject({ code: 'workspace/copied' });
    const report = copy.open((workspace) => reportAccounts(workspace, plan.planId));
    await expect(report).rejects.toMatchObject({ code: 'workspace/copied' });
  });

  it('stay until the records are erased; the executing one until their keys are gone', async () => {
    await expect(dispose()).rejects.toMatchObject({ code: 'accounts/erasure-unfinished' });
    await expect(service.open((workspace) => planDisposal(workspace, { accountsOnly: true }))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'accounts/records-left',
    });
    await service.open((workspace) => erasePlan(workspace, plan));
    const shown = async () => (await service.open((workspace) => previewDisposal(workspace, plan.planId))).ownKept;
    expect(await shown()).toEqual(['keys-pending']);
    const first = await dispose();
    expect(first.ownKept).toEqual(['keys-pending']);
    expect(first.accounts.map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ['privileged', 'planned'],
      ['special', 'disposed'],
      ['user', 'disposed'],
    ]);
    expect((await service.open((workspace) => previewDisposal(workspace, plan.planId))).begun).toBe(true);

    service.clock.advance(31 * DAY_MS);
    expect((await service.open((workspace) => erasePlan(workspace, plan))).phase).toBe('complete');
    expect(await shown()).toEqual(['certificate-open']);
    // B3-2-2: the certificate takes an identity, and after the last one nobody can be enrolled any more.
    expect((await dispose()).ownKept).toEqual(['certificate-open']);
    await service.open((workspace) => issueCertificate(workspace, plan.planId));
    expect(await shown()).toEqual([]);
    const end = await dispose();
    expect(end.endedAt).toBeDefined();
    expect(end.accounts.every(({ state }) => state === 'disposed')).toBe(true);
  });

  it('that appear after the end are planned without records, approved as any plan, and go as well', async () => {
    await service.open(async ({ ports }) => {
      await addIdentity(ports, { name: 'kansa', roles: ['auditor'], special: false, password });
    });
    const { plan: later } = await service.open((workspace) => planDisposal(workspace, { accountsOnly: true }));
    expect(later).toMatchObject({ scope: { accountsOnly: true }, lines: [], keys: [], accounts: [{ kind: 'user' }] });
    await expect(service.open((workspace) => disposePlannedAccounts(workspace, later))).rejects.toMatchObject({
      code: 'erase/not-approved',
    });
    await service.open((workspace) => approvePlan(workspace, later.planId, service.keyFile));
    // B3-2-3: the plan that people hold in hand is the one that is carried out.
    const file = join(service.dir, 'plans', `${later.planId}.pdf`);
    const whole = await readFile(file);
    await writeFile(file, Buffer.concat([whole, Buffer.from(' ')]));
    const altered = { kind: 'integrity', code: 'plan/file-altered' };
    await expect(service.open((workspace) => assertDisposable(workspace, later))).rejects.toMatchObject(altered);
    await expect(service.open((workspace) => disposePlannedAccounts(workspace, later))).rejects.toMatchObject(altered);
    await writeFile(file, whole);
    await service.open((workspace) => assertDisposable(workspace, later));
    await expect(service.open((workspace) => erasePlan(workspace, later))).rejects.toMatchObject({
      kind: 'usage',
      code: 'erase/nothing-planned',
    });
    const record = await service.open((workspace) => disposePlannedAccounts(workspace, later));
    expect(record.accounts.map(({ state }) => state)).toEqual(['disposed']);
    expect(record.endedAt).toBeDefined();
    await expect(service.open((workspace) => planDisposal(workspace, { accountsOnly: true }))).rejects.toMatchObject({
      code: 'plan/no-accounts',
    });
    await expect(
      service.open((workspace) => planDisposal(workspace, { accountsOnly: true, expired: true })),
    ).rejects.toMatchObject({ code: 'plan/accounts-alone' });
  });

  it('are reported in a signed document, and leave no name in the workspace', async () => {
    const { pdf, json, record } = await service.open((workspace) => reportAccounts(workspace, plan.planId));
    const signed = await readFile(pdf);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ disposalId: record.disposalId });
    expect(() => findSignature(new PdfReader(signed))).not.toThrow();
    expect((await service.open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
    expect((await remanenceOf(service.dir, [NAME, '架空山', '花子'])).found).toEqual([]);
  });
});

it('B3-3-1: nothing is reported when nothing was disposed of', async () => {
  const service = await smallService();
  await service.open(async (workspace) => {
    const { ports } = workspace;
    await addIdentity(ports, { name: 'nightly', roles: ['operator'], special: true });
    const { planId } = await approvedPlan(workspace, service);
    await expect(reportAccounts(workspace, planId)).rejects.toMatchObject({ code: 'accounts/nothing-disposed' });
    await expect(addIdentity(ports, { name: 'x', roles: ['boss'], special: true })).rejects.toMatchObject({
      code: 'accounts/unknown-role',
    });
    await expect(setIdentity(ports, 'account-1', 'disabled')).rejects.toMatchObject({ code: 'accounts/unknown' });
  });
});

describe('accounts stay while somebody needs them', () => {
  const open = (service: SmallService, plan: DisposalPlan) =>
    service.open((workspace) => disposePlannedAccounts(workspace, plan));
  const withAccount = async (service: SmallService) =>
    service.open(({ ports }) => addIdentity(ports, { name: 'nightly', roles: ['operator'], special: true }));

  it('records on hold outlive the erasure, and with them the accounts of the same plan', async () => {
    const service = await smallService({ 'pbx/a.txt': 'メモ', 'inquiry-form/b.txt': 'メモ' });
    await withAccount(service);
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    await service.open((workspace) => placeHold(workspace, { systems: ['pbx'] }, '訴訟のため'));
    const plan = await service.open(async (workspace) => {
      const made = await makeDisposalPlan(workspace.ports);
      return approvedPlan(workspace, service, { from: made.plan });
    });
    expect(plan.accounts).toHaveLength(1);
    expect((await service.open((workspace) => erasePlan(workspace, plan))).phase).toBe('complete');
    await expect(open(service, plan)).rejects.toMatchObject({ kind: 'conflict', code: 'accounts/records-left' });
  });

  it('records that no listing has seen yet count as well', async () => {
    const service = await smallService({ 'pbx/a.txt': 'メモ' });
    await withAccount(service);
    await expect(service.open((workspace) => planDisposal(workspace, { accountsOnly: true }))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'accounts/records-left',
    });
  });

  it('until the day that the plan names', async () => {
    const service = await smallService();
    await withAccount(service);
    const plan = await service.open((workspace) =>
      approvedPlan(workspace, service, { from: { notBefore: '2026-04-02T00:00:00.000Z' } }),
    );
    await expect(open(service, plan)).rejects.toMatchObject({ kind: 'denied', code: 'accounts/too-early' });
    service.clock.advance(DAY_MS);
    expect((await open(service, plan)).endedAt).toBeDefined();
  });
});
