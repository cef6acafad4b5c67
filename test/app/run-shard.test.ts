import { expect, it } from 'vitest';
import { runShard } from '../../src/app/distribute/run-shard.js';
import { newShard, type ObjectShard } from '../../src/app/distribute/shard.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { MemoryService } from '../support/memory-service.js';
import { contentsOf } from '../support/truth.js';

const never = new AbortController().signal;
/** No other worker has anything in hand. */
const lock = { lockObjects: async (objectIds: readonly string[]) => new Set(objectIds) };

/** Of a run that was killed after it had handed out, while an erasure that was killed as well waits to go on. */
it('B3-2-1: a shard from before an erasure puts nothing under a key which that is about to destroy', async () => {
  const service = await MemoryService.open();
  await service.put('pbx', '3-call-1', 'to be erased');
  await service.protect();
  await service.put('pbx', '3-call-2', 'to be kept');
  const workspace = await service.workspace();
  const { ports } = workspace;
  for (const system of ports.service.systems) await takeInventory(system, ports);
  const kept = (await ports.catalog.object(ports.seal.objectId('pbx', '3-call-2')))!;
  const erased = (await ports.catalog.object(ports.seal.objectId('pbx', '3-call-1')))!;
  const { objectId, etag } = kept;
  await ports.catalog.saveClassified([{ objectId, etag, classification: erased.classification! }], []);
  const shard = newShard<ObjectShard>({
    version: '0.0.0',
    job: 'enforce-encryption',
    system: 'pbx',
    classifier: '',
    objects: [[objectId, etag]],
  });

  const { plan } = await makeDisposalPlan(ports, { filter: { objectIds: [erased.objectId] } });
  expect(plan.keys.flatMap(({ unitIds }) => unitIds)).toEqual(['pbx/3/2026-01']);
  await approvePlan(workspace, plan.planId, service.keyFile);
  const stop = new AbortController();
  const save = service.catalog.saveDocument.bind(service.catalog);
  service.catalog.saveDocument = async (document, audit) => {
    await save(document, audit);
    if (audit.some(({ action }) => action === 'erasure.frozen')) stop.abort();
  };
  await expect(erasePlan(workspace, plan, { signal: stop.signal })).rejects.toMatchObject({
    code: 'erase/interrupted',
  });
  service.catalog.saveDocument = save;

  const run = async () => runShard(shard, lock, await service.workspace(), { stop: never, lost: never });
  expect(await run()).toMatchObject({ planned: 0, failed: 0 });
  expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
  expect(await run()).toMatchObject({ done: 1, failed: 0 });
  expect(await contentsOf(service)).toEqual(new Map([['pbx/3-call-2', ['to be kept']]]));
});
