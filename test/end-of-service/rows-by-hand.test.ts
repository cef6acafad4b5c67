import { expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { MemoryService } from '../support/memory-service.js';

it('B3-2-1: a version that somebody takes out of the frozen scope in the database, with another in its place, is no erased one', async () => {
  const service = await MemoryService.open();
  // Of level 1: no key whose destruction would make it unreadable all the same.
  await service.put('pbx', '1-memo-1', 'pbx 1');
  await service.put('pbx', '1-memo-2', 'pbx 2');
  await service.put('voice', '3-call-1', 'voice 1');
  await service.protect();
  const workspace = await service.workspace();
  const { plan } = await makeDisposalPlan(workspace.ports, { filter: { systems: ['pbx'] } });
  await approvePlan(workspace, plan.planId, service.keyFile);
  const { catalog } = service;
  const save = catalog.saveDocument.bind(catalog);
  catalog.saveDocument = async (document, audit) => {
    await save(document, audit);
    if (!audit.some(({ action }) => action === 'erasure.frozen')) return;
    for await (const version of catalog.versions({ system: 'pbx', state: 'present' })) {
      await catalog.saveVersions([{ ...version, reason: 'kept' }], []);
      const erased = {
        state: 'destroyed',
        reason: document.id,
        destroyedAt: service.clock.now().toISOString(),
      } as const;
      return catalog.saveVersions([{ ...version, versionId: 'never-was', ...erased }], []);
    }
  };
  await expect(erasePlan(await service.workspace(), plan)).rejects.toMatchObject({
    kind: 'integrity',
    code: 'erase/inventory-differs',
  });
  await expect(issueCertificate(await service.workspace(), plan.planId)).rejects.toMatchObject({
    code: 'certificate/not-verified',
  });
});
