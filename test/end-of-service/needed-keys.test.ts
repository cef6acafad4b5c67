import { beforeEach, describe, expect, it } from 'vitest';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { erasePlan } from '../../src/app/end-of-service/erase-plan.js';
import { placeHold } from '../../src/app/end-of-service/holds.js';
import { makeDisposalPlan, type PlanRequest } from '../../src/app/end-of-service/make-plan.js';
import { collect } from '../../src/base/bytes.js';
import { DAY_MS } from '../../src/base/clock.js';
import type { DisposalPlan } from '../../src/dispose/plan.js';
import { withFormerUnit } from '../../src/inventory/former-key.js';
import { takeInventory } from '../../src/inventory/take-inventory.js';
import { Patience, STORE_LIES } from '../support/lying-ports.js';
import { type Disguise, MemoryService } from '../support/memory-service.js';
import { stopWhenFrozen } from '../support/stopped-erasure.js';
import { contentsOf, listed } from '../support/truth.js';

/** Calls are kept for one month and memos for five years, and both of a month lie under one unit key. */
const RETENTION = [
  { kind: 'call', months: 1, basis: '契約書第10条' },
  { kind: 'memo', months: 60, basis: '文書管理規程' },
];
const UNIT = 'pbx/3/2026-01';

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

let service: MemoryService;
beforeEach(async () => {
  service = await MemoryService.open(RETENTION);
  await service.put('pbx', '3-call-1.txt', 'a call');
  await service.put('pbx', '3-memo-1.txt', 'a memo');
  await service.protect();
  service.clock.advance(120 * DAY_MS);
});

async function approved(request: PlanRequest, disguise?: Disguise): Promise<DisposalPlan> {
  const workspace = await service.workspace(disguise);
  const { plan } = await makeDisposalPlan(workspace.ports, request);
  await approvePlan(workspace, plan.planId, service.keyFile);
  return plan;
}

/** A store whose listing never shows one version. */
async function hiding(key: string, at = 0): Promise<Disguise> {
  const version = (await listed(service.honest)).filter((one) => one.key === key)[at]!;
  const lie = STORE_LIES['lists without one version']!;
  return lie({ version, unitId: '', kmsKeyId: '' }, new Patience(Number.POSITIVE_INFINITY));
}

describe('B3-2-1: a key that something needs which the plan leaves', () => {
  it('stays, whatever else of the unit is erased', async () => {
    const plan = await approved({ expired: true });
    expect(plan).toMatchObject({ keys: [], sharedUnits: [UNIT] });
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
    expect(await contentsOf(service)).toEqual(new Map([['pbx/3-memo-1.txt', ['a memo']]]));
  });

  it('stays where the listing does not show that record', async () => {
    const disguise = await hiding('3-memo-1.txt');
    await expect(approved({ expired: true }, disguise)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'inventory/listing-incomplete',
    });
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toEqual(['a memo']);
  });

  it('stays where the listing does not show a record on hold', async () => {
    const workspace = await service.workspace();
    const objectId = workspace.ports.seal.objectId('pbx', '3-memo-1.txt');
    await placeHold(workspace, { objectIds: [objectId] }, '訴訟');
    const disguise = await hiding('3-memo-1.txt');
    await expect(approved({ despiteRetention: true }, disguise)).rejects.toMatchObject({
      code: 'inventory/listing-incomplete',
    });
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toEqual(['a memo']);
  });

  it('stays where the listing does not show an older version of that record', async () => {
    await service.put('pbx', '3-memo-1.txt', 'a memo, corrected');
    await service.protect();
    const disguise = await hiding('3-memo-1.txt', 1);
    await expect(approved({ expired: true }, disguise)).rejects.toMatchObject({
      code: 'inventory/listing-incomplete',
    });
    const plan = await approved({ expired: true });
    expect(plan.sharedUnits).toEqual([UNIT]);
    await erasePlan(await service.workspace(), plan);
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toEqual(['a memo, corrected', 'a memo']);
  });

  it('stays for what lay under ciphertext that was put over it, also when both were deleted since', async () => {
    const { ports } = await service.workspace();
    await service.put('pbx', '3-memo-1.txt', 'ciphertext of an erased record');
    await takeInventory(ports.service.systems[0]!, ports);
    const object = (await service.catalog.object(ports.seal.objectId('pbx', '3-memo-1.txt')))!;
    const { objectId, etag } = object;
    const classification = withFormerUnit(object.classification!, UNIT);
    await service.catalog.saveClassified([{ objectId, etag, classification }], []);
    const [latest] = (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt');
    await service.honest.objects.destroyVersion(latest!);
    await service.honest.objects.deleteObject('pbx', '3-memo-1.txt');
    const plan = await approved({ expired: true });
    expect(plan).toMatchObject({ keys: [], sharedUnits: [UNIT] });
    await erasePlan(await service.workspace(), plan);
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toContain('a memo');
  });

  it('stays for an older version of a deleted record whose latest somebody destroyed', async () => {
    await service.put('pbx', '3-memo-1.txt', 'a memo of another month');
    await service.protect();
    const [latest] = (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt');
    await service.honest.objects.destroyVersion(latest!);
    await service.honest.objects.deleteObject('pbx', '3-memo-1.txt');
    const plan = await approved({ filter: { to: '2026-01' }, despiteRetention: true });
    await erasePlan(await service.workspace(), plan);
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toContain('a memo');
  });

  it('stays for an older version that is the current one again', async () => {
    await service.put('pbx', '3-memo-1.txt', 'a memo of another month');
    await service.protect();
    const [latest] = (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt');
    await service.honest.objects.destroyVersion(latest!);
    const plan = await approved({ expired: true });
    await erasePlan(await service.workspace(), plan);
    expect((await contentsOf(service)).get('pbx/3-memo-1.txt')).toEqual(['a memo']);
  });

  it('stays for a record whose ciphertext was moved to another name, where it does not open', async () => {
    const { objects } = service.honest;
    const [memo] = (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt');
    const bytes = await collect(await objects.get(memo!));
    await objects.put({ bucket: 'pbx', key: '3-memo-9.txt' }, chunksOf(bytes), { encryption: { mode: 'none' } });
    const { ports } = await service.workspace();
    await takeInventory(ports.service.systems[0]!, ports);
    const known = (await service.catalog.object(ports.seal.objectId('pbx', '3-memo-1.txt')))!;
    const { objectId, etag } = (await service.catalog.object(ports.seal.objectId('pbx', '3-memo-9.txt')))!;
    const classification = { ...known.classification!, review: [{ code: 'protect/wrong-context' }] };
    await service.catalog.saveClassified([{ objectId, etag, classification }], []);
    await objects.destroyVersion(memo!);
    expect(await approved({ expired: true })).toMatchObject({ keys: [], sharedUnits: [UNIT] });
  });

  it('goes when a record was really deleted by somebody else, and asks the store about it only once', async () => {
    for (const version of (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt'))
      await service.honest.objects.destroyVersion(version);
    const plan = await approved({ expired: true });
    expect(plan.keys).toMatchObject([{ stays: true, unitIds: [UNIT] }]);
    const states: (string | undefined)[] = [];
    for await (const { reason } of service.catalog.versions({ state: 'exception' })) states.push(reason);
    expect(states).toEqual(['inventory/confirmed-absent']);
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
  });
});

describe('B3-2-1: a record that comes late under a key that is to be destroyed', () => {
  const late = async (): Promise<void> => {
    const now = service.clock.now();
    service.clock.set(new Date('2026-01-20T03:00:00Z'));
    await service.put('pbx', '3-memo-2.txt', 'a late memo');
    service.clock.set(now);
    expect(await service.protect()).toMatchObject({ failed: 0 });
  };
  let plan: DisposalPlan;
  beforeEach(async () => {
    for (const version of (await listed(service.honest)).filter(({ key }) => key === '3-memo-1.txt'))
      await service.honest.objects.destroyVersion(version);
    plan = await approved({ expired: true });
    expect(plan.keys).toMatchObject([{ unitIds: [UNIT] }]);
  });

  it('makes the plan void', async () => {
    await late();
    await expect(erasePlan(await service.workspace(), plan)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'erase/key-in-use',
    });
    const contents = await contentsOf(service);
    expect([contents.get('pbx/3-call-1.txt'), contents.get('pbx/3-memo-2.txt')]).toEqual([['a call'], ['a late memo']]);
  });

  it('waits for a key of its own while the erasure is frozen', async () => {
    const workspace = await service.workspace();
    stopWhenFrozen(workspace, new Error('stopped'));
    await expect(erasePlan(workspace, plan)).rejects.toThrow('stopped');
    await late();
    expect((await erasePlan(await service.workspace(), plan)).phase).toBe('complete');
    await service.protect();
    expect(await contentsOf(service)).toEqual(new Map([['pbx/3-memo-2.txt', ['a late memo']]]));
  });
});

describe('B1-1-2: two erasures that were both begun', () => {
  it('are not both frozen', async () => {
    await service.put('voice', '3-call-9.txt', 'another call');
    await service.protect();
    const stop = new Error('stopped');
    const first = await approved({ filter: { systems: ['pbx'] }, despiteRetention: true });
    const workspace = await service.workspace();
    const { catalog } = service;
    const { saveDocument } = catalog;
    // Begun, and stopped before it is frozen.
    catalog.saveDocument = async (...given) => {
      await saveDocument.apply(catalog, given);
      throw stop;
    };
    await expect(erasePlan(workspace, first)).rejects.toThrow('stopped');
    catalog.saveDocument = saveDocument;
    const second = await approved({ filter: { systems: ['voice'] }, despiteRetention: true });
    const stopping = await service.workspace();
    stopWhenFrozen(stopping, stop);
    await expect(erasePlan(stopping, second)).rejects.toThrow('stopped');
    const before = await contentsOf(service);
    await expect(erasePlan(await service.workspace(), first)).rejects.toMatchObject({ code: 'erase/two-at-once' });
    expect(await contentsOf(service)).toEqual(before);
    await erasePlan(await service.workspace(), second);
    expect((await erasePlan(await service.workspace(), first)).phase).toBe('complete');
  });
});
