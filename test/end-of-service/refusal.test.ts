import { createPrivateKey } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan, withdrawApproval } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import type { MadePlan } from '../../src/app/end-of-service/make-plan.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { refusePlan } from '../../src/app/end-of-service/refuse-plan.js';
import { enforce } from '../../src/app/enforce.js';
import { withCatalogue } from '../../src/app/open-catalogue.js';
import { statusOf } from '../../src/app/status/status.js';
import { signDocument } from '../../src/certify/jws.js';
import { REFUSAL_SCHEMA, REFUSAL_TYP } from '../../src/certify/refusal.js';
import { signerOf } from '../../src/certify/signing-key.js';
import { type SmallService, smallService } from '../support/small-service.js';

describe('B3-2-3: the prefecture refuses a plan', () => {
  let service: SmallService;
  let made: MadePlan;
  beforeAll(async () => {
    service = await smallService({ 'pbx/memo/0001.txt': '架空山 花子様より、税の納付について。' });
    await service.open((workspace) => classify(workspace), { detector: true });
    await service.open((workspace) => enforce(workspace));
    made = await service.open((workspace) => planDisposal(workspace));
  });

  async function refuse(planId: string, planHash: string): Promise<unknown> {
    const pem = await readFile(service.keyFile, 'utf8');
    const refusal = {
      schema: REFUSAL_SCHEMA,
      planHash,
      decision: 'refused',
      reason: '対象にない記録がある。',
      approver: '府民お問合せ担当課長',
      role: 'kacho',
      at: '2026-04-01T04:00:00.000Z',
    };
    const file = join(service.dir, '..', 'refusal.jws');
    const signer = signerOf(createPrivateKey(pem).export({ format: 'jwk' }));
    await writeFile(file, await signDocument(refusal, REFUSAL_TYP, signer));
    return service.open((workspace) => refusePlan(workspace, planId, file));
  }
  const approve = (planId: string) => service.open((workspace) => approvePlan(workspace, planId, service.keyFile));

  it('writes the page to do so beside the plan', async () => {
    expect(await readdir(join(service.dir, 'plans'))).toContain('approval.html');
  });

  it('is bound to exactly this plan', async () => {
    await expect(refuse(made.plan.planId, 'f'.repeat(64))).rejects.toMatchObject({ code: 'approval/other-plan' });
  });

  it('stops a plan that was approved before, and every later approval of it; nothing is erased', async () => {
    await approve(made.plan.planId);
    await refuse(made.plan.planId, made.hash);
    await expect(service.open((workspace) => erasePlan(workspace, made.plan))).rejects.toMatchObject({
      kind: 'denied',
      code: 'approval/refused',
    });
    await expect(approve(made.plan.planId)).rejects.toMatchObject({ code: 'approval/refused' });
    expect((await readdir(join(service.dir, 'data', 'pbx', 'memo'))).length).toBeGreaterThan(0);
    await service.open((workspace) => withdrawApproval(workspace, made.plan.planId, '取りやめ'));
    await expect(approve(made.plan.planId)).rejects.toMatchObject({ code: 'approval/refused' });
  });

  it('is shown as refused, not as approved', async () => {
    service.clock.advance(60_000);
    const unseen = await service.open((workspace) => planDisposal(workspace));
    await refuse(unseen.plan.planId, unseen.hash);
    const { plans } = await withCatalogue(service.dir, statusOf, service.clock);
    expect(plans.find(({ planId }) => planId === unseen.plan.planId)).toMatchObject({ approved: false, refused: true });
  });

  it('leaves the way open for another plan, and comes too late once it was carried out', async () => {
    service.clock.advance(60_000);
    const next = await service.open((workspace) => planDisposal(workspace));
    expect(next.hash).not.toBe(made.hash);
    await approve(next.plan.planId);
    expect((await service.open((workspace) => erasePlan(workspace, next.plan))).phase).toBe('kms-keys-scheduled');
    await expect(refuse(next.plan.planId, next.hash)).rejects.toMatchObject({ code: 'erase/past-return' });
  });
});
