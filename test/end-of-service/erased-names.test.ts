import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { makeDisposalPlan } from '../../src/app/end-of-service/make-plan.js';
import { unitsOfHistory } from '../../src/app/end-of-service/units-of-history.js';
import { Selection } from '../../src/dispose/selection.js';
import { BeyondReach } from '../../src/inventory/beyond-reach.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { movingItems, survey } from '../../src/migrate/survey.js';
import type { JobPorts } from '../../src/run/ports.js';
import { MemoryService } from '../support/memory-service.js';

const NAME = '3-memo-1.txt';

/**
 * A name that was erased is in no row of the catalogue any more. What is put there and deleted before any listing shows it
 * as current lies there as older versions, of an object without a name.
 */
describe('B3-2-1: older versions under a name that was erased', () => {
  let service: MemoryService;
  let ports: JobPorts;
  /** An envelope of a record that stays, which the store holds under the erased name too. */
  const envelope = async () => {
    const content: Uint8Array[] = [];
    const head = await ports.objects.head({ bucket: 'pbx', key: '3-call-2.txt' });
    for await (const chunk of await ports.objects.get(head!)) content.push(chunk);
    return Buffer.concat(content);
  };

  beforeEach(async () => {
    service = await MemoryService.open();
    await service.put('pbx', NAME, 'a memo');
    await service.put('voice', '3-voice-1.txt', 'a voice');
    await service.protect();
    const workspace = await service.workspace();
    const { plan } = await makeDisposalPlan(workspace.ports, { filter: { systems: ['pbx'] } });
    await approvePlan(workspace, plan.planId, service.keyFile);
    await erasePlan(workspace, plan);

    await service.put('pbx', '3-call-2.txt', 'a call');
    await service.protect();
    ports = await service.ports();
    const body = await envelope();
    for (const content of [body, Buffer.from('another')])
      await service.honest.objects.put({ bucket: 'pbx', key: NAME }, once(content), { encryption: { mode: 'none' } });
    await service.honest.objects.deleteObject('pbx', NAME);
    for (const system of service.service.systems) await takeInventory(system, ports);
    const object = await service.catalog.object(ports.seal.objectId('pbx', NAME));
    expect(object).toMatchObject({ state: 'erased', sealedKey: '' });
  });

  it('hold nothing up, and the keys that they need stay', async () => {
    const elsewhere = new Selection({ scope: { systems: ['voice'] }, exceptions: [] });
    expect(await unitsOfHistory(service.service.systems, elsewhere, ports)).toEqual(new Set(['pbx/3/2026-01']));
    const { plan } = await makeDisposalPlan(ports, { filter: { systems: ['voice'] } });
    expect(plan.keys).toMatchObject([{ unitIds: ['voice/3/2026-01'] }]);
  });

  it('are never called missing where a folder may not be looked into', async () => {
    const beyond = new BeyondReach(['3-'], ports);
    const versions = service.catalog.versions({ objectId: ports.seal.objectId('pbx', NAME), state: 'present' });
    const left: string[] = [];
    for await (const { versionId } of beyond.withoutVersions(versions)) left.push(versionId);
    expect(left).toEqual([]);
  });

  it('stay behind in a migration, named as of a deleted record', async () => {
    const [pbx] = service.service.systems;
    const reasons: string[] = [];
    for await (const item of survey(pbx!, { history: true }, ports)) reasons.push(item.moves ? 'moves' : item.reason);
    expect(reasons.sort()).toEqual(['delete-marker', 'deleted-record', 'deleted-record', 'moves']);
    const items = await movingItems(pbx!, { history: true, sealed: false }, ports);
    const keys: string[] = [];
    for await (const { key } of items()) keys.push(key);
    expect(keys).toEqual(['3-call-2.txt']);
  });
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
