import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { approvePlan, importApproval } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import type { MadePlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { enforce } from '../../src/app/enforce.js';
import { remanenceOf } from '../../src/app/remanence.js';
import { DAY_MS } from '../../src/base/clock.js';
import { APPROVAL_SCHEMA, signApproval } from '../../src/certify/approval.js';
import { signerOf } from '../../src/certify/signing-key.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import { type SmallService, smallService } from '../support/small-service.js';

const NAME = '架空山 花子';
const FILES = {
  'pbx/memo/0001.txt': `${NAME}様より、税の納付について。折返し 090-1234-5678`,
  'response-history/2026.csv': `受付日,氏名,内容\n2026-03-01,${NAME},"転居の届出について\n案内した"\n`,
  'inquiry-form/internal/plan.txt': '来年度の機器更新について、未公表の方針を検討する。',
  'inquiry-form/public/faq.txt': '窓口の受付時間は、平日の午前９時から午後５時30分までです。',
};

/** Everything up to an approved plan. */
async function planned(approve = true): Promise<SmallService & { made: MadePlan }> {
  const service = await smallService(FILES);
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  const made = await service.open((workspace) => planDisposal(workspace));
  if (approve) await service.open((workspace) => approvePlan(workspace, made.plan.planId, service.keyFile));
  return { ...service, made };
}

describe('B3-2-1 B3-2-2: the end of a service', () => {
  let service: Awaited<ReturnType<typeof planned>>;
  beforeAll(async () => {
    service = await planned();
  });

  it('erases every version, and certifies it twice: before and after the keys are gone', async () => {
    const { made, open, clock, dir } = service;
    const erased = await open((workspace) => erasePlan(workspace, made.plan));
    expect(erased.phase).toBe('kms-keys-scheduled');
    expect(erased.readBack).toMatchObject({ versionsListedAfter: 0, outcomes: { altered: 0, unreadable: 0 } });
    expect(erased.unitKeys.every(({ canary }) => canary.decryptedBefore && canary.outcomeAfter === 'destroyed')).toBe(
      true,
    );
    const interim = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    expect(interim.certificate.stage).toBe('interim');

    // The same again changes nothing, and gives the same certificate.
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('kms-keys-scheduled');
    expect((await open((workspace) => issueCertificate(workspace, made.plan.planId))).certificate).toEqual(
      interim.certificate,
    );

    clock.advance(31 * DAY_MS);
    expect((await open((workspace) => erasePlan(workspace, made.plan))).phase).toBe('complete');
    const final = await open((workspace) => issueCertificate(workspace, made.plan.planId));
    expect(final.certificate).toMatchObject({
      stage: 'final',
      predecessor: { number: interim.certificate.number, relation: 'completes' },
      verification: { overall: 'PASS' },
    });
    for (const file of [interim.pdf, interim.jws, final.pdf, final.jws])
      expect((await verifyCertificate(await readFile(file))).verdict).toBe('valid');
    expect((await open((workspace) => verifyAudit(workspace))).problemCount).toBe(0);
    const values = [NAME, NAME.replace(' ', ''), '09012345678', '090-1234-5678', '未公表の方針を検討する'];
    expect((await remanenceOf(dir, values)).found).toEqual([]);
  });

  it('leaves records that come later alone, and says so', async () => {
    await expect(service.open((workspace) => classify(workspace), { detector: true })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'erase/frozen',
    });
  });

  it('says afterwards that the service has ended', async () => {
    await service.put('pbx/memo/late.txt', '追加のメモ');
    await expect(service.open((workspace) => planDisposal(workspace))).rejects.toMatchObject({ code: 'service/ended' });
  });
});

it('B3-2-1: a plan names the keys of its own service, and of no other in the same key service', async () => {
  const { open } = await planned(false);
  const made = await open(async (workspace) => {
    await workspace.ports.keys.createKey({ alias: 'alias/kimitsu/other-centre/level-3', description: '', tags: {} });
    return planDisposal(workspace);
  });
  expect(made.plan.keys.map(({ alias }) => alias)).toEqual([
    'alias/kimitsu/test-centre/level-2',
    'alias/kimitsu/test-centre/level-3',
  ]);
});

describe('B3-2-3: nothing is erased without the approval of the prefecture', () => {
  let service: Awaited<ReturnType<typeof planned>>;
  beforeAll(async () => {
    service = await planned(false);
  });

  async function filesLeft(): Promise<number> {
    return (await readdir(join(service.dir, 'data'), { recursive: true })).length;
  }

  it('without any', async () => {
    const before = await filesLeft();
    await expect(service.open((workspace) => erasePlan(workspace, service.made.plan))).rejects.toMatchObject({
      kind: 'denied',
      code: 'erase/not-approved',
    });
    expect(await filesLeft()).toBe(before);
  });

  it('with a key that is not pinned', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const file = join(service.dir, 'stranger.pem');
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(
      service.open((workspace) => approvePlan(workspace, service.made.plan.planId, file)),
    ).rejects.toMatchObject({ code: 'approval/unknown-key' });
  });

  it('with an altered approval, and the attempt is in the audit log', async () => {
    const file = join(service.dir, 'altered.jws');
    await service.open((workspace) => approvePlan(workspace, service.made.plan.planId, service.keyFile, file));
    const jws = await readFile(file, 'utf8');
    await writeFile(file, jws.slice(0, -5) + (jws.at(-5) === 'A' ? 'B' : 'A') + jws.slice(-4));
    await expect(
      service.open((workspace) => importApproval(workspace, service.made.plan.planId, file)),
    ).rejects.toMatchObject({ kind: 'integrity', code: 'approval/not-valid' });
    const actions: string[] = [];
    await service.open(async ({ ports }) => {
      for await (const { action } of ports.catalog.auditEntries()) actions.push(action);
    });
    expect(actions).toContain('plan.approval-refused');
  });

  it('with an approval that names another approver than its key is pinned for', async () => {
    const { plan, hash } = service.made;
    const privateKey = createPrivateKey(await readFile(service.keyFile));
    const approval = {
      schema: APPROVAL_SCHEMA as typeof APPROVAL_SCHEMA,
      planHash: hash,
      decision: 'approved' as const,
      approver: '知事',
      role: 'kacho',
      at: service.clock.now().toISOString(),
    };
    const file = join(service.dir, 'governor.jws');
    await writeFile(file, await signApproval(approval, signerOf(privateKey.export({ format: 'jwk' }))));
    await expect(service.open((workspace) => importApproval(workspace, plan.planId, file))).rejects.toMatchObject({
      kind: 'denied',
      code: 'approval/other-approver',
    });
  });

  it('with an approval of another plan', async () => {
    const other = await service.open((workspace) => planDisposal(workspace));
    const file = join(service.dir, 'other.jws');
    await service.open((workspace) => approvePlan(workspace, other.plan.planId, service.keyFile, file));
    await expect(
      service.open((workspace) => importApproval(workspace, service.made.plan.planId, file)),
    ).rejects.toMatchObject({ kind: 'denied', code: 'approval/other-plan' });
  });

  it('after something was added: the plan is void and nothing is touched', async () => {
    const before = await filesLeft();
    await service.put('pbx/memo/new.txt', '計画の後に届いたメモ');
    await expect(service.open((workspace) => erasePlan(workspace, service.made.plan))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'erase/scope-changed',
    });
    expect(await filesLeft()).toBe(before + 1);
  });

  it('and no certificate is issued for what did not happen', async () => {
    await expect(
      service.open((workspace) => issueCertificate(workspace, service.made.plan.planId)),
    ).rejects.toMatchObject({ kind: 'usage', code: 'certificate/nothing-erased' });
  });

  it('a plan made and approved anew is carried out', async () => {
    const { open, keyFile } = service;
    await open((workspace) => classify(workspace), { detector: true });
    await open((workspace) => enforce(workspace));
    const { plan } = await open((workspace) => planDisposal(workspace));
    await open((workspace) => approvePlan(workspace, plan.planId, keyFile));
    expect((await open((workspace) => erasePlan(workspace, plan))).phase).toBe('kms-keys-scheduled');
  });
});
