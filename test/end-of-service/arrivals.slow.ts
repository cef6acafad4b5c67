import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../src/app/end-of-service/holds.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import { Fault } from '../../src/base/fault.js';
import { verifyFile } from '../../src/certify/page/verify-file.js';
import { problemsOf } from '../../src/certify/reconcile.js';
import { verifyCertificate } from '../../src/certify/verify.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import type { ObjectStore } from '../../src/ports/object-store.js';
import { type Disguise, MemoryService } from '../support/memory-service.js';
import { contentsOf } from '../support/truth.js';

async function approvedPlan(service: MemoryService): Promise<DisposalPlan> {
  const { ports } = await service.workspace();
  const { plan } = await makeDisposalPlan(ports);
  await approvePlan(await service.workspace(), plan.planId, service.keyFile);
  return plan;
}

async function approved(): Promise<{ service: MemoryService; plan: DisposalPlan }> {
  const service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.put('pbx', '2-memo', 'pbx 2');
  await service.put('voice', '3-call-1', 'voice 1');
  await service.protect();
  return { service, plan: await approvedPlan(service) };
}

/** Something that happens when `port.method` is called, once and before it does anything. */
function when<T extends object>(port: T, method: keyof T & string, happens: () => Promise<void>): void {
  const real = (port[method] as (...given: unknown[]) => Promise<unknown>).bind(port);
  port[method] = (async (...given: unknown[]) => {
    port[method] = real as never;
    await happens();
    return real(...given);
  }) as never;
}

const dies = async (): Promise<void> => {
  throw new Error('died');
};

const recordOf = async (service: MemoryService, planId: string): Promise<ErasureRecord> =>
  (await service.catalog.documents('erasure', planId)).at(-1)?.body as unknown as ErasureRecord;

/** Frozen, and nothing destroyed yet. */
async function dieFrozen(service: MemoryService, plan: DisposalPlan): Promise<void> {
  const save = service.catalog.saveDocument.bind(service.catalog);
  service.catalog.saveDocument = async (document, audit) => {
    await save(document, audit);
    if ((document.body as { phase?: string }).phase === 'frozen') await dies();
  };
  await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow('died');
  service.catalog.saveDocument = save;
  expect(await recordOf(service, plan.planId)).toMatchObject({ phase: 'frozen', unitKeys: [] });
}

describe('B3-2-1: what arrives after the erasure of a whole service has frozen its scope', () => {
  it('stops it while nothing is destroyed; cancelled and planned again, it goes with the rest', async () => {
    const { service, plan } = await approved();
    await dieFrozen(service, plan);
    await service.put('pbx', '3-late', 'late');
    const before = await contentsOf(service);
    await expect(erasePlan(await service.workspace(), plan)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'erase/arrived-after-freeze',
      detail: { systems: [{ system: 'pbx', versions: 1, bytes: 4 }] },
    });
    expect(await contentsOf(service)).toEqual(before);
    await cancelErasure(await service.workspace(), plan.planId, '凍結後の到着');
    await service.protect();
    const again = await approvedPlan(service);
    expect((await erasePlan(await service.workspace(), again)).phase).toBe('kms-keys-scheduled');
    expect(await service.honest.objects.head({ bucket: 'pbx', key: '3-late' })).toBeUndefined();
  });

  it('is left, named and planned next, when keys are gone by then; only that plan ends the service', async () => {
    const { service, plan } = await approved();
    when(service.honest.unitKeyStore, 'destroy', async () => {
      await service.put('pbx', '3-late', 'late');
      await service.put('pbx', '3-call-1', 'pbx 1, once more');
      // Holds nothing, so it goes with what it stands over.
      await service.honest.objects.deleteObject('voice', '3-call-1');
    });
    const record = await erasePlan(await service.workspace(), plan);
    expect(record).toMatchObject({
      phase: 'complete',
      kmsKeys: [],
      arrived: [{ system: 'pbx', versions: 2, bytes: 20 }],
      readBack: { versionsListedAfter: 0 },
    });
    expect(problemsOf(record, plan, 'final', service.clock.now())).toEqual([]);
    const { certificate } = await issueCertificate(await service.workspace(), plan.planId);
    expect(certificate.scope.part).toMatch(/業務の全部。ただし.*pbx、計2件/);
    expect(certificate.remaining).toMatchObject([
      { what: '凍結の後に届いたもの（pbx）', basis: 'measured', text: expect.stringContaining('版等2件（20バイト）') },
      { what: '鍵管理サービスの鍵及び目録の鍵', text: expect.stringContaining('level-3') },
      {},
      {},
    ]);
    expect(certificate.limits.join()).toContain('全て廃棄されたことを証するものではありません');
    // Nothing was erased cryptographically by a key that is still there.
    expect(certificate.methods).toMatchObject([
      { level: 3, technique: 'cryptographic-erase' },
      { level: 2, technique: 'delete', text: expect.not.stringContaining('鍵管理サービス') },
    ]);

    expect(await contentsOf(service)).toEqual(
      new Map([
        ['pbx/3-call-1', ['pbx 1, once more']],
        ['pbx/3-late', ['late']],
      ]),
    );
    await service.protect();
    const rest = await approvedPlan(service);
    expect(rest.lines).toMatchObject([{ system: 'pbx', level: 3, objects: 2 }]);
    expect(rest.keys.flatMap(({ unitIds }) => unitIds)).toContain('catalogue/3/all');
    expect((await erasePlan(await service.workspace(), rest)).phase).toBe('kms-keys-scheduled');
    service.clock.advance(8 * DAY_MS);
    expect((await erasePlan(await service.workspace(), rest)).phase).toBe('complete');
    const last = await issueCertificate(await service.workspace(), rest.planId);
    expect(last.certificate.scope.part).toBeUndefined();
    expect(last.certificate.keys.kms.map(({ state }) => state)).toEqual(['destroyed', 'destroyed']);
    expect(await contentsOf(service)).toEqual(new Map());
  });

  it('is planned for although it was taken away since, as long as the keys that stayed for it are there', async () => {
    const { service, plan } = await approved();
    when(service.honest.unitKeyStore, 'destroy', () => service.put('voice', '3-late', 'late'));
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
    for await (const version of service.honest.objects.listVersions('voice'))
      await service.honest.objects.destroyVersion(version);
    const rest = await approvedPlan(service);
    expect(rest).toMatchObject({ lines: [], methods: [] });
    expect(rest.keys).toHaveLength(2);
    expect((await erasePlan(await service.workspace(), rest)).phase).toBe('kms-keys-scheduled');
    service.clock.advance(8 * DAY_MS);
    expect((await erasePlan(await service.workspace(), rest)).phase).toBe('complete');
    const { certificate, jws } = await issueCertificate(await service.workspace(), rest.planId);
    expect(certificate).toMatchObject({
      verification: { overall: 'PASS', canaries: { total: 1, destroyed: 1 } },
      scope: { total: { versions: 0 } },
    });
    expect((await verifyCertificate(await readFile(jws))).verdict).toBe('valid');
    expect((await verifyFile(await readFile(jws), {})).verdict).toBe('valid');
    await expect(approvedPlan(service)).rejects.toMatchObject({ code: 'service/ended' });
  });

  it('is named in the final certificate when it comes while the keys wait, and cannot be planned any more', async () => {
    const { service, plan } = await approved();
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('kms-keys-scheduled');
    const interim = await issueCertificate(await service.workspace(), plan.planId);
    expect(interim.certificate.scope.part).toBeUndefined();
    await service.put('voice', '3-late', 'late');
    service.clock.advance(8 * DAY_MS);
    const record = await erasePlan(await service.workspace(), plan);
    expect(record).toMatchObject({ phase: 'complete', arrived: [{ system: 'voice', versions: 1, bytes: 4 }] });
    expect(record.keysKept).toBeUndefined();
    const { certificate } = await issueCertificate(await service.workspace(), plan.planId);
    expect(certificate.scope.part).toContain('凍結の後に保存先に届いたもの');
    expect(certificate.remaining[0]).toMatchObject({
      what: '凍結の後に届いたもの（voice）',
      text: expect.stringContaining('新たに処理する必要がある'),
    });
    expect(certificate.keys.kms.map(({ state }) => state)).toEqual(['destroyed', 'destroyed']);
    expect(await service.honest.objects.head({ bucket: 'voice', key: '3-late' })).toBeDefined();
  });

  it('is looked for again before each certificate, also one that is given again', async () => {
    const { service, plan } = await approved();
    const issue = async () => issueCertificate(await service.workspace(), plan.planId);
    const remove = async () => {
      for await (const version of service.honest.objects.listVersions('voice'))
        await service.honest.objects.destroyVersion(version);
    };
    await erasePlan(await service.workspace(), plan);
    await service.put('voice', '3-late', 'late');
    const interim = (await issue()).certificate;
    expect(interim).toMatchObject({ stage: 'interim', scope: { part: expect.stringContaining('voice、計1件') } });
    await remove();
    service.clock.advance(8 * DAY_MS);
    expect(await erasePlan(await service.workspace(), plan)).toMatchObject({ phase: 'complete' });
    const final = (await issue()).certificate;
    expect([final.stage, final.scope.part]).toEqual(['final', undefined]);
    await service.put('voice', '3-late', 'late');
    const corrected = await issue();
    expect(corrected.alreadyIssued).toBe(false);
    expect(corrected.certificate).toMatchObject({
      stage: 'final',
      scope: { part: expect.stringContaining('voice、計1件') },
      predecessor: { number: final.number, relation: 'corrects' },
    });
    expect((await issue()).alreadyIssued).toBe(true);
    await remove();
    expect((await issue()).certificate.scope.part).toBeUndefined();
  });

  it('is not passed over where a place does not answer; one that was taken down holds nothing', async () => {
    const { service, plan } = await approved();
    await erasePlan(await service.workspace(), plan);
    service.clock.advance(8 * DAY_MS);
    const failing =
      (kind: 'unavailable' | 'usage', code: string): Disguise =>
      (honest) => ({
        ...honest,
        objects: new Proxy(honest.objects, {
          get(target, member) {
            if (member === 'listVersions')
              return () => {
                throw new Fault(kind, code, 'not listed');
              };
            const value = Reflect.get(target, member, target) as unknown;
            return typeof value === 'function' ? value.bind(target) : value;
          },
        }),
      });
    const down = failing('unavailable', 'store/unavailable');
    await expect(erasePlan(await service.workspace(down), plan)).rejects.toMatchObject({ code: 'store/unavailable' });
    const removed = failing('usage', 'store/no-bucket');
    expect((await erasePlan(await service.workspace(removed), plan)).phase).toBe('complete');
    await expect(issueCertificate(await service.workspace(down), plan.planId)).rejects.toMatchObject({
      code: 'store/unavailable',
    });
    expect((await issueCertificate(await service.workspace(removed), plan.planId)).certificate.stage).toBe('final');
  });

  it('is found as well when it comes after everything was read back', async () => {
    const { service, plan } = await approved();
    when(service.catalog, 'sealAfterErasure', dies);
    await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow('died');
    expect(await recordOf(service, plan.planId)).toMatchObject({ phase: 'read-back' });
    await service.put('voice', '3-late', 'late');
    expect(await erasePlan(await service.workspace(), plan)).toMatchObject({
      phase: 'complete',
      arrived: [{ system: 'voice', versions: 1 }],
      keysKept: { unitIds: ['catalogue/3/all'] },
    });
    expect(await contentsOf(service)).toEqual(new Map([['voice/3-late', ['late']]]));
  });

  it('is found in a place that held nothing when the service was planned', async () => {
    const service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'pbx 1');
    await service.protect();
    const plan = await approvedPlan(service);
    when(service.honest.unitKeyStore, 'destroy', () => service.put('voice', '3-late', 'late'));
    expect(await erasePlan(await service.workspace(), plan)).toMatchObject({
      phase: 'complete',
      arrived: [{ system: 'voice', versions: 1 }],
    });
    expect(await contentsOf(service)).toEqual(new Map([['voice/3-late', ['late']]]));
  });

  it('holds nothing up once it was taken away again', async () => {
    const { service, plan } = await approved();
    when(service.catalog, 'sealAfterErasure', dies);
    when(service.honest.unitKeyStore, 'destroy', () => service.put('voice', '3-late', 'late'));
    await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow('died');
    expect(await recordOf(service, plan.planId)).toMatchObject({ arrived: [{ system: 'voice' }] });
    for await (const version of service.honest.objects.listVersions('voice'))
      await service.honest.objects.destroyVersion(version);
    const record = await erasePlan(await service.workspace(), plan);
    expect(record.phase).toBe('kms-keys-scheduled');
    expect([record.arrived, record.keysKept]).toEqual([undefined, undefined]);
  });

  it('is an unfinished upload too, which may become a record', async () => {
    const { service, plan } = await approved();
    const upload = {
      bucket: 'pbx',
      key: '3-call-1',
      versionId: 'u',
      uploadId: 'u-late',
      initiated: service.clock.now(),
    };
    let begun = false;
    const aborted: string[] = [];
    const late: Disguise = (honest) => {
      const objects: ObjectStore = new Proxy(honest.objects, {
        get(target, member) {
          if (member === 'listUploads')
            return async function* (bucket: string) {
              if (begun && bucket === 'pbx') yield upload;
            };
          if (member === 'abortUpload')
            return async ({ uploadId }: { uploadId: string }) => {
              aborted.push(uploadId);
            };
          if (member === 'destroyVersion') begun = true;
          const value = Reflect.get(target, member, target) as unknown;
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      return { ...honest, objects };
    };
    const record = await erasePlan(await service.workspace(late), plan);
    expect(record.arrived).toMatchObject([{ system: 'pbx', versions: 1, bytes: 0 }]);
    expect(aborted).toEqual([]);
  });
});

describe('B3-2-1: what arrives while a part of the service is erased', () => {
  async function erasedBeside(request: PlanRequest, hold?: string) {
    const service = await MemoryService.open();
    for (const key of ['3-call-1', '3-memo-2']) await service.put('pbx', key, `pbx ${key}`);
    await service.put('voice', '3-call-1', 'voice 1');
    await service.protect();
    const workspace = await service.workspace();
    if (hold) await placeHold(workspace, { objectIds: [workspace.ports.seal.objectId('pbx', hold)] }, '訴訟');
    const { plan } = await makeDisposalPlan(workspace.ports, request);
    await approvePlan(workspace, plan.planId, service.keyFile);
    when(service.honest.objects, 'destroyVersion', async () => {
      await service.put('pbx', '3-new', 'new');
      await service.put('pbx', '3-call-1', 'once more');
      if (hold) await service.put('pbx', hold, 'of what is left');
    });
    const record = await erasePlan(await service.workspace(), plan);
    expect(record.phase).toBe('complete');
    const { certificate } = await issueCertificate(await service.workspace(), plan.planId);
    return { service, record, certificate };
  }

  it('is named where the part is a system, and the certificate says that it is about what was frozen', async () => {
    const { record, certificate, service } = await erasedBeside({ filter: { systems: ['pbx'] } });
    expect(record.arrived).toMatchObject([{ system: 'pbx', versions: 2, bytes: 12 }]);
    expect(certificate.scope.part).toContain('業務の一部');
    expect(certificate.remaining[0]?.text).toMatch(/版等2件（12バイト）が残っている.*業務は継続/);
    expect(certificate.limits.join()).toMatch(/業務は継続しています.*対象の凍結.*後に保存先に置かれたもの/);
    expect((await contentsOf(service)).get('pbx/3-call-1')).toEqual(['once more']);
  });

  it('is named where the part is all but an exception, and what came to the exception is not of it', async () => {
    const { record, certificate } = await erasedBeside({}, '3-memo-2');
    expect(record.arrived).toMatchObject([{ system: 'pbx', versions: 2 }]);
    expect(certificate.scope.part).toMatch(/業務の全部。ただし.*pbx、計2件/);
  });

  it('is named where it comes to a place that held nothing, of a plan of all but an exception', async () => {
    const service = await MemoryService.open();
    for (const key of ['3-call-1', '3-memo-2']) await service.put('pbx', key, `pbx ${key}`);
    await service.protect();
    const workspace = await service.workspace();
    await placeHold(workspace, { objectIds: [workspace.ports.seal.objectId('pbx', '3-memo-2')] }, '訴訟');
    const { plan } = await makeDisposalPlan(workspace.ports);
    await approvePlan(workspace, plan.planId, service.keyFile);
    when(service.honest.objects, 'destroyVersion', () => service.put('voice', '3-call-1', 'late'));
    const { arrived } = await erasePlan(await service.workspace(), plan);
    expect(arrived).toEqual([{ system: 'voice', systemName: 'voice', versions: 1, bytes: 4 }]);
    expect((await contentsOf(service)).get('voice/3-call-1')).toEqual(['late']);
    await service.protect();
    expect((await contentsOf(service)).get('voice/3-call-1')).toEqual(['late']);
    const { plan: next } = await makeDisposalPlan(await service.ports(), { filter: { systems: ['voice'] } });
    expect(next.lines).toMatchObject([{ system: 'voice', objects: 1 }]);
  });
});
