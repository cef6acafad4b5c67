import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { MemoryService } from '../support/memory-service.js';
import { contentsOf } from '../support/truth.js';

describe('B1-1-2: an erasure that is interrupted', () => {
  let service: MemoryService;
  let plan: DisposalPlan;
  const planned = async (request: PlanRequest = {}) => {
    ({ plan } = await makeDisposalPlan((await service.workspace()).ports, request));
    await approvePlan(await service.workspace(), plan.planId, service.keyFile);
  };
  beforeEach(async () => {
    service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'pbx 1');
    await service.put('voice', '2-call-1', 'voice 1');
    await service.protect();
  });

  /** Interrupted directly behind the audit entry `action`. */
  async function eraseUntil(action: string): Promise<unknown> {
    const stop = new AbortController();
    const save = service.catalog.saveDocument.bind(service.catalog);
    service.catalog.saveDocument = async (document, audit) => {
      await save(document, audit);
      if (audit.some((entry) => entry.action === action)) stop.abort();
    };
    const ended = await erasePlan(await service.workspace(), plan, { signal: stop.signal }).catch((error) => error);
    service.catalog.saveDocument = save;
    return ended;
  }

  const keys = async () => {
    const found: string[] = [];
    for await (const { unitId } of service.honest.unitKeyStore.list()) found.push(unitId);
    return found;
  };

  it.each<[string, PlanRequest]>([
    ['the whole service', {}],
    ['a part', { filter: { systems: ['pbx'] } }],
  ])('destroys no key of %s once its scope is frozen, and can be cancelled', async (_, request) => {
    await planned(request);
    const before = [await keys(), await contentsOf(service)];
    expect(await eraseUntil('erasure.frozen')).toMatchObject({ code: 'erase/interrupted' });
    expect([await keys(), await contentsOf(service)]).toEqual(before);
    await cancelErasure(await service.workspace(), plan.planId, '誤り');
  });

  it('destroys neither the key of the catalogue nor those of the key service once it was read back, and goes on', async () => {
    await planned();
    expect(await eraseUntil('erasure.read-back')).toMatchObject({ code: 'erase/interrupted' });
    expect(await keys()).toHaveLength(1);
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('kms-keys-scheduled');
    expect(await keys()).toEqual([]);
  });
});
