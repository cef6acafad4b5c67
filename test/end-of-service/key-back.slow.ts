import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredKey } from '../../src/adapters/memory/stored-key.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan, rescheduleErasureKeys } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { certificateStatuses } from '../../src/app/status/certificates.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { MemoryService } from '../support/memory-service.js';

let service: MemoryService;
let plan: DisposalPlan;
let keyId: string;
let backup: StoredKey;
beforeEach(async () => {
  service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.put('pbx', '2-call-1', 'pbx 2');
  await service.protect();
  const workspace = await service.workspace();
  ({ plan } = await makeDisposalPlan(workspace.ports));
  await approvePlan(workspace, plan.planId, service.keyFile);
  keyId = plan.keys[0]!.kmsKeyId;
  backup = structuredClone(service.storedKeys.find((key) => key.keyId === keyId)!);
});

const erase = async () => erasePlan(await service.workspace(), plan);
const issue = async () => issueCertificate(await service.workspace(), plan.planId);
const reschedule = async (reason = '復元の訓練の誤り。復号の記録なし') =>
  rescheduleErasureKeys(await service.workspace(), plan.planId, { reason });
const state = async () => (await service.honest.keys.describeKey(keyId))?.state;
const restore = (changed: Partial<StoredKey> = {}) =>
  service.storedKeys.push({ ...structuredClone(backup), ...changed });
const actions = async () => {
  const found: string[] = [];
  for await (const { action } of service.catalog.auditEntries()) found.push(action);
  return found;
};

/** Up to the end, and one more day. @returns when the key was seen gone */
async function completed(): Promise<string> {
  await erase();
  service.clock.advance(8 * DAY_MS);
  const record = await erase();
  expect(record.phase).toBe('complete');
  service.clock.advance(DAY_MS);
  return record.kmsKeys.find(({ kmsKeyId }) => kmsKeyId === keyId)!.destroyedAt!;
}

describe('B3-2-2: a key of the key service that was seen gone and is there again', () => {
  it('stops everything until somebody answers for it; then it waits and goes anew, and the interval is certified', async () => {
    const goneAt = await completed();
    const first = await issue();
    expect(first.certificate.stage).toBe('final');
    service.clock.advance(DAY_MS);
    restore();
    for (const act of [erase, issue])
      await expect(act()).rejects.toMatchObject({ kind: 'integrity', code: 'erase/kms-key-back' });
    await expect(reschedule(' ')).rejects.toMatchObject({ code: 'erase/no-reason' });
    expect(await state()).toBe('Enabled');

    const reopened = await reschedule();
    const foundAt = service.clock.now().toISOString();
    expect(reopened).toMatchObject({ phase: 'kms-keys-scheduled' });
    expect(reopened.completedAt).toBeUndefined();
    expect(await state()).toBe('PendingDeletion');
    expect(reopened.incidents).toEqual([
      {
        kmsKeyId: keyId,
        alias: backup.alias,
        state: 'Enabled',
        canary: 'altered',
        unusableAt: goneAt,
        seenGoneAt: goneAt,
        unusableAgainAt: foundAt,
        reason: '復元の訓練の誤り。復号の記録なし',
        by: 'operator:test',
        at: foundAt,
      },
    ]);
    const key = reopened.kmsKeys.find(({ kmsKeyId }) => kmsKeyId === keyId)!;
    expect(key).toMatchObject({ canary: { outcomeAfter: 'refused' } });
    expect(key.destroyedAt).toBeUndefined();
    expect(Date.parse(key.deletionDate) - service.clock.now().getTime()).toBe(7 * DAY_MS);
    expect(await actions()).toEqual(expect.arrayContaining(['kms-key.incident', 'erasure.reopened']));

    expect(await certificateStatuses(service.catalog)).toMatchObject([{ stage: 'final', overtaken: true }]);
    // What was said to be final is not given again: the key waits, and the certificate in its place says so.
    const interim = await issue();
    expect(interim.certificate).toMatchObject({
      stage: 'interim',
      predecessor: { number: first.certificate.number, relation: 'corrects' },
    });
    const said = /消滅を確認した後に、再び存在していました.*復元の訓練の誤り.*operator:test/;
    expect(interim.certificate.limits.join('\n')).toMatch(said);

    service.clock.advance(6 * DAY_MS);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    service.clock.advance(2 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
    const { certificate } = await issue();
    expect(certificate).toMatchObject({
      stage: 'final',
      predecessor: { number: interim.certificate.number, relation: 'completes' },
    });
    expect(certificate.limits.join('\n')).toMatch(said);
    expect((await issue()).certificate.number).toBe(certificate.number);
  });

  it('is found while another still waits: the end is not reached over it', async () => {
    await erase();
    const waiting = plan.keys.find(({ kmsKeyId }) => kmsKeyId !== keyId)!.kmsKeyId;
    await service.honest.keys.cancelKeyDeletion(waiting);
    await service.honest.keys.scheduleKeyDeletion(waiting, 20);
    service.clock.advance(8 * DAY_MS);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    restore({ state: 'Disabled' });
    service.clock.advance(20 * DAY_MS);
    await expect(erase()).rejects.toMatchObject({ code: 'erase/kms-key-back' });
    expect((await reschedule()).incidents).toMatchObject([{ kmsKeyId: keyId, state: 'Disabled', canary: 'refused' }]);
    service.clock.advance(8 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
  });

  it('is answered for also where it came back waiting for its deletion', async () => {
    await completed();
    restore({ state: 'PendingDeletion', deletionDate: new Date(service.clock.now().getTime() + DAY_MS).toISOString() });
    await expect(issue()).rejects.toMatchObject({ code: 'erase/kms-key-back' });
    expect((await reschedule()).incidents).toMatchObject([{ state: 'PendingDeletion', canary: 'refused' }]);
    service.clock.advance(2 * DAY_MS);
    expect((await erase()).phase).toBe('complete');
  });

  it.each(['before it is written', 'after it is written'])(
    'is not certified after a crash between disabling it and the entry of that, %s',
    async (when) => {
      await completed();
      restore();
      const { catalog } = service;
      const save = catalog.saveDocument.bind(catalog);
      catalog.saveDocument = async (document, audit) => {
        const isLast = audit.some(({ action }) => action === 'kms-key.deletion-scheduled');
        if (!isLast || when.startsWith('after')) await save(document, audit);
        if (isLast) throw new Error('killed');
      };
      await expect(reschedule()).rejects.toThrow('killed');
      catalog.saveDocument = save;
      await expect(issue()).rejects.toMatchObject({ kind: 'integrity', code: 'certificate/not-verified' });
      // Going on closes it: the key was seen to refuse, and its own date counts.
      const record = await erase();
      expect(record).toMatchObject({
        phase: 'kms-keys-scheduled',
        incidents: [{ unusableAgainAt: service.clock.now().toISOString() }],
      });
      expect((await issue()).certificate.stage).toBe('interim');
      service.clock.advance(8 * DAY_MS);
      expect((await erase()).phase).toBe('complete');
      expect((await issue()).certificate.limits.join('\n')).toContain('消滅を確認した後に、再び存在していました');
    },
  );

  it('is no reason for anything where it is not there', async () => {
    await completed();
    await expect(reschedule()).rejects.toMatchObject({ code: 'erase/not-waiting' });
    expect((await erase()).phase).toBe('complete');
  });
});
