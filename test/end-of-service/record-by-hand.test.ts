import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import type { ErasureRecord } from '../../src/dispose/erasure.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { MemoryService } from '../support/memory-service.js';
import { stopBeforeDeletion } from '../support/stopped-erasure.js';

let service: MemoryService;
let plan: DisposalPlan;
beforeEach(async () => {
  service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  await service.protect();
  const workspace = await service.workspace();
  ({ plan } = await makeDisposalPlan(workspace.ports));
  await approvePlan(workspace, plan.planId, service.keyFile);
});

/** As somebody does who can write into the database. */
async function edit(change: (record: ErasureRecord) => ErasureRecord): Promise<void> {
  const [document] = await service.catalog.documents('erasure', plan.planId);
  const { kind, id, parentId, body } = document!;
  await service.catalog.saveDocument(
    { kind, id, parentId, body: change(body as unknown as ErasureRecord) as never },
    [],
  );
}

const certificate = async () => issueCertificate(await service.workspace(), plan.planId);
const erase = async () => erasePlan(await service.workspace(), plan);
const altered = { kind: 'integrity', code: 'erase/record-altered' };

describe('B3-2-1 B1-2-2: the record of an erasure that was edited by hand', () => {
  it('is not certified: the keys are said to be gone while they wait', async () => {
    await erase();
    const at = service.clock.now().toISOString();
    await edit((record) => ({
      ...record,
      phase: 'complete',
      completedAt: at,
      kmsKeys: record.kmsKeys.map((key) => ({
        ...key,
        destroyedAt: at,
        ...(key.canary ? { canary: { ...key.canary, outcomeAfter: 'destroyed' as const } } : {}),
      })),
    }));
    await expect(certificate()).rejects.toMatchObject(altered);
    await expect(erase()).rejects.toMatchObject(altered);
  });

  it('does not let steps be left out', async () => {
    const goOn = stopBeforeDeletion(service.honest.objects);
    await expect(erase()).rejects.toThrow();
    goOn();
    await edit((record) => ({ ...record, phase: 'read-back' }));
    await expect(erase()).rejects.toMatchObject(altered);
    await edit((record) => ({ ...record, phase: 'unit-keys-destroyed' }));
    expect((await erase()).phase).toBe('kms-keys-scheduled');
    expect((await certificate()).certificate.stage).toBe('interim');
  });
});
