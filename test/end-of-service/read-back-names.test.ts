import { expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { issueCertificate } from '../../src/app/end-of-service/issue-certificate.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { MemoryService } from '../support/memory-service.js';

it('B3-2-1: what could not be tried to be read again is not counted as if it had been, and the method says so', async () => {
  const service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'pbx 1');
  // Deleted before anybody had listed it: its version is in the listing, its name in no row of the catalogue.
  await service.put('pbx', '3-call-2', 'pbx 2');
  await service.honest.objects.deleteObject('pbx', '3-call-2');
  await service.protect();
  const workspace = await service.workspace();
  const { plan } = await makeDisposalPlan(workspace.ports);
  await approvePlan(workspace, plan.planId, service.keyFile);
  const { readBack, systems } = await erasePlan(await service.workspace(), plan);
  expect(systems.map(({ versions, verdicts }) => [versions, verdicts])).toEqual([
    [3, { PASS: 3, FAIL: 0, UNKNOWN: 0 }],
  ]);
  // The version that was destroyed when it was replaced by its encrypted form is of no plan.
  expect(readBack).toMatchObject({ probed: 1, outcomes: { destroyed: 1 } });
  const { certificate } = await issueCertificate(await service.workspace(), plan.planId);
  expect(certificate.verification.method).toMatch(/2件.*一覧にないことにより確認した/);
});
