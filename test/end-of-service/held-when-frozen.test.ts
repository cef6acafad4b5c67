import { expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { cancelErasure, erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../src/app/end-of-service/holds.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { tooLateToHold } from '../../src/app/end-of-service/too-late-to-hold.js';
import { MemoryService } from '../support/memory-service.js';
import { stopBeforeDeletion } from '../support/stopped-erasure.js';
import { contentsOf } from '../support/truth.js';

it.each([
  ['the whole service', {}],
  ['a part', { filter: { systems: ['pbx'] } }],
])(
  'B3-2-1: a hold placed while the erasure of %s is frozen stops it before anything is destroyed',
  async (_, request) => {
    const service = await MemoryService.open();
    await service.put('pbx', '3-call-1', 'pbx 1');
    await service.put('pbx', '3-call-2', 'pbx 2');
    await service.protect();
    const { ports } = await service.workspace();
    const { plan } = await makeDisposalPlan(ports, request);
    await approvePlan(await service.workspace(), plan.planId, service.keyFile);
    const save = service.catalog.saveDocument.bind(service.catalog);
    service.catalog.saveDocument = async (document, audit) => {
      await save(document, audit);
      if ((document.body as { phase?: string }).phase === 'frozen') throw new Error('died');
    };
    await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow('died');
    service.catalog.saveDocument = save;

    const before = await contentsOf(service);
    const objectId = ports.seal.objectId('pbx', '3-call-1');
    await placeHold(await service.workspace(), { objectIds: [objectId] }, '訴訟');
    await expect(erasePlan(await service.workspace(), plan)).rejects.toMatchObject({
      kind: 'denied',
      code: 'erase/held',
    });
    expect(await contentsOf(service)).toEqual(before);

    await cancelErasure(await service.workspace(), plan.planId, '保全');
    const made = await makeDisposalPlan((await service.workspace()).ports, request);
    await approvePlan(await service.workspace(), made.plan.planId, service.keyFile);
    expect((await erasePlan(await service.workspace(), made.plan)).phase).toBe('complete');
    expect(await contentsOf(service)).toEqual(new Map([['pbx/3-call-1', ['pbx 1']]]));
  },
);

it('B3-2-1: a hold says of how many records it comes too late', async () => {
  const service = await MemoryService.open();
  for (const key of ['3-call-1', '3-call-2']) await service.put('pbx', key, key);
  await service.put('voice', '3-call-1', 'voice 1');
  await service.protect();
  const { ports } = await service.workspace();
  const { plan } = await makeDisposalPlan(ports, { filter: { systems: ['pbx'] } });
  await approvePlan(await service.workspace(), plan.planId, service.keyFile);
  const goOn = stopBeforeDeletion(service.honest.objects);
  await expect(erasePlan(await service.workspace(), plan)).rejects.toThrow();
  goOn();
  expect(await tooLateToHold(service.catalog, {})).toBe(2);
  expect(await tooLateToHold(service.catalog, { systems: ['voice'] })).toBe(0);
  expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
  expect(await tooLateToHold(service.catalog, {})).toBe(0);
});

it('a reason that a certificate has no room for is refused before anything rests on it', async () => {
  const service = await MemoryService.open();
  const hold = async (length: number) => placeHold(await service.workspace(), {}, '訴'.repeat(length));
  await expect(hold(1001)).rejects.toMatchObject({ kind: 'usage', code: 'hold/reason-too-long' });
  expect((await hold(1000)).reason).toHaveLength(1000);
});
