import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { MemoryService } from '../support/memory-service.js';
import { contentsOf } from '../support/truth.js';

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

const erase = async () => erasePlan(await service.workspace(), plan);

describe('B3-2-3: a clock that was set back', () => {
  it('does not make an approval good again that has expired', async () => {
    service.clock.advance(181 * DAY_MS);
    await expect(erase()).rejects.toMatchObject({ code: 'approval/expired' });
    // Anything that was done meanwhile has left its time in the audit log.
    await makeDisposalPlan((await service.workspace()).ports);
    service.clock.advance(-180 * DAY_MS);
    const before = await contentsOf(service);
    await expect(erase()).rejects.toMatchObject({ kind: 'denied', code: 'approval/clock-behind' });
    expect(await contentsOf(service)).toEqual(before);
  });

  it('may differ by some minutes between machines', async () => {
    service.clock.advance(-5 * 60_000);
    expect((await erase()).phase).toBe('kms-keys-scheduled');
  });
});
