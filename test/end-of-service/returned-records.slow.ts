import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold, releaseHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { planDisposal } from '../../src/app/end-of-service/plan-files.js';
import { returnedRecords } from '../../src/app/end-of-service/returned-records.js';
import { enforce } from '../../src/app/enforce.js';
import { readRecord } from '../../src/app/read-record.js';
import { decideReview, listReview } from '../../src/app/review.js';
import { RETURNED } from '../../src/inventory/returned.js';
import { copyFolder } from '../support/copy-folder.js';
import { copyOf, type SmallService, smallService } from '../support/small-service.js';

const TEXT = '架空山 花子様より、税の納付について。折返し 090-1234-5678';

/** A service that goes on after all of one system was erased, and a backup of its records from before. */
const prepared = (async () => {
  const service = await smallService({ 'pbx/memo/1.txt': TEXT, 'inquiry-form/1.txt': 'お問合せ' });
  await service.open((workspace) => classify(workspace), { detector: true });
  await service.open((workspace) => enforce(workspace));
  copyFolder(join(service.dir, 'data'), join(service.dir, '..', 'backup'));
  const { plan } = await service.open((workspace) => planDisposal(workspace, { filter: { systems: ['pbx'] } }));
  await service.open((workspace) => approvePlan(workspace, plan.planId, service.keyFile));
  const record = await service.open((workspace) => erasePlan(workspace, plan));
  expect(record.phase).toBe('complete');
  return { service, plan };
})();

let service: SmallService;
beforeEach(async () => {
  service = await copyOf((await prepared).service);
});

const classified = () => service.open((workspace) => classify(workspace), { detector: true });
const enforced = () => service.open((workspace) => enforce(workspace));
const review = () => service.open((workspace) => listReview(workspace, false));
const reasons = async () =>
  (await review()).flatMap(({ system, reasons: all }) => all.map(({ code }) => `${system} ${code}`));
const read = () =>
  service.open((workspace) => {
    const request = { key: 'pbx/memo/1.txt', purpose: '確認', output: join(service.dir, '..', `out-${Math.random()}`) };
    return readRecord(workspace, request, new AbortController().signal);
  });
const restore = async () =>
  copyFolder(join((await prepared).service.dir, '..', 'backup', 'pbx'), join(service.dir, 'data', 'pbx'));
const listed = () =>
  service.open(async ({ ports }) => {
    const keys: string[] = [];
    for await (const { key } of ports.objects.listVersions('pbx')) keys.push(key);
    return keys;
  });
const erase = async () => {
  const { plan } = await prepared;
  return service.open((workspace) => erasePlan(workspace, plan));
};
const issue = async () => {
  const { plan } = await prepared;
  return service.open((workspace) => issueCertificate(workspace, plan.planId));
};

describe('B3-2-1: an erased record whose file is put back in a service that goes on', () => {
  it('is named by the run, is for people to look at, is protected, and is not read until they have decided', async () => {
    await service.put('pbx/memo/1.txt', TEXT);
    expect((await classified()).notes).toEqual([{ code: RETURNED, count: 1 }]);
    expect(await reasons()).toEqual([`pbx ${RETURNED}`]);
    await expect(read()).rejects.toMatchObject({ kind: 'denied', code: 'read/erased' });
    const { plan } = await prepared;
    expect(
      await service.open((workspace) =>
        returnedRecords(workspace.ports.catalog, new Set(plan.lines.map(({ system }) => system))),
      ),
    ).toBe(1);
    expect((await enforced()).summary.done).toBe(1);
    await expect(read()).rejects.toMatchObject({ code: 'read/erased' });
    expect(await reasons()).toEqual([`pbx ${RETURNED}`]);

    const [item] = await review();
    await service.open((workspace) =>
      decideReview(workspace, {
        objectId: item!.objectId,
        level: 3,
        reason: '別の記録',
        decidedBy: '運用担当',
        confirmedBy: undefined,
      }),
    );
    expect((await read()).bytes).toBe(Buffer.byteLength(TEXT));
    expect(await reasons()).toEqual([]);
  });

  it('is not a new record of the same name', async () => {
    service.clock.set(new Date('2026-04-02T03:00:00Z'));
    await service.put('pbx/memo/1.txt', `${TEXT}（新規）`);
    expect((await classified()).notes).toEqual([]);
    expect(await reasons()).toEqual([]);
    await enforced();
    expect((await read()).bytes).toBeGreaterThan(Buffer.byteLength(TEXT));
  });

  it('goes again under the plan that erased it where it is the very version, and the certificate says so', async () => {
    const first = (await issue()).certificate;
    await restore();
    expect((await classified()).notes).toEqual([{ code: RETURNED, count: 1 }]);
    const holdId = await service.open(async (workspace) => {
      const { holdId: id } = await placeHold(workspace, { systems: ['pbx'] }, '訴訟');
      return id;
    });
    await expect(erase()).rejects.toMatchObject({ kind: 'denied', code: 'erase/held', detail: { objects: 1 } });
    expect(await listed()).toHaveLength(1);
    const people = { by: '運用責任者', confirmedBy: '検証責任者', reason: '終結' };
    await service.open((workspace) => releaseHold(workspace, holdId, people));

    expect((await erase()).returnedVersions).toMatchObject([{ versions: 1, bytes: expect.any(Number) }]);
    expect(await listed()).toEqual([]);
    // As it was left by the erasure: no name, and nothing to look at.
    const object = await service.open(async ({ ports }) => {
      for await (const one of ports.catalog.objects({ system: 'pbx' })) return one;
      return undefined;
    });
    expect(object).toMatchObject({ state: 'erased', sealedKey: '', maskedKey: '', etag: '' });
    expect(await reasons()).toEqual([]);
    const second = (await issue()).certificate;
    expect(second.predecessor).toMatchObject({ number: first.number, relation: 'corrects' });
    expect(second.limits.join()).toMatch(/廃棄した版のうち1件.*再び存在していました.*改めて削除/);
    expect((await issue()).certificate.number).toBe(second.number);
    expect((await erase()).returnedVersions).toHaveLength(1);
  });

  it('is named by the certificate, first or already issued, as long as nobody has decided that it is another', async () => {
    const first = await issue();
    expect(first.certificate.limits.join()).not.toContain('別の版として');
    await service.put('pbx/memo/1.txt', TEXT);
    await service.put('pbx/memo/2.txt', TEXT);
    const second = await issue();
    expect(second.alreadyIssued).toBe(false);
    expect(second.certificate.predecessor).toMatchObject({ number: first.certificate.number, relation: 'corrects' });
    const named =
      /廃棄した記録と名称及び大きさの同じもの1件（\d+バイト）が、.*に、保存先に別の版として存在していました/;
    expect(second.certificate.limits.join()).toMatch(named);
    expect(await issue()).toMatchObject({
      alreadyIssued: true,
      copies: 1,
      certificate: { number: second.certificate.number },
    });

    service = await copyOf((await prepared).service);
    await service.put('pbx/memo/1.txt', TEXT);
    expect((await issue()).certificate.limits.join()).toMatch(named);

    service = await copyOf((await prepared).service);
    await service.put('pbx/memo/1.txt', TEXT);
    await classified();
    await enforced();
    const [{ objectId } = { objectId: '' }] = await review();
    const decision = { objectId, level: 3, reason: '別の記録', decidedBy: '運用担当', confirmedBy: undefined } as const;
    await service.open((workspace) => decideReview(workspace, decision));
    expect((await issue()).certificate.limits.join()).not.toMatch(named);
  });
});
