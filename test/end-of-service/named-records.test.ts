import { expect, it } from 'vitest';
import { holdsOf, placeHold } from '../../src/app/end-of-service/holds.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { MemoryService } from '../support/memory-service.js';

const NAMED = 'pbx/3-call-1';

async function twoCalls(): Promise<MemoryService> {
  const service = await MemoryService.open();
  for (const key of ['3-call-1', '3-call-2']) await service.put('pbx', key, key);
  await service.protect();
  return service;
}

it('B3-1-1: a plan is made of the record whose file is named, and does not hold the name', async () => {
  const service = await twoCalls();
  const { ports } = await service.workspace();
  const { plan } = await makeDisposalPlan(ports, { filter: { objectIds: [NAMED] } });
  expect(plan.scope.objectIds).toEqual([ports.seal.objectId('pbx', '3-call-1')]);
  expect(plan.lines).toMatchObject([{ objects: 1 }]);
});

it('B3-2-1: a hold on the record whose file is named keeps it, and does not hold the name', async () => {
  const service = await twoCalls();
  await placeHold(await service.workspace(), { objectIds: [NAMED] }, '開示請求への対応');
  const { ports } = await service.workspace();
  const objectId = ports.seal.objectId('pbx', '3-call-1');
  expect(await holdsOf(ports.catalog)).toMatchObject([{ filter: { objectIds: [objectId] } }]);
  const { plan } = await makeDisposalPlan(ports);
  expect(plan.exceptions).toMatchObject([{ objectId }]);
});

it.each(['3-call-1', 'elsewhere/3-call-1', 'obj-12'])(
  'B2-3: what is neither an id nor a file of a system is refused, and nothing of it is kept: %s',
  async (text) => {
    const service = await twoCalls();
    const refused = { kind: 'usage', code: 'plan/unknown-object', detail: { objects: 1 } };
    const filter = { objectIds: [NAMED, text] };
    await expect(makeDisposalPlan((await service.workspace()).ports, { filter })).rejects.toMatchObject(refused);
    await expect(placeHold(await service.workspace(), filter, '訴訟')).rejects.toMatchObject(refused);
    expect(await holdsOf(service.catalog)).toEqual([]);
  },
);
