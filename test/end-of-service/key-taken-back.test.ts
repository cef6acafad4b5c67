import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan, rescheduleErasureKeys } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { MemoryService } from '../support/memory-service.js';

let service: MemoryService;
let plan: DisposalPlan;
let keyId: string;
beforeEach(async () => {
  service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.protect();
  const workspace = await service.workspace();
  ({ plan } = await makeDisposalPlan(workspace.ports));
  await approvePlan(workspace, plan.planId, service.keyFile);
  keyId = plan.keys[0]!.kmsKeyId;
});

const erase = async () => erasePlan(await service.workspace(), plan);
const reschedule = async (reason = '保守の誤操作。復号の記録なし') =>
  rescheduleErasureKeys(await service.workspace(), plan.planId, { reason });
const state = async () => (await service.honest.keys.describeKey(keyId))?.state;
const takeBack = async () => {
  await service.honest.keys.cancelKeyDeletion(keyId);
  await service.honest.keys.enableKey(keyId);
};

describe('B3-2-2: a key that somebody takes back in its waiting period', () => {
  it('is found, written down, scheduled anew for a whole period, and named in the final certificate', async () => {
    const scheduledAt = (await erase()).kmsKeys[0]!.scheduledAt;
    service.clock.advance(6 * DAY_MS);
    await takeBack();
    service.clock.advance(2 * DAY_MS);
    await expect(erase()).rejects.toMatchObject({ kind: 'integrity', code: 'erase/kms-key-restored' });
    await expect(reschedule(' ')).rejects.toMatchObject({ kind: 'usage', code: 'erase/no-reason' });
    expect(await state()).toBe('Enabled');

    const record = await reschedule();
    expect(await state()).toBe('PendingDeletion');
    expect(record.incidents).toEqual([
      {
        kmsKeyId: keyId,
        alias: plan.keys[0]!.alias,
        state: 'Enabled',
        canary: 'altered',
        unusableAt: scheduledAt,
        unusableAgainAt: service.clock.now().toISOString(),
        reason: '保守の誤操作。復号の記録なし',
        by: 'operator:test',
        at: service.clock.now().toISOString(),
      },
    ]);
    const again = record.kmsKeys.find(({ kmsKeyId }) => kmsKeyId === keyId);
    expect(again).toMatchObject({ canary: { outcomeAfter: 'refused' } });
    expect(Date.parse(again!.deletionDate) - service.clock.now().getTime()).toBe(7 * DAY_MS);

    service.clock.advance(6 * DAY_MS);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    service.clock.advance(2 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
    const { certificate } = await issueCertificate(await service.workspace(), plan.planId);
    expect(certificate.stage).toBe('final');
    expect(certificate.limits.join('\n')).toMatch(
      /待機期間中に取り消されたことがあります.*保守の誤操作.*operator:test/,
    );
  });

  it('is named in an interim certificate that is given after that, in the place of the one from before', async () => {
    await erase();
    const before = await issueCertificate(await service.workspace(), plan.planId);
    service.clock.advance(DAY_MS);
    await takeBack();
    await reschedule();
    const { certificate, alreadyIssued } = await issueCertificate(await service.workspace(), plan.planId);
    expect(alreadyIssued).toBe(false);
    expect(certificate).toMatchObject({
      stage: 'interim',
      predecessor: { number: before.certificate.number, relation: 'corrects' },
    });
    expect(certificate.limits.join('\n')).toMatch(/待機期間中に取り消されたことがあります.*確認用データを復号すること/);
    const until = (await service.honest.keys.describeKey(keyId))?.deletionDate?.toISOString();
    expect(certificate.remaining.find(({ what }) => what.startsWith('KMS鍵'))).toMatchObject({ until });
    expect((await issueCertificate(await service.workspace(), plan.planId)).alreadyIssued).toBe(true);
  });

  it('is asked for anew each time', async () => {
    await erase();
    for (const round of [1, 2]) {
      await takeBack();
      expect((await reschedule(`${round}回目`)).incidents).toHaveLength(round);
    }
  });

  it('is no reason for anything while every key waits, nor before or after that', async () => {
    await expect(reschedule()).rejects.toMatchObject({ code: 'erase/not-waiting' });
    await erase();
    await expect(reschedule()).rejects.toMatchObject({ kind: 'usage', code: 'erase/no-key-taken-back' });
    service.clock.advance(8 * DAY_MS);
    await erase();
    await expect(reschedule()).rejects.toMatchObject({ code: 'erase/not-waiting' });
  });

  it('is not scheduled anew in silence by a run that goes on after a crash', async () => {
    const { catalog } = service;
    const save = catalog.saveDocument.bind(catalog);
    catalog.saveDocument = async (document, audit) => {
      if (audit.some(({ action }) => action === 'erasure.kms-keys-scheduled')) throw new Error('killed');
      return save(document, audit);
    };
    await expect(erase()).rejects.toThrow('killed');
    catalog.saveDocument = save;
    await takeBack();
    await expect(erase()).rejects.toMatchObject({ code: 'erase/kms-key-restored' });
    expect((await reschedule()).incidents).toHaveLength(1);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
  });
});
